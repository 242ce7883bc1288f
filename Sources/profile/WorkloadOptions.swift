import ArgumentParser
import Glibc
import Planning
import ProfileModel

/// What is computed, and with which parameters.
struct WorkloadOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What is computed: cpu (a sum), io (a file read), memory (reads of a buffer larger than the caches). Repeatable or comma-separated. (default: cpu,io)",
      valueName: "name"))
  var workload: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("cpu: sum the integers 1 to this. (default: 4000000000)", valueName: "n"))
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
      "io: size of the file; memory: size of the buffer, all workers' parts together. (default: 64MiB; past every cache, at least 256MiB)",
      valueName: "size"))
  var size: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("io: bytes per read. (default: 4KiB)", valueName: "size"))
  var blockSize: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("io: random or sequential. (default: random)", valueName: "order"))
  var access: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: direct (past the page cache), cold (dropped from it first) or warm (read into it first). (default: direct)",
      valueName: "state"))
  var cache: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: where the file is laid out and kept for the next run. (default: $TMPDIR or /var/tmp)",
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
    guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/var/tmp" }
    return String(cString: value)
  }

  /// The workloads with their parameters, both built-ins when none was named.
  func variants(on machine: MachineDescription) throws(PlanRefusal) -> [WorkloadVariant] {
    guard !workload.isEmpty else {
      return [.cpu(try cpuParameters()), .io(try ioParameters())]
    }
    var variants: [WorkloadVariant] = []
    let names = try WordList.parse(
      workload,
      known: [CPUParameters.workload, IOParameters.workload, MemoryParameters.workload],
      option: "--workload", noun: "workload")
    for name in names {
      switch name {
      case CPUParameters.workload: variants.append(.cpu(try cpuParameters()))
      case IOParameters.workload: variants.append(.io(try ioParameters()))
      default:
        variants.append(
          .memory(try MemoryParameters(size: size, repeats: repeats, machine: machine)))
      }
    }
    return variants
  }

  private func cpuParameters() throws(PlanRefusal) -> CPUParameters {
    try CPUParameters(limit: limit, repeats: repeats)
  }

  private func ioParameters() throws(PlanRefusal) -> IOParameters {
    try IOParameters(
      size: size, blockSize: blockSize, access: access, cache: cache, directory: directory)
  }
}
