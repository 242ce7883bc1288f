import ArgumentParser
import LinuxSystem
import Planning
import ProfileModel

/// What is computed, and with which parameters.
struct WorkloadOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What is computed: cpu (a sum), io (a file read), memory (reads of a buffer larger than the caches), or a command: the name or the path of a manifest ('profile workloads' lists them). Repeatable or comma-separated. (default: cpu,io)",
      valueName: "name"))
  var workload: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Commands: set a parameter of the manifest. Repeatable; several values of one parameter are compared.",
      valueName: "key=value"))
  var parameter: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "cpu: sum the integers 1 to this. (default: \(CPUParameters.defaultLimit))", valueName: "n"))
  var limit: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "cpu: do the sum this many times; memory: read the buffer this many times. (default: 1; as many as read about 8 GiB)",
      valueName: "n"))
  var repeats: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: size of the file; memory: size of the buffer, all workers' parts together. (default: \(IOParameters.defaultSize); past every cache, 256MiB or more, but a quarter of the memory at most)",
      valueName: "size"))
  var size: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("io: bytes per read. (default: 4KiB)", valueName: "size"))
  var blockSize: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("io: random or sequential. (default: random)", valueName: "order"),
    completion: .list(["random", "sequential"]))
  var access: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: direct (past the page cache), cold (dropped from it first) or warm (read into it first). (default: direct)",
      valueName: "state"), completion: .list(["direct", "cold", "warm"]))
  var cache: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: where the file is laid out and kept for the next run; commands: where their data go. (default: $TMPDIR or /var/tmp)",
      valueName: "dir"))
  var directory: String?

  @Flag(help: "io: accept a directory on tmpfs or ramfs, which have no storage behind them.")
  var allowMemoryFilesystem = false
}

extension WorkloadOptions {
  /// Directory of the data file.
  var dataDirectory: String {
    directory ?? Self.standardDirectory
  }

  /// `TMPDIR`, else `/var/tmp`.
  static var standardDirectory: String {
    Environment.text("TMPDIR") ?? "/var/tmp"
  }

  /// The names or paths of the workloads, both standard ones when none was named.
  func names() throws(PlanRefusal) -> [String] {
    guard !workload.isEmpty else { return [CPUParameters.workload, IOParameters.workload] }
    return try WordList.elements(
      of: workload, option: "--workload", noun: "workload", example: "cpu,io")
  }

  /// The built-in workload of this name with its parameters; nil when there is none.
  func builtIn(_ name: String, on machine: MachineDescription) throws(PlanRefusal)
    -> WorkloadVariant?
  {
    switch name {
    case CPUParameters.workload: .cpu(try cpuParameters())
    case IOParameters.workload: .io(try ioParameters())
    case MemoryParameters.workload:
      .memory(try MemoryParameters(size: size, repeats: repeats, machine: machine))
    default: nil
    }
  }

  /// Refuses an option that none of the study's workloads heeds.
  func requireTaken(by names: [String], hasCommands: Bool) throws(ProfileError) {
    let options: [(name: String, value: String?, takers: [String])] = [
      ("limit", limit, ["cpu"]), ("repeats", repeats, ["cpu", "memory"]),
      ("size", size, ["io", "memory"]), ("block-size", blockSize, ["io"]),
      ("access", access, ["io"]), ("cache", cache, ["io"]),
    ]
    for option in options where names.allSatisfy({ !option.takers.contains($0) }) {
      guard let value = option.value else { continue }
      let remedy =
        hasCommands
        ? "a command's parameters are set with --parameter, such as --parameter \(option.name)=\(value)"
        : "leave it out"
      throw ProfileError(
        .usage,
        "--\(option.name) \(value): no workload of this study takes it; it belongs to \(option.takers.joined(separator: " and ")). Name one of them with --workload, or \(remedy)."
      )
    }
  }

  private func cpuParameters() throws(PlanRefusal) -> CPUParameters {
    try CPUParameters(limit: limit, repeats: repeats)
  }

  private func ioParameters() throws(PlanRefusal) -> IOParameters {
    try IOParameters(
      size: size, blockSize: blockSize, access: access, cache: cache, directory: directory)
  }
}
