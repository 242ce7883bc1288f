import Text

extension Sum {
  public static let phrase = "a sum"

  public static let summary =
    "Sum the integers 1 to a limit, each exactly once: waits for nothing."

  public static let options = [
    BuiltinOption(
      "limit", "N", "The last integer of the sum.",
      help: "sum the integers 1 to this", standard: "\(defaultLimit)"),
    BuiltinOption(
      "repeats", "N", "How many times the sum is done.",
      help: "do the sum this many times", standard: "1"),
  ]

  public static let explanation = (
    summary: "sums the integers 1 to --limit: work that needs nothing but a CPU.",
    details:
      "Each integer is added once, whatever the number of workers, and the sum is checked. The additions really run: a barrier keeps the compiler from replacing the loop by a formula. Longer trials: --repeats."
  )

  public var sentence: String {
    "Sums the integers from 1 to \(NumberText.count(limit))"
      + (repeats > 1 ? ", \(NumberText.count(repeats)) times over" : "")
      + "; the workers split the range, and the sum is checked."
  }
}
