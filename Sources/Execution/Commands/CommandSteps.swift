import HostProtocol
import LinuxSystem
import ProfileModel

/// Runs set-up and clean-up commands, one after the other, unmeasured.
struct CommandSteps {
  let hostPath: String
  let inbox: SignalInbox
  let openFiles: UInt64?

  /// One that takes longer hangs.
  private static let timeoutSeconds = 600.0

  /// - Parameters:
  ///   - spec: whose directory, environment and limits they share.
  ///   - folder: for their outputs, which are kept only of one that failed.
  func run(
    _ commands: [[String]], of spec: CommandSpec, named name: String, in folder: String
  ) throws(TrialFault) {
    for (number, arguments) in commands.enumerated() {
      let outputs = try CommandOutputs(path: "\(folder)/\(name)-\(number + 1)", copies: 1)
      do throws(TrialFault) {
        try run(arguments, spec, outputs)
      } catch {
        _ = outputs.tidy()
        if case .interrupted = error { throw error }
        throw .stepFailed(
          step: "\(name) (\(arguments.joined(separator: " ")))", problem: error.description)
      }
      outputs.remove()
    }
  }

  private func run(
    _ arguments: [String], _ spec: CommandSpec, _ outputs: CommandOutputs
  ) throws(TrialFault) {
    var single = CommandSpec(commands: [arguments])
    single.directory = spec.directory
    single.environment = spec.environment
    single.maxProcesses = spec.maxProcesses
    var order = try CommandOrder.make(single, nil, outputs: outputs.path)
    order.openFiles = openFiles
    let control = try TrialFault.catching { () throws(SystemError) in
      try LauncherControl(copies: 1, inbox: inbox)
    }
    try control.run(order, hostPath: hostPath) { () throws(TrialFault) in
      try control.follow(timeoutSeconds: Self.timeoutSeconds)
    }
    var check: Check?
    try CommandVerdict.check(control.group, single, outputs, &check)
  }
}
