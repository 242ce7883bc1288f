public import Builtin
public import ProfileModel
public import Text

extension Claim {
  /// What the built-in workloads of claims are run as, a request for each workload and place.
  ///
  /// Claims that use the same configurations share them.
  ///
  /// - Returns: the requests; and what this machine has not enough memory for, with the reason.
  public static func requests(
    for claims: [Claim], seed: UInt64, on machine: MachineDescription
  ) throws(Refusal) -> (requests: [PlanRequest], leftOut: [Claim: String]) {
    var requests: [PlanRequest] = []
    var places: [String: Int] = [:]
    var leftOut: [Claim: String] = [:]
    for claim in claims {
      if let reason = claim.reasonAgainst(machine) {
        leftOut[claim] = reason
        continue
      }
      for workload in claim.workloads {
        let variant = try WorkloadVariant(workload.builtin, options: workload.options, on: machine)
        let place = "\(workload.builtin) \(workload.pin)"
        if let index = places[place] {
          if !requests[index].workloads.contains(variant) {
            requests[index].workloads.append(variant)
          }
        } else {
          places[place] = requests.count
          requests.append(try request(workload, variant, seed: seed))
        }
      }
    }
    if claims.contains(where: \.isOfMemory) { requests.append(try memory(seed: seed, on: machine)) }
    return (requests, leftOut)
  }

  private static func request(
    _ workload: ClaimWorkload, _ variant: WorkloadVariant, seed: UInt64
  ) throws(Refusal) -> PlanRequest {
    PlanRequest(
      workloads: [variant],
      strategies: workload.workers == 1 ? [.sequential] : [.thread, .process],
      workers: WorkerCounts([workload.workers]), placements: try Placement.parse([workload.pin]),
      seed: seed)
  }

  /// Numbers of workers by threads, by processes that are spawned and by processes that are forked.
  private static func memory(
    seed: UInt64, on machine: MachineDescription
  ) throws(Refusal) -> PlanRequest {
    let workload = memoryWorkload
    var request = PlanRequest(
      workloads: [
        try WorkloadVariant(workload.builtin, options: workload.options, on: machine)
      ], strategies: [.thread, .process], workers: WorkerCounts(memoryWorkers),
      placements: try Placement.parse([workload.pin]), seed: seed)
    request.processStarts = ProcessStart.allCases
    return request
  }

  private var isOfMemory: Bool {
    if case .memoryPerWorker = subject { true } else { false }
  }

  /// The built-in workloads whose wall times it compares.
  public var workloads: [ClaimWorkload] {
    switch subject {
    case .strategies(let workload): [workload]
    case .variants(let first, let second): [first, second]
    case .manifest, .memoryPerWorker, .failure: []
    }
  }

  /// Why this machine has not the memory for it; nil when it has.
  private func reasonAgainst(_ machine: MachineDescription) -> String? {
    guard self == .fork, let usable = MachineMemory(machine).usableBytes, usable < 3 << 30 else {
      return nil
    }
    return
      "it needs a process of 1 GiB, and this one may use \(NumberText.bytes(Double(usable))) in all"
  }
}

extension Plan {
  /// The plans of several requests as one, whose trials are shuffled together.
  public init(
    joining plans: [Plan], seed: UInt64, on machine: MachineDescription, warnings: [String]
  ) {
    self.init(
      configurations: plans.flatMap(\.configurations), seed: seed, twins: false, on: machine,
      warnings: plans.flatMap(\.warnings).unique + warnings)
  }
}
