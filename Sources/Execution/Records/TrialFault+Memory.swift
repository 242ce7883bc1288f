extension TrialFault {
  /// With the kernel's kills for memory where they explain it.
  ///
  /// - Parameter kills: in words; nil where there was none.
  func explained(by kills: String?) -> TrialFault {
    switch self {
    case .hostEnded, .workerFailed, .commandFailed:
      guard let kills, !description.contains(kills) else { return self }
      return .killedForMemory(description, kills: kills)
    default: return self
    }
  }
}
