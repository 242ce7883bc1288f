import Text

extension MemoryRead {
  public static let phrase = "reads of a buffer larger than the caches"

  public static let summary =
    "Read a buffer larger than the caches, several times: waits for memory."

  public static let options = [
    BuiltinOption(
      "size", "SIZE", "Size of the buffer, all workers' parts together.",
      standard: "past every cache, \(leastDefault) or more, but a quarter of the memory at most"),
    BuiltinOption(
      "repeats", "N", "How many times the buffer is read.",
      help: "read the buffer this many times", standard: "as many as read about 8 GiB"),
  ]

  public static let explanation = (
    summary: "reads a buffer larger than the caches, --repeats times: work that waits for memory.",
    details:
      "Each worker fills and reads its own part. --size is that of all parts together."
  )

  public var sentence: String {
    "Reads a buffer of \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) in memory"
      + (repeats == 1 ? " once" : " \(NumberText.count(repeats)) times")
      + "; each worker reads its own part, which it filled itself, and the sum of the words is checked."
  }
}
