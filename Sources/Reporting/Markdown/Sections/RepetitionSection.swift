import ProfileModel
import Text

/// The command that made the study.
enum RepetitionSection {
  static func blocks(_ study: Study) -> [Block] {
    guard !study.configurations.contains(where: { $0.attached != nil }) else {
      return [
        .heading(level: 2, "How to repeat it"),
        .code([ShellText.command(study.commandLine)], language: "sh"),
      ]
    }
    let own = study.commandLine.prefix { $0 != "--" }
    let isSeeded = own.contains { $0 == "--seed" || $0.hasPrefix("--seed=") }
    let seed = isSeeded ? [] : [(name: "--seed", value: String(study.seed))]
    let arguments = ShellText.replacing(seed, in: study.commandLine)
    let words =
      isSeeded
      ? "This is the exact command line; the seed (\(study.seed)) is part of it."
      : "This is the exact command line, with the seed (\(study.seed)) added that was drawn, so that the order of trials is the same."
    return [
      .heading(level: 2, "How to repeat it"),
      .code([ShellText.command(arguments)], language: "sh"), .paragraph([.text(words)]),
    ]
  }
}
