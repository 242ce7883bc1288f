import ProfileModel

/// A configuration of which it is to be said what binds it: why it is that, and what would help against it.
struct BoundCase {
  let split: ConfigurationLedger
  let program: Program
  let shortage: CPUShortage
  /// The lock at which most waited, where one can be named.
  let foremost: LockEvidence?
  let growth: MemoryGrowth?
  let hasTooFewSamples: Bool
  /// Whether the share of user code is that of the workload's other configurations.
  let isUserShareOfLonger: Bool
  let machine: MachineDescription
  /// Workers beyond which another one buys little in this study; nil when it is not known.
  let knee: Int?

  /// Sentences with figures beside the ledger's, and the lever.
  func words(_ kind: BoundKind) -> (evidence: [String], lever: Lever) {
    switch kind {
    case .cpuUser:
      (coresEvidence, userLever)
    case .cpuKernel:
      (coresEvidence + faultEvidence, kernelLever.or(moreWorkers))
    case .storage: (storageEvidence, storageLever)
    case .lock: (lockEvidence, lockLever)
    case .addressSpace:
      (
        addressSpaceEvidence,
        "processes, each of which has a map of its own; or fewer, larger mappings that are kept"
      )
    case .starved: ([shortage.words], shortage.lever)
    case .throttled: (throttlingEvidence, throttledLever)
    case .peer:
      (
        idleEvidence,
        Lever("a faster peer")
          .or(
            "more in flight: more workers that do not wait for each other", .more, joinedBy: ", or "
          )
      )
    case .timer:
      (
        idleEvidence,
        Lever("shorter sleeps")
          .or("more workers that sleep side by side", .more, joinedBy: ", or ")
      )
    case .memory:
      (
        [growth?.words].compactMap(\.self),
        Lever("fewer workers", .fewer)
          .or(
            "another placement: workers on cores that share no cache or memory node",
            joinedBy: ", or ")
      )
    case .mixed: (mixtureEvidence, mixed)
    }
  }

  /// The lever of the largest part that has one.
  private var mixed: Lever {
    guard let largest = largestPart, let kind = largest.bound else {
      return "samples at a shorter interval (--sample-interval), to tell what is waited for"
    }
    return words(kind).lever.preceded(by: "for its \(largest.words) part, ")
  }
}
