import Text

extension MessagePass {
  public static let phrase = "messages between pairs"

  public static let summary =
    "Pass messages within pairs of workers, by memory or through the kernel: what sharing costs."

  public static let options = [
    operationsOption(
      "pass this many messages", standard: "1 GiB of messages, 400000 at most"),
    BuiltinOption(
      "size", "SIZE", "Size of a message.", standard: "\(standardSize)", isCompared: true),
    BuiltinOption(
      "channel", "CHANNEL", "What messages go through.",
      help: "memory (that both see), shared (a shared map, for threads too), pipe or socket",
      standard: Channel.memory,
      isCompared: true),
  ]

  public static let explanation = (
    summary: "passes messages of --size within pairs of workers: what sharing costs.",
    details:
      "Through memory that both see nothing is copied: threads use their process's own, processes a map that they share on purpose; both then share its cache lines. A pipe and a pair of Unix sockets copy each message into the kernel and out of it, and their locks are contended, by threads and processes alike. The number of workers must be even; every byte is checked."
  )

  public var sentence: String {
    let way =
      switch channel {
      case .memory: "through memory that both see"
      case .shared: "through a shared map"
      case .pipe: "through a pipe"
      case .socket: "through Unix sockets"
      }
    return
      "Passes \(NumberText.count(operations)) messages of \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) within pairs of workers \(way); every byte is checked."
  }
}
