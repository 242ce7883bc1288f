import ArgumentParser
import Planning
import ProfileModel

/// The options that `run` and `sweep` share.
struct StudyOptions: ParsableArguments {
  @OptionGroup(title: "Workloads") var workloads: WorkloadOptions
  @OptionGroup(title: "Concurrency") var concurrency: ConcurrencyOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Commands") var commands: CommandOptions
  @OptionGroup(title: "Design") var design: DesignOptions
  @OptionGroup(title: "Output") var output: OutputOptions
}

extension StudyOptions {
  /// - Parameters:
  ///   - strategies: when none were given.
  ///   - workers: the worker counts when none were given; nil is the machine's default.
  func request(
    on machine: MachineDescription, strategies: [StrategyChoice], workers: String?
  ) throws -> StudyRequest {
    let seed = try Seed.parse(design.seed)
    let chosen = try WorkloadCommands(
      workloads, limits: commands.limits(), on: machine)
    var request = PlanRequest(workloads: chosen.variants, seed: seed, twins: true)
    request.standardStrategies = strategies
    try concurrency.apply(to: &request, workersDefault: workers, on: machine)
    request.limits = try limits.limits()
    guard concurrency.loadCpus == nil || chosen.hasService else {
      throw ProfileError(
        .usage,
        "--load-cpus: no workload of this study is a service, so there is no load. Leave it out, or name one with --workload."
      )
    }
    let output = try self.output.request()
    return StudyRequest(
      subject: .workloads(request, chosen), seed: seed, design: try design.design(),
      data: try workloads.dataPlace(beside: output),
      totals: try commands.tier(isSampled: design.sampleIntervalSeconds() != nil),
      followsWakeups: commands.criticalPath, showsOutput: commands.showOutput,
      measuresPerturbation: try design.measuresPerturbation(),
      output: output)
  }
}
