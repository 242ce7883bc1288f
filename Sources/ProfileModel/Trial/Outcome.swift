/// How a trial ended.
public enum Outcome: String, Codable, Sendable, CaseIterable {
  case completed
  case failed
  case interrupted
}
