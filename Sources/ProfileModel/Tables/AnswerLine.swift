/// What a line below an answer on the terminal is about; the raw value is the word in front of it.
public enum AnswerLine: String, Sendable, CaseIterable {
  case or
  case know
  case why
  case not
  case cost
  case help
  case lean
  case pin
  case more
  case but
  case next

  /// What the glossary says of it; nil where another topic of this name does.
  public var topic: Topic? {
    switch self {
    case .or:
      Topic(rawValue, "configurations that may be as good as the one that the answer names.")
    case .know:
      Topic(
        rawValue, "what is settled where the answer is not, or where nothing differs.",
        "Of each configuration: whether it is better than the reference, worse, no different or not told apart."
      )
    case .why:
      Topic(
        rawValue, aliases: ["why, and what would change it"],
        "what binds the configuration that the answer names, with a figure.",
        "Where nothing is decided, that of the best so far. The report has all the evidence.")
    case .not:
      Topic(
        rawValue,
        "what holds back the other strategy with as many workers, where that is something else.")
    case .cost:
      Topic(
        rawValue, aliases: ["it costs", "price", "the price"],
        "what the recommended configuration takes beyond the reference, in the medians.",
        "Memory (PSS), start-up and context switches, each where it is worth a word; verdicts[].numbers.cost in findings.json has them all."
      )
    case .help:
      Topic(
        rawValue, aliases: ["lever", "what would help"],
        "what would make it faster, as far as what binds it tells.",
        "It is a direction, not a promise: nobody has measured it. profile help COMMAND is another thing: it lists options."
      )
    case .lean:
      Topic(
        rawValue, aliases: ["thrifty", "leaner"],
        "a configuration that is nearly as fast, for much less memory or fewer workers.",
        "Nearly as fast: at least 75 % of the speed. Much less: 60 % of the memory (PSS) at most. Or one of fewer workers that looks at least as fast, and is not told apart from what the answer names."
      )
    case .pin: nil
    case .more:
      Topic(
        rawValue,
        "more workers may be faster still: the most that were tried gained over the step before.",
        "The command tries more.")
    case .but:
      Topic(
        rawValue, aliases: ["doubt"],
        "what speaks against the answer: rounds that something disturbed, a stop by a signal, processes that outlived the command, a run too short to be told apart."
      )
    case .next:
      Topic(
        rawValue,
        "the command that would settle what is open, with its rounds and about how long they take.")
    }
  }
}
