import Builtin
import HostProtocol
import LinuxSystem
public import ProfileModel

/// Kills one worker in mid-work, and looks which of the others finish.
public struct KillExperiment {
  private let hostPath: String
  private let inbox: SignalInbox
  private let seed: UInt64

  /// The workers are in the middle of their work after this time.
  private static let before: UInt64 = 20_000_000
  /// The others have finished, or never will.
  private static let patience: UInt64 = 60_000_000_000
  private static let killed = 0

  /// - Parameter hostPath: the `profile-host` executable.
  public init(hostPath: String, inbox: SignalInbox, seed: UInt64) {
    self.hostPath = hostPath
    self.inbox = inbox
    self.seed = seed
  }

  /// Of a built-in workload whose workers need a tenth of a second or more.
  public func run(_ configuration: Configuration) -> KillRecord {
    var record = KillRecord(
      configuration: configuration.id, strategy: configuration.strategy,
      workers: configuration.workers, killed: Self.killed, finished: [])
    do throws(TrialFault) {
      record.finished = try finishers(configuration)
    } catch {
      record.problem = "\(error)"
    }
    return record
  }

  private func finishers(_ configuration: Configuration) throws(TrialFault) -> [Int] {
    guard
      let workload = Builtin.workload(
        configuration.workload, recorded: configuration.parameters)
    else { throw .protocolBroken("\(configuration.id) is no built-in workload") }
    let control = try TrialFault.catching { () throws(SystemError) in
      try HostControl(configuration, workload, inbox: inbox)
    }
    defer { control.release() }
    try control.start(
      hostPath: hostPath,
      work: .init(
        workload: configuration.workload, parameters: workload.recorded, file: nil, seed: seed))
    control.openReports()
    control.openGate()
    MonotonicClock.sleep(until: MonotonicClock.now() + Self.before)
    let group = control.group
    guard group.finished[Self.killed] == nil, let ready = group.ready[Self.killed] else {
      throw .protocolBroken("the worker had finished before it could be killed")
    }
    ProcessControl.kill(thread: ready.tid, of: group.pid(ofWorker: Self.killed))
    try awaitOthers(control)
    return control.group.finished.indices.filter { control.group.finished[$0] != nil }
  }

  /// Until all others are done, or nobody is left who could be.
  private func awaitOthers(_ control: HostControl) throws(TrialFault) {
    let deadline = MonotonicClock.now() + Self.patience
    var others: Int { control.group.finished.count { $0 == nil } }
    while others > 1, control.isAnyAlive, MonotonicClock.now() < deadline {
      do throws(TrialFault) {
        try control.pump(until: deadline)
      } catch {
        guard case .hostEnded = error else { throw error }
      }
    }
  }
}
