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
}

extension Builtin {
  /// What all workloads make of an option, for its help text: `io: size of the file; memory: … (default: …; …)`.
  public static func help(_ option: String) -> String {
    let takers = allCases.compactMap { builtin in
      builtin.workload.options.first { $0.name == option }.map { (builtin.rawValue, $0) }
    }
    let parts = takers.map { "\($0): \($1.help)" }
    return
      "\(parts.joined(separator: "; ")). (default: \(takers.map(\.1.standard).joined(separator: "; ")))"
  }

  /// The values that an option may have, by whichever workload.
  public static func choices(_ option: String) -> [String] {
    allCases.flatMap { $0.workload.options }.filter { $0.name == option }.flatMap(\.choices)
  }

  /// The workloads that heed an option.
  public static func takers(of option: String) -> [Builtin] {
    allCases.filter { $0.workload.options.contains { $0.name == option } }
  }
}
