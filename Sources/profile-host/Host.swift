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
    do {
      switch try Order(decoding: text) {
      case .work(let order): try start(order, started: started)
      case .launch(let order): try Launcher(order: order).run()
      }
    } catch {
      fail(error)
    }
  }

  private static func fail(_ error: any Error) -> Never {
    AnswerPipe.send(HostAnswer.failed(worker: nil, message: "\(error)"))
    ControlPipe.waitUntilClosed()
    ProcessControl.exit(HostExit.refused)
  }

  private static func start(_ order: HostOrder, started: UInt64) throws -> Never {
    // What it allocates and forks from here on counts there.
    for folder in order.groups ?? [] { try ControlGroup(path: folder).enter() }
    guard let processes = order.forkedProcesses else { try work(order, started: started) }
    ProcessControl.endWithParent()
    var forks = ForkedHosts(order: order, processes: processes)
    try forks.run { order, pid in
      do {
        try work(order, started: MonotonicClock.now(), forkedPID: pid)
      } catch {
        fail(error)
      }
    }
  }

  private static func work(
    _ order: HostOrder, started: UInt64, forkedPID: Int32? = nil
  ) throws -> Never {
    // A host that is stopped, or at work on its only thread, does not see its control pipe close.
    ProcessControl.endWithParent()
    try Crew(order: order, hostStarted: started, forkedPID: forkedPID).live()
  }

  private static func usage() -> Never {
    let text = "profile-host is started by profile and does nothing by itself; run profile --help\n"
    StandardError.write(text)
    ProcessControl.exit(64)
  }
}
