import ProfileModel

/// What is said of each kind of bound: why it is that, and what would help against it.
struct BoundWords {
  let evidence: BoundEvidence
  let lever: BoundLever

  /// Sentences with figures beside the ledger's, and the lever.
  func words(_ kind: BoundKind) -> (evidence: [String], lever: String) {
    switch kind {
    case .cpuUser:
      (evidence.cores, lever.moreWorkers ?? "less work per unit, or more CPUs")
    case .cpuKernel:
      (
        evidence.cores,
        "fewer or larger system calls" + (lever.moreWorkers.map { "; or \($0)" } ?? "")
      )
    case .storage: (evidence.storage, lever.storage)
    case .lock: (evidence.lock, lever.lock)
    case .addressSpace: (evidence.addressSpace, lever.addressSpace)
    case .starved: (evidence.shortage, lever.starved)
    case .throttled: (evidence.throttling, lever.throttled)
    case .peer:
      (
        evidence.idle,
        "a faster peer, or more in flight: more workers that do not wait for each other"
      )
    case .timer: (evidence.idle, "shorter sleeps, or more workers that sleep side by side")
    case .memory:
      (
        evidence.memory,
        "fewer workers, or another placement: workers on cores that share no cache or memory node"
      )
    case .mixed: (evidence.mixture, mixed)
    }
  }

  /// The lever of the largest part that has one.
  private var mixed: String {
    guard let largest = lever.largestPart, let kind = largest.bound else {
      return "samples at a shorter interval (--sample-interval), to tell what is waited for"
    }
    return "for its \(largest.words) part, \(words(kind).lever)"
  }
}
