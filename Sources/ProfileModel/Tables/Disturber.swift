/// Who may take so much of the machine that a trial counts as disturbed; its notes begin with these words.
public enum Disturber: String, Sendable, CaseIterable {
  case otherPrograms
  case hypervisor
  case quota

  public var words: String {
    switch self {
    case .otherPrograms: "other programs"
    case .hypervisor: "the hypervisor"
    case .quota: "the CPU quota"
    }
  }
}

extension Trial {
  /// Who disturbed it, as its notes tell.
  public var disturbers: [Disturber] {
    guard disturbed else { return [] }
    return Disturber.allCases.filter { disturber in
      notes.contains { $0.hasPrefix("\(disturber.words) ") }
    }
  }

  /// What a note says of processes that were left of a command.
  public static let outlived = "outlived the command"

  /// Whether processes that its command had started were still there after its end.
  public var wasOutlived: Bool { notes.contains { $0.contains(Self.outlived) } }
}
