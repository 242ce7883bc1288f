import ArgumentParser
import Planning

/// How the work is spread: strategies, worker counts, placements.
struct ConcurrencyOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How concurrency is made: sequential, thread, process, hybrid:PxT. Repeatable or comma-separated. (default: sequential,thread,process)",
      valueName: "name"))
  var strategy: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Worker counts for thread and process, such as 2 or 1,2,4. (default: the allowed CPUs)", valueName: "n"))
  var workers: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Which CPUs: none, core (one CPU per worker, whole cores before SMT siblings), or a list of OS ids such as 0-3,8, one per worker in order.",
      valueName: "policy"))
  var pin: [String] = ["core"]
}

extension ConcurrencyOptions {
  /// Puts what was asked for into a request.
  ///
  /// - Parameter workersDefault: the worker counts when none were given.
  func apply(to request: inout PlanRequest, workersDefault: String?) throws(PlanRefusal) {
    if !strategy.isEmpty {
      request.strategies = try StrategyChoice.parse(strategy, option: "--strategy")
    }
    let counts = workers.isEmpty ? workersDefault.map { [$0] } ?? [] : workers
    if !counts.isEmpty { request.workers = try WorkerCounts.parse(counts, option: "--workers") }
    request.placements = try Placement.parse(pin, option: "--pin")
  }
}
