import ArgumentParser
import Builtin
import LinuxSystem
import Planning
import ProfileModel
import Text

/// What is computed, and with which parameters.
struct WorkloadOptions: ParsableArguments {
  private static let phrases = Builtin.allCases.map { "\($0.rawValue) (\($0.workload.phrase))" }
  private static let fileReaders = Builtin.takers(of: "directory").map(\.rawValue).joined(
    separator: ", ")
  private static let standard = Builtin.standard.map(\.rawValue).joined(separator: ",")

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What is computed: \(Self.phrases.joined(separator: ", ")), or a command: the name or the path of a manifest ('profile workloads' lists them). Repeatable or comma-separated. (default: \(Self.standard))",
      valueName: "name"), completion: .names { WorkloadCommands.known })
  var workload: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Commands: set a parameter of the manifest. Repeatable; several values of one parameter are compared.",
      valueName: "key=value"))
  var parameter: [String] = []

  @Option(parsing: .unconditional, help: .builtin("limit"))
  var limit: String?

  @Option(parsing: .unconditional, help: .builtin("repeats"))
  var repeats: String?

  @Option(parsing: .unconditional, help: .builtin("size"))
  var size: String?

  @Option(parsing: .unconditional, help: .builtin("block-size"))
  var blockSize: String?

  @Option(
    parsing: .unconditional, help: .builtin("access"),
    completion: .list(Builtin.choices("access")))
  var access: String?

  @Option(
    parsing: .unconditional, help: .builtin("cache"),
    completion: .list(Builtin.choices("cache")))
  var cache: String?

  @Option(parsing: .unconditional, help: .builtin("directory"))
  var directory: String?

  @Option(parsing: .unconditional, help: .builtin("operations"))
  var operations: String?

  @Option(
    parsing: .unconditional, help: .builtin("channel"),
    completion: .list(Builtin.choices("channel")))
  var channel: String?

  @Option(parsing: .unconditional, help: .builtin("burst"))
  var burst: String?

  @Option(
    parsing: .unconditional, help: .builtin("create"),
    completion: .list(Builtin.choices("create")))
  var create: String?

  @Option(parsing: .unconditional, help: .builtin("section"))
  var section: String?

  @Option(
    parsing: .unconditional, help: .builtin("sharing"),
    completion: .list(Builtin.choices("sharing")))
  var sharing: String?

  @Option(
    parsing: .unconditional, help: .builtin("spacing"),
    completion: .list(Builtin.choices("spacing")))
  var spacing: String?

  @Flag(
    help:
      "\(Self.fileReaders): accept a directory on tmpfs or ramfs, which have no storage behind them."
  )
  var allowMemoryFilesystem = false
}

extension WorkloadOptions {
  /// What was typed after the options that belong to built-in workloads, by their names.
  private var typed: [(name: String, value: String)] {
    let options = [
      ("limit", limit), ("repeats", repeats), ("size", size), ("block-size", blockSize),
      ("access", access), ("cache", cache), ("operations", operations), ("channel", channel),
      ("burst", burst), ("create", create), ("section", section), ("sharing", sharing),
      ("spacing", spacing),
    ]
    return options.compactMap { name, value in value.map { (name, $0) } }
  }

  func dataPlace(beside output: OutputRequest) throws(Refusal) -> DataPlace {
    if directory == "" {
      throw .usage(
        naming("--directory", ""), why: "the path is empty",
        remedy: "Name a directory on the storage to be measured")
    }
    return DataPlace(directory, output: output, allowsMemoryFilesystem: allowMemoryFilesystem)
  }

  /// The names or paths of the workloads, the standard ones when none was named.
  func names() throws(Refusal) -> [String] {
    guard !workload.isEmpty else { return Builtin.standard.map(\.rawValue) }
    return try WordList.elements(
      of: workload, option: "--workload", noun: "workload", example: Self.standard)
  }

  /// The built-in workload of this name, once for each combination of the values that are compared; nil when there is none.
  func builtIn(
    _ name: String, on machine: MachineDescription
  ) throws(Refusal) -> [WorkloadVariant]? {
    guard let builtIn = Builtin(rawValue: name) else { return nil }
    let compared = builtIn.workload.options.filter(\.isCompared).map(\.name)
    let values = try typed.map { option throws(Refusal) -> (name: String, values: [String]) in
      guard compared.contains(option.name) else { return (option.name, [option.value]) }
      let values = try WordList.elements(
        of: [option.value], option: "--\(option.name)", noun: "value", example: "one or a,b")
      return (option.name, values)
    }
    return try ParameterOverrides.combinations(of: values).map { options throws(Refusal) in
      try WorkloadVariant(builtIn, options: options, on: machine)
    }
  }

  /// Refuses an option that none of the study's workloads heeds.
  func requireTaken(by names: [String], hasCommands: Bool) throws(ProfileError) {
    for option in typed {
      let takers = Builtin.takers(of: option.name).map(\.rawValue)
      guard names.allSatisfy({ !takers.contains($0) }) else { continue }
      let remedy =
        hasCommands
        ? "a command's parameters are set with --parameter, such as --parameter \(option.name)=\(option.value)"
        : "leave it out"
      throw ProfileError(
        .usage,
        "--\(option.name) \(option.value): no workload of this study takes it; it belongs to \(takers.joined(separator: " and ")). Name one of them with --workload, or \(remedy)."
      )
    }
  }
}

extension ArgumentHelp {
  /// Of an option of built-in workloads, in their own words.
  fileprivate static func builtin(_ name: String) -> ArgumentHelp {
    ArgumentHelp(
      Builtin.help(name), valueName: Builtin.options(name).first?.option.value.lowercased())
  }
}
