import Text

extension CacheLine {
  public static let phrase = "counters on one cache line"

  public static let summary =
    "Count in a counter of one's own, next to the others' or apart: false sharing."

  public static let options = [
    operationsOption("count this often", standard: "\(standardOperations)"),
    BuiltinOption(
      "spacing", "SPACING", "How far the workers' counters lie apart.",
      help: "packed (eight to a cache line) or padded (a line each)",
      standard: Spacing.packed,
      isCompared: true),
  ]

  public static let explanation = (
    summary:
      "lets each worker count in a counter of its own, which lies beside the others' or apart.",
    details:
      "By --spacing packed the counters share a cache line, which the CPUs take from each other for each count (false sharing); by --spacing padded they do not. Threads count in memory of their process, processes in a map that they share: no object of the kernel is involved, and both pay alike."
  )

  public var sentence: String {
    "Counts to \(NumberText.count(operations)), each worker in a counter of its own, "
      + (spacing == .packed
        ? "which lies beside the others' on one cache line" : "which has a cache line to itself")
      + "; each counter is checked."
  }
}
