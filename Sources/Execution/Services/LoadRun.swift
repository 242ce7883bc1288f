import HostProtocol
import LinuxSystem
import ProfileModel

/// One run of a load's command, beside the server.
final class LoadRun {
  let outputs: CommandOutputs
  private let runner: CommandRunner
  private let spec: CommandSpec
  private let order: LaunchOrder
  private let control: LauncherControl
  /// Between two looks at the most, ns: not at each interval of the readings, because each wakes this process, on a CPU that the
  /// load may need.
  static let longestPause: UInt64 = 50_000_000

  init(
    _ runner: CommandRunner, _ server: CommandSpec, _ service: ServiceSpec, _ command: [String],
    _ outputs: CommandOutputs
  ) throws(TrialFault) {
    self.runner = runner
    self.outputs = outputs
    var spec = CommandSpec(commands: [command])
    spec.directory = server.directory
    spec.environment = server.environment
    spec.maxProcesses = server.maxProcesses
    self.spec = spec
    try outputs.make()
    var order = try CommandOrder.make(spec, nil, outputs: outputs.path)
    order.commands[0].cpus = service.loadCPUs
    order.openFiles = runner.openFiles
    self.order = order
    control = try TrialFault.catching { () throws(SystemError) in
      try LauncherControl(copies: 1, inbox: runner.inbox)
    }
  }

  var group: CommandGroup { control.group }
  var launcher: Int32 { control.launcher }

  /// When it was started; nil before.
  var spawned: UInt64? {
    let instant = group.leaders[0].spawned
    return instant > 0 ? instant : nil
  }

  /// From its start to its end.
  ///
  /// - Parameters:
  ///   - limitSeconds: after so long it hangs; nil is never.
  ///   - next: when to look again.
  ///   - look: is called then, and after what the launcher tells.
  func run(
    limitSeconds: Double?,
    next: (LoadRun) -> UInt64 = { _ in MonotonicClock.now() + longestPause },
    look: (LoadRun) throws(TrialFault) -> Void
  ) throws(TrialFault) {
    let limit = limitSeconds.map { MonotonicClock.now() + UInt64($0 * 1e9) }
    do throws(TrialFault) {
      try control.run(
        order, hostPath: runner.hostPath,
        body: { () throws(TrialFault) in
          control.go()
          while !group.isOver {
            if let limit, MonotonicClock.now() >= limit {
              throw .commandFailed(
                "it still ran \(Int(limitSeconds ?? 0)) s after its start, so it was ended; it must end by itself, after {duration} or after its number of requests\(outputs.lastLines(of: 0))"
              )
            }
            try control.step(until: next(self))
            try look(self)
          }
        })
      var check: Check?
      try CommandVerdict.check(group, spec, outputs, &check)
    } catch {
      throw Self.named(error)
    }
    _ = outputs.tidy()
  }

  /// Says that it was the load that failed.
  private static func named(_ fault: TrialFault) -> TrialFault {
    switch fault {
    case .commandFailed(let problem) where problem.hasPrefix("it "):
      .commandFailed("the load: \(problem)")
    case .notStarted(let problem): .notStarted("the load: \(problem)")
    default: fault
    }
  }
}
