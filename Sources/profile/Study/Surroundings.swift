import Execution
import LinuxSystem
import ProfileModel
import Topology

/// What an invocation that measures finds when it starts.
struct Surroundings {
  /// From here on the time budget counts (`MonotonicClock`).
  let started: UInt64
  /// The soft limit on open files that commands get.
  let openFiles: UInt64?
  let inbox: SignalInbox
  let machine: MachineDescription

  /// Raises the limit on open files and watches signals.
  init() throws {
    started = MonotonicClock.now()
    openFiles = ResourceLimit.openFiles.current.soft
    ResourceLimit.openFiles.raise()
    inbox = try SignalInbox.watching()
    machine = try MachineDescription.read()
  }

  /// Whether a signal asked to stop.
  var isInterrupted: Bool { inbox.isInterrupted }

  /// Lets a report be made, also after a signal that asked to stop; a further one ends what takes long of it.
  ///
  /// - Parameter body: gets the question whether a further signal came.
  func reporting(
    _ body: (@escaping () -> Bool) throws(ProfileError) -> Void
  ) throws(ProfileError) {
    try inbox.settingAside { () throws(ProfileError) in try body { isInterrupted } }
  }

  /// How the program exits after a signal; nil without one.
  var exitStatus: ExitStatus? {
    inbox.interrupt.map(ExitStatus.signal)
  }
}
