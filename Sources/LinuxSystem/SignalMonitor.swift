import CLinuxShims
import Glibc
public import SystemPackage

/// Signals as readable events: interrupts and the ends of children (`signalfd`).
///
/// Made before any thread is, so that all threads inherit the blocked mask.
public struct SignalMonitor: Sendable {
  public let descriptor: FileDescriptor
  /// What this process was started with: what it starts for its caller gets the same.
  public let inherited: InheritedSignals

  /// Blocks SIGINT, SIGTERM, SIGHUP and SIGCHLD for the calling thread and those it starts, and ignores SIGPIPE.
  ///
  /// A SIGHUP that the caller ignores stays ignored (`nohup`): blocking it would deliver it all the same.
  public init() throws(SystemError) {
    inherited = InheritedSignals.current()
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGCHLD] { sigaddset(&signals, signal) }
    if profile_is_ignored(SIGHUP) == 0 { sigaddset(&signals, SIGHUP) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    // Where the caller ignores SIGCHLD, the kernel reaps children itself and tells nobody.
    _ = Glibc.signal(SIGCHLD, SIG_DFL)
    _ = Glibc.signal(SIGPIPE, SIG_IGN)
    let raw = try systemCall("signalfd") { profile_signalfd(&signals) }
    descriptor = FileDescriptor(rawValue: raw)
  }

  /// The pending signals, in order; empty when there are none.
  public func pending() -> [Int32] {
    var found: [Int32] = []
    var info = signalfd_siginfo()
    while withUnsafeMutableBytes(of: &info, { read(descriptor.rawValue, $0.baseAddress, $0.count) })
      == MemoryLayout<signalfd_siginfo>.size
    {
      found.append(Int32(info.ssi_signo))
    }
    return found
  }
}

extension SignalMonitor {
  /// SIGCHLD.
  public static let childSignal = SIGCHLD
  public static let interruptSignal = SIGINT
  /// Those that ask a program to end.
  public static let endSignals: Set<Int32> = [SIGINT, SIGTERM, SIGHUP]
}
