/// The part of the work that one worker does: work is split so that everything is done exactly once.
public struct WorkerShare: Sendable, Equatable {
  /// From 0.
  public let worker: Int
  public let workers: Int

  public init(worker: Int, of workers: Int) {
    precondition(worker >= 0 && worker < workers, "worker \(worker) of \(workers)")
    self.worker = worker
    self.workers = workers
  }

  /// This worker's contiguous part of `0 ..< count`; parts differ by at most one and cover all.
  public func range(of count: UInt64) -> Range<UInt64> {
    boundary(worker, of: count)..<boundary(worker + 1, of: count)
  }

  private func boundary(_ index: Int, of count: UInt64) -> UInt64 {
    let product = count.multipliedFullWidth(by: UInt64(index))
    return UInt64(workers).dividingFullWidth(product).quotient
  }
}
