import HostProtocol

/// What hosts and launchers say, and the orders that they get.
enum HostTexts {
  static func parse(_ bytes: UnsafeRawBufferPointer) {
    let text = bytes.text
    parse(text, as: HostAnswer.self)
    parse(text, as: LaunchAnswer.self)
    _ = try? Order(decoding: text)
  }

  /// What was understood is said so that it is understood again.
  private static func parse<Kind: Answer>(_ text: String, as kind: Kind.Type) {
    guard let answer = try? LineCoder.decode(kind, from: text[...]) else { return }
    let line = LineCoder.line(answer)
    precondition((try? LineCoder.decode(kind, from: line.dropLast())) != nil, "\(line)")
  }
}
