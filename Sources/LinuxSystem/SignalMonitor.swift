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

  /// Blocks SIGCHLD and ``endSignals`` for the calling thread and those it starts, and ignores SIGPIPE and SIGXFSZ: a write that
  /// cannot be made is an error.
  ///
  /// What the caller ignores stays ignored (`nohup`): blocking it would deliver it all the same. Not so SIGINT and SIGTERM:
  /// a script starts what it puts into the background with SIGINT ignored, and may end it by that.
  public init() throws(SystemError) {
    inherited = InheritedSignals.current()
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGCHLD)
    for signal in Self.endSignals
    where [SIGINT, SIGTERM].contains(signal) || profile_is_ignored(signal) == 0 {
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    // Where the caller ignores SIGCHLD, the kernel reaps children itself and tells nobody.
    _ = Glibc.signal(SIGCHLD, SIG_DFL)
    for signal in [SIGPIPE, SIGXFSZ] { _ = Glibc.signal(signal, SIG_IGN) }
    let raw = try systemCall("signalfd") { profile_signalfd(&signals) }
    descriptor = FileDescriptor(rawValue: raw)
  }

  /// Lets signals act as they did before: what is pending ends the process.
  public func end() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in Self.endSignals where inherited.blocked & 1 << UInt64(signal - 1) == 0 {
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
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
  /// Those that ask a program to end, and end it where it does not heed them (`signal(7)`).
  ///
  /// Not SIGKILL, which nobody can heed, and not what tells of a program's own fault, such as SIGSEGV.
  public static let endSignals: Set<Int32> = Set(
    [
      SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM, SIGSTKFLT, SIGXCPU, SIGVTALRM,
      SIGPROF, SIGIO, SIGPWR,
    ]
  ).union(__libc_current_sigrtmin()...__libc_current_sigrtmax())
}
