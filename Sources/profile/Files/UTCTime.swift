import FoundationEssentials

/// Wall-clock time as text.
enum UTCTime {
  /// ISO 8601 to the second, such as `2026-11-23T07:02:13Z`.
  static func now() -> String { Date.now.formatted(.iso8601) }
}
