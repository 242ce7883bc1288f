/// What keeps a command from being faster and is no property of its work: the way in which it was measured.
public struct Restraint: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// It was measured for a time, and nobody asked anything of it.
    case idle
    /// It writes so much that a pipe for its output, which the profiler empties, is what it works or waits for.
    case output
  }

  public var kind: Kind
  /// Of `output`: what it wrote beyond what is kept, bytes a second.
  @ExplicitNull public var bytesPerSecond: Double?

  public init(_ kind: Kind, bytesPerSecond: Double? = nil) {
    self.kind = kind
    self.bytesPerSecond = bytesPerSecond
  }

  /// After “it is”.
  public var words: String {
    switch kind {
    case .idle: "idle"
    case .output: "bound by its output"
    }
  }

  /// What would help.
  public var lever: String {
    switch kind {
    case .idle:
      "nothing: it was not asked for more; measure it under a load (service in a manifest), or look at it by profile attach while it is slow"
    case .output:
      "output that goes to /dev/null or to a file (sh -c '… > /dev/null'), which nobody has to take away"
    }
  }
}
