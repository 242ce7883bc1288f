import ArgumentParser
import Planning
import ProfileModel
import Text

/// How the work is spread: strategies, worker counts, placements.
struct ConcurrencyOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How concurrency is made: sequential, thread, process, hybrid:PxT. Repeatable or comma-separated. (default: sequential,thread,process, in sweep thread,process; of a command those of them that it has)",
      valueName: "name"), completion: .names { ["sequential", "thread", "process", "hybrid:"] })
  var strategy: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Worker counts for thread and process, such as 2, 1,2,4 or 1..2N; or auto: doubled from 1 on until another doubling buys less than the margin. (default: N, the allowed CPUs or, when that is smaller, the CPU quota rounded up; where it is rounded, N-1 too; in sweep auto)",
      valueName: "n"))
  var workers: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Which CPUs: none, compact, spread, core, l3, node, socket; a list of OS ids such as 0-3,8 or 0-14:2 (one per worker in order), !list (all allowed but these), +list (the n-th allowed, from 0); or domains such as S0:0-3@node1:0-1@L3-0:0, where the numbers behind the colon count the allowed CPUs within the domain from 0, whole cores first. An isolated CPU is in nobody's mask: start profile with taskset -c to have it. Repeatable: placements are compared. A command's whole tree may use what its workers are given. (default: core; none for commands)",
      valueName: "policy"),
    completion: .list(["none", "compact", "spread", "core", "l3", "node", "socket"]))
  var pin: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How wide each worker's place is: cpu, core, l3 or node. (default: cpu)", valueName: "width"),
    completion: .list(PinWidth.allCases.map(\.rawValue)))
  var pinWidth: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Services: which CPUs the load gets, the server having the others: auto (a quarter, at least one), a list of OS ids, or shared (both may use all). (default: auto)",
      valueName: "cpus"))
  var loadCpus: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Refuse configurations of more workers than this.", valueName: "n"))
  var maxWorkers: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How processes of built-in workloads come to be: spawn (each is a program started anew) or fork (one that is set up forks them, and they share its pages). Comma-separated to compare. (default: spawn)",
      valueName: "way"), completion: .list(ProcessStart.allCases.map(\.rawValue)))
  var processStart: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Where memory comes from: default (the kernel's policy), local (the node of the CPU that touches it first), bind:NODES, interleave:NODES, preferred:NODE. Repeatable to compare. (default: default)",
      valueName: "policy"),
    completion: .list(["default", "local", "bind:", "interleave:", "preferred:"]))
  var memory: [String] = []
}

extension ConcurrencyOptions {
  /// Puts what was asked for into a request.
  ///
  /// - Parameter workersDefault: the worker counts when none were given.
  func apply(
    to request: inout PlanRequest, workersDefault: String?, on machine: MachineDescription
  ) throws(Refusal) {
    if !strategy.isEmpty {
      request.strategies = try StrategyChoice.parse(strategy)
    }
    let counts = workers.isEmpty ? workersDefault.map { [$0] } ?? [] : workers
    request.doublesWorkers = counts == [Self.search]
    if !counts.isEmpty, !request.doublesWorkers {
      request.workers = try WorkerCounts.parse(counts)
    }
    request.placements = try placements()
    request.maxWorkers = try maxWorkers.map { text throws(Refusal) in
      try WorkerCounts.parse(limit: text, option: "--max-workers")
    }
    if !processStart.isEmpty {
      let words = try WordList.parse(
        processStart, known: ProcessStart.allCases.map(\.rawValue), option: "--process-start",
        noun: "way to start processes")
      request.processStarts = words.compactMap(ProcessStart.init(rawValue:))
    }
    if let loadCpus { request.loadPlacement = try LoadPlacement.parse(loadCpus) }
    if !memory.isEmpty { request.memory = try MemoryPolicy.parse(memory, on: machine) }
  }

  /// Numbers of workers that are searched.
  static let search = "auto"

  /// Nil leaves it to each workload; a width alone asks for a pin.
  private func placements() throws(Refusal) -> [Placement]? {
    let width = try PinWidth.parse(pinWidth)
    if pin.isEmpty, width == .cpu { return nil }
    return try Placement.parse(pin.isEmpty ? [Placement.standard.text] : pin, width: width)
  }
}
