/// Two workers that work with each other: 0 and 1, 2 and 3, and so on.
struct WorkerPair {
  /// From 0.
  let index: Int
  let pairs: Int
  /// Of the two, the one that begins.
  let isFirst: Bool
  let partner: Int

  init(_ share: WorkerShare) {
    index = share.worker / 2
    pairs = share.workers / 2
    isFirst = share.worker.isMultiple(of: 2)
    partner = share.worker ^ 1
  }

  /// This pair's part of a count.
  func part(of count: UInt64) -> UInt64 {
    UInt64(WorkerShare(worker: index, of: pairs).range(of: count).count)
  }
}
