import Glibc

/// Signals by name.
public enum SignalName {
  /// `SIGKILL`, …, or `signal 42` (`sigabbrev_np` is too new to rely on).
  public static func text(_ signal: Int32) -> String {
    names[signal] ?? "signal \(signal)"
  }

  /// The signal of a name without `SIG`; nil for one that is not known.
  static func signal(_ name: String) -> Int32? { names.first { $0.value == "SIG\(name)" }?.key }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
    SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM",
    SIGSTOP: "SIGSTOP", SIGTSTP: "SIGTSTP", SIGTTIN: "SIGTTIN", SIGTTOU: "SIGTTOU",
    SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
    SIGWINCH: "SIGWINCH", SIGSTKFLT: "SIGSTKFLT", SIGVTALRM: "SIGVTALRM", SIGPROF: "SIGPROF",
    SIGIO: "SIGIO", SIGPWR: "SIGPWR",
  ]
}
