import HostProtocol
import LinuxSystem

/// The process in which trials run: reads its order, starts its workers, and holds until the control pipe closes.
///
/// Not for people: `profile` starts it. It links no Foundation and no argument parser, because their start-up
/// and memory would be billed to every process of a trial.
@main
struct Host {
  static func main() {
    let started = MonotonicClock.now()
    guard CommandLine.arguments == ["profile-host"], let text = OrderFile.read() else {
      usage()
    }
    if LaunchOrder.isOne(text) { launch(text) }
    // A host that was stopped does not see its control pipe close.
    ProcessControl.endWithParent()
    do {
      let order = try HostOrder(decoding: text)
      let crew = try Crew(order: order, hostStarted: started)
      try crew.start()
      ControlPipe.waitUntilClosed()
      // The release: the workers hold in a futex and end with the process.
      ProcessControl.exit(crew.isDone ? HostExit.done : HostExit.abandoned)
    } catch {
      AnswerPipe.send(.failed(worker: nil, message: "\(error)"))
      ControlPipe.waitUntilClosed()
      ProcessControl.exit(HostExit.refused)
    }
  }

  /// A command's life instead of workers'.
  private static func launch(_ text: String) -> Never {
    do {
      try Launcher(order: LaunchOrder(decoding: text)).run()
    } catch {
      AnswerPipe.send(.failed(message: "\(error)"))
      ControlPipe.waitUntilClosed()
      ProcessControl.exit(HostExit.refused)
    }
  }

  private static func usage() -> Never {
    let text = "profile-host is started by profile and does nothing by itself; run profile --help\n"
    StandardError.write(text)
    ProcessControl.exit(64)
  }
}
