import ArgumentParser

/// Whether text on the terminal is coloured.
struct ColorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Colour what is printed: auto (on a terminal, unless NO_COLOR is set or TERM is dumb), always or never.",
      valueName: "when"))
  var color: ColorChoice = .auto
}

/// One of the words after `--color`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto
  case always
  case never
}
