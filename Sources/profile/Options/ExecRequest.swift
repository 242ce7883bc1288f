import Builtin
import Execution
import LinuxSystem
import Planning
import ProfileModel
import Text

/// What `exec` was asked for, checked before anything runs.
struct ExecRequest {
  /// A name tells apart those that are compared; the one command behind `--` has none.
  private let subjects: [(name: String?, spec: CommandSpec)]
  private let copies: Int
  private let placements: [Placement]
  private let limits: [ResourceLimits]

  /// Stands for the copy's number.
  private static let indexMark = "{index}"

  init(_ options: Exec) throws {
    copies = try TrialCount.parse(options.copies, option: "--copies")
    placements =
      options.pin.isEmpty
      ? [copies > 1 ? .standard : .free] : try Placement.parse(options.pin)
    limits = try options.limits.limits()
    let input = try options.stdin.map(Self.readable) ?? Self.inherited()
    let metrics = try MetricOption.parse(options.metric)
    let measured = try options.measuredTime.map { text throws(Refusal) in
      try TimeSpan.parse(text, option: "--for").seconds
    }
    let limits = try options.commands.limits()
    var subjects: [(name: String?, spec: CommandSpec)] = []
    for (name, words) in try Self.commands(options) {
      var spec = CommandSpec(commands: Self.copied(words, copies), isCopied: copies > 1)
      spec.input = input
      spec.exitStatus = options.ignoreFailure ? nil : 0
      spec.setUp = Self.shell(options.prepare)
      spec.cleanUp = Self.shell(options.cleanup)
      spec.metrics = metrics
      spec.measuredSeconds = measured
      try limits.apply(to: &spec)
      if let problem = CommandCheck.problem(with: spec) {
        throw ProfileError(.missingInput, problem)
      }
      subjects.append((name, spec))
    }
    self.subjects = subjects
  }

  /// Those that `--command` names, or the one behind `--`.
  private static func commands(_ options: Exec) throws -> [(String?, [String])] {
    let named = try NamedCommand.parse(options.alternatives)
    guard !named.isEmpty else { return [(nil, try command(options.command))] }
    guard options.command.isEmpty else {
      throw ProfileError(
        .usage,
        "exec: a command stands behind -- and others in --command. Give all that are to be compared with --command NAME=COMMAND."
      )
    }
    return named.map { ($0.name, $0.words) }
  }

  /// A configuration per set of limits, command and placement.
  func plan(on machine: MachineDescription, seed: UInt64) throws(Refusal) -> Plan {
    var unlimited: [Configuration] = []
    for subject in subjects {
      for placement in placements {
        unlimited.append(try configuration(subject, placement, on: machine))
      }
    }
    let configurations = limits.flatMap { limits in unlimited.map { $0.limited(to: limits) } }
    // One that is alone under its limits has nothing to be told apart from.
    return Plan(
      configurations: configurations, seed: seed, twins: unlimited.count > 1, on: machine,
      warnings: Plan.warnings(about: limits, on: machine))
  }

  private func configuration(
    _ subject: (name: String?, spec: CommandSpec), _ placement: Placement,
    on machine: MachineDescription
  ) throws(Refusal) -> Configuration {
    let cpus: [[Int]]
    if copies > 1 {
      cpus = try placement.workerCPUs(workers: copies, on: machine)
    } else {
      cpus = [Set(try placement.slots(on: machine).joined()).sorted()]
    }
    let layout = copies > 1 ? Layout.processes(copies) : .sequential
    let kind = copies > 1 ? "process-\(copies)" : "sequential"
    let workload = subject.name == nil ? name : "exec"
    let variant = subject.name.map { copies > 1 ? "\($0)-\(copies)" : $0 } ?? kind
    var configuration = Configuration(
      id: "\(workload)/\(variant)/\(placement.text)", workload: workload, layout: layout,
      pin: placement.text, workerCPUs: cpus, parameters: [:])
    configuration.command = subject.spec
    return configuration
  }

  /// The program's file name; one that is a built-in workload's is told apart from it.
  private var name: String {
    let program = subjects.first?.spec.commands.first?.first ?? ""
    let last = program.split(separator: "/").last.map(String.init) ?? program
    return Builtin.names.contains(last) ? "exec-\(last)" : last
  }

  private static func copied(_ command: [String], _ copies: Int) -> [[String]] {
    guard copies > 1 else { return [command] }
    return (0..<copies).map { index in
      command.map { $0.replacing(indexMark, with: String(index)) }
    }
  }

  /// The command as it was typed, whatever its bytes are.
  private static func command(_ words: [String]) throws(ProfileError) -> [String] {
    guard !words.isEmpty else {
      throw ProfileError(
        .usage, "exec: no command was given. Write it behind --, such as: profile exec -- make -j8."
      )
    }
    // What the parser hands on has lost the bytes that are no text.
    return ByteText.commandLine.suffix(words.count)
  }

  private static func readable(_ path: String) throws(ProfileError) -> String {
    let refusal = Files.refusal(.read, path)
    let isFile = (try? FileFacts(of: path))?.isRegular == true
    guard refusal == nil, isFile else {
      let reason =
        refusal.map { "\($0)" }
        ?? (FileFacts.isDirectory(path)
          ? "it is a directory"
          : "it is no regular file, which each trial could read from its start")
      throw ProfileError(
        .missingInput,
        "--stdin \(path): \(reason). Give a file that can be read; what a pipe or a device gives, save in one first."
      )
    }
    return Files.absolute(path)
  }

  /// A file that this program itself was given; what could be read only once is not passed on, which is said.
  private static func inherited() -> String? {
    switch StandardInput.look() {
    case .nothing: return nil
    case .file(let path): return path
    case .once(let what):
      Diagnostic.write(
        "warning: standard input is \(what), and is not passed on to the command, which finds none; save it in a file and name that by --stdin FILE."
      )
      return nil
    }
  }

  private static func shell(_ line: String?) -> [[String]] {
    line.map { [["/bin/sh", "-c", $0]] } ?? []
  }
}
