import Text

extension HandOver {
  public static let phrase = "hand-overs between pairs"

  public static let summary =
    "Pairs of workers hand a byte to and fro: a context switch each, with or without a change of address space."

  public static let options = [
    operationsOption("hand over this many times", standard: "\(standardOperations)"),
    BuiltinOption(
      name: "channel", value: "CHANNEL", summary: "What is handed over by.",
      help: "pipe, futex or socket", standard: Channel.pipe.rawValue,
      choices: Channel.allCases.map(\.rawValue), isCompared: true),
  ]

  public static let explanation = (
    summary: "lets pairs of workers hand a byte to and fro, each asleep until it is its turn.",
    details:
      "With both on one CPU (--pin 0) each operation is one context switch: between threads the address space stays, between processes it changes. On two CPUs each is a wake-up across CPUs instead. Shared is only the channel, by --channel: a pipe, a futex in memory that both see, or a pair of Unix sockets. The number of workers must be even."
  )

  public var sentence: String {
    let way =
      switch channel {
      case .pipe: "through pipes"
      case .futex: "by a futex in memory that both see"
      case .socket: "through Unix sockets"
      }
    return
      "Pairs of workers hand over to each other \(NumberText.count(operations)) times \(way), each asleep until it is its turn; each byte is checked."
  }
}
