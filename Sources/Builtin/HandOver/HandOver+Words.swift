import Text

extension HandOver {
  public static let phrase = "hand-overs between pairs"

  public static let summary =
    "Pairs of workers hand a byte to and fro: a context switch each, with or without a change of address space."

  public static let options = [
    operationsOption("hand over this many times", standard: "\(standardOperations)"),
    BuiltinOption(
      "channel", "CHANNEL", "What is handed over by.",
      help: "pipe, futex or socket", standard: Channel.pipe, isCompared: true),
    BuiltinOption(
      "burst", "N", "Bytes that a worker hands over, one by one, before it is its partner's turn.",
      help: "bytes that are handed over, one by one, in a turn", standard: "1", isCompared: true),
  ]

  public static let explanation = (
    summary: "lets pairs of workers hand a byte to and fro, each asleep until it is its turn.",
    details:
      "With both on one CPU (--pin 0) each operation is one context switch: between threads the address space stays, between processes it changes. On two CPUs each is a wake-up across CPUs instead. Shared is only the channel, by --channel: a pipe, a futex in memory that both see, or a pair of Unix sockets. With --burst a worker hands over several bytes, each by a system call of its own, before it sleeps: the more of them, the less a switch counts, and the more what each call costs, which in threads must hold the file of a table that they share. The number of workers must be even."
  )

  public var sentence: String {
    let way =
      switch channel {
      case .pipe: "through pipes"
      case .futex: "by a futex in memory that both see"
      case .socket: "through Unix sockets"
      }
    let turn = burst > 1 ? ", \(NumberText.count(burst)) times in a turn" : ""
    return
      "Pairs of workers hand over to each other \(NumberText.count(operations)) times \(way)\(turn), each asleep until it is its turn; each byte is checked."
  }
}
