import ProfileModel
import Text

/// The answer for one workload on a terminal, a fact a line.
struct AnswerCard {
  private let name: String
  private let answer: Answer
  private let outcome: Verdict.Outcome?
  private let next: String?

  /// A longer name has a line of its own; in a narrow window a shorter one too.
  private static let longestName = 12
  private static let nameOfFact = 5

  /// - Parameter next: how to settle what is open.
  init(_ workload: WorkloadFacts, next: String?) {
    name = OutsideText.line(workload.name)
    answer = Answer(workload)
    let isOpen = workload.configurations.count > 1 || workload.rounds == 0
    outcome = isOpen ? workload.verdict?.outcome : .recommended
    self.next = next
  }

  func write(to text: inout TerminalText) {
    let isLong = DisplayWidth.columns(name) > min(Self.longestName, text.style.width / 4)
    let indent = isLong ? 4 : max(4, DisplayWidth.columns(name)) + 2
    if isLong { text.paragraph(name) }
    let lead = answer.headline.uppercased()
    let rest = [answer.speed, answer.interval.map { "(\($0))" }].compactMap(\.self)
    let isNarrow = text.style.width < 60
    let shown = isNarrow ? rest.prefix(1).map { $0.replacing(" as fast as", with: " over") } : rest
    // No-break spaces stay: a gap before each part, and none is torn apart.
    let gap = isNarrow ? " " : " \u{A0}"
    let gaps = shown.map { gap + OutsideText.line($0).replacing(" ", with: "\u{A0}") }
    text.paragraph(
      gaps.joined(), hanging: indent,
      prefix: isLong
        ? String(repeating: " ", count: indent)
        : DisplayWidth.padded(text.shown(name), to: indent),
      lead: (OutsideText.line(lead), ink))
    for (line, fact) in answer.facts + (next.map { [(.next, $0)] } ?? []) {
      let head =
        String(repeating: " ", count: indent)
        + DisplayWidth.padded(line.rawValue, to: Self.nameOfFact)
      text.paragraph(OutsideText.line(fact), hanging: indent + Self.nameOfFact, prefix: head)
    }
  }

  private var ink: Ink {
    switch outcome {
    case .recommended: .green
    case .noDifference: .bold
    case .inconclusive, nil: .yellow
    }
  }
}
