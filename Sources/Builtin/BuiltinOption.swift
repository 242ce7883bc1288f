/// An option that sets a parameter of a built-in workload.
public struct BuiltinOption: Sendable {
  /// Without dashes.
  public var name: String
  /// What stands for its value in help texts, such as `SIZE`.
  public var value: String
  /// What it sets, as a sentence.
  public var summary: String
  /// The same behind the workload's name, where several workloads share the option.
  public var help: String
  /// As it would be written, or how it is chosen.
  public var standard: String
  /// The values that are possible; empty: any.
  public var choices: [String] = []
  /// Whether several values, comma-separated, are compared within one study.
  public var isCompared = false

  /// - Parameter help: nil for the summary, as it reads within a sentence.
  init(
    _ name: String, _ value: String, _ summary: String, help: String? = nil, standard: String,
    isCompared: Bool = false
  ) {
    self.name = name
    self.value = value
    self.summary = summary
    self.help = help ?? summary.prefix(1).lowercased() + summary.dropFirst().dropLast()
    self.standard = standard
    self.isCompared = isCompared
  }

  /// One that takes one of a few words.
  init<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ value: String, _ summary: String, help: String, standard: Choice,
    isCompared: Bool = false
  ) {
    self.init(
      name, value, summary, help: help, standard: standard.rawValue, isCompared: isCompared)
    choices = Choice.allCases.map(\.rawValue)
  }
}

extension Builtin {
  /// An option as each workload has it that heeds it.
  public static func options(_ name: String) -> [(builtin: Builtin, option: BuiltinOption)] {
    allCases.flatMap { builtin in
      builtin.workload.options.filter { $0.name == name }.map { (builtin, $0) }
    }
  }

  /// What all workloads make of an option, for its help text: `io: size of the file; memory: … (default: …; …)`.
  public static func help(_ name: String) -> String {
    let takers = options(name)
    let parts = takers.map { "\($0.builtin.rawValue): \($0.option.help)" }
    return
      "\(parts.joined(separator: "; ")). (default: \(takers.map(\.option.standard).joined(separator: "; ")))"
  }

  /// The values that an option may have, by whichever workload.
  public static func choices(_ name: String) -> [String] {
    options(name).flatMap(\.option.choices)
  }

  /// The workloads that heed an option.
  public static func takers(of name: String) -> [Builtin] { options(name).map(\.builtin) }
}
