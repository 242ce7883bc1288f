/// How a trial ended.
public enum Outcome: String, Codable, Sendable {
  case completed
  case failed
  case interrupted
}
