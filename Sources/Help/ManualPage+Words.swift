import ProfileModel

extension ManualPage {
  /// The glossary: every topic with its first sentence.
  func words(_ page: inout Roff) {
    page.macro("SH", "WORDS")
    page.paragraphs("What reports and options say. profile explain tells more of each.")
    for group in Glossary.groups {
      page.macro("SS", group.title)
      for topic in group.topics {
        page.macro("TP")
        page.text(markup: "\\fB\(Roff.escaped(topic.name))\\fR")
        page.text(markup: Roff.line(topic.summary))
      }
    }
  }

  /// Exit codes, variables, neighbours.
  func tail(_ page: inout Roff) {
    page.macro("SH", "EXIT STATUS")
    if let codes = Glossary.topic(named: "exit codes") {
      page.paragraphs(([codes.summary] + codes.details).joined(separator: "\n\n"))
    }
    page.macro("SH", "ENVIRONMENT")
    for (name, meaning) in Self.variables {
      page.macro("TP")
      page.text(markup: "\\fB\(name)\\fR")
      page.text(markup: Roff.line(meaning))
    }
    page.macro("SH", "SEE ALSO")
    page.text(
      markup: Self.neighbours.map { "\\fB\(Roff.escaped($0.0))\\fR(\($0.1))" }
        .joined(separator: ",\n"))
  }

  private static let variables = [
    ("NO_COLOR", "When set and not empty, nothing is coloured unless --color always is given."),
    ("TERM", "When dumb, nothing is coloured."),
    ("COLUMNS", "The width of what is printed where the terminal does not tell its own."),
    ("LC_ALL, LC_CTYPE, LANG", "Signs beyond ASCII are printed only where the locale is UTF-8."),
    (
      "TMPDIR",
      "Where the io workload lays out its file without --directory; else /var/tmp, or where that cannot be written to, a folder on the way to --output."
    ),
  ]

  private static let neighbours = [
    ("taskset", 1), ("numactl", 8), ("lscpu", 1), ("proc", 5), ("sched", 7),
  ]
}
