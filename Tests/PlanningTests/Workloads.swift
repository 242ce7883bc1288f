import Builtin
import Planning
import ProfileModel
import Text

extension WorkloadVariant {
  /// The sum as it is when nothing is asked for.
  static let cpu = WorkloadVariant(.cpu, Sum())

  /// The file read with this block size, in bytes.
  static func io(blockSize: UInt64 = 4096) -> WorkloadVariant {
    WorkloadVariant(
      .io,
      FileRead(sizeBytes: 32 << 20, blockSizeBytes: blockSize, access: .random, cache: .direct))
  }

  static func memory(
    size: String? = nil, repeats: String? = nil, on machine: MachineDescription
  ) throws(Refusal) -> WorkloadVariant {
    var options: [String: String] = [:]
    options["size"] = size
    options["repeats"] = repeats
    return try WorkloadVariant(.memory, options: options, on: machine)
  }
}

extension PlanRequest {
  /// The standard workloads.
  init(
    strategies: [StrategyChoice]? = nil, workers: WorkerCounts? = nil,
    placements: [Placement]? = nil, maxWorkers: Int? = nil, seed: UInt64, twins: Bool = false
  ) {
    self.init(
      workloads: [.cpu, .io()], strategies: strategies, workers: workers, placements: placements,
      maxWorkers: maxWorkers, seed: seed, twins: twins)
  }
}
