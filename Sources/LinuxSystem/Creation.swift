import CLinuxShims
import Glibc

/// Creating something that runs, and waiting for its end.
public enum Creation {
  /// The program that ``program()`` starts.
  public static let programPath = "/bin/true"

  /// A thread that ends at once (`pthread_create`, `pthread_join`).
  public static func thread() throws(SystemError) {
    var handle = pthread_t()
    try check(pthread_create(&handle, nil, { _ in nil }, nil), "pthread_create")
    pthread_join(handle, nil)
  }

  /// A copy of this process that ends at once (`fork`, `waitpid`).
  ///
  /// - Returns: whether it ended as it should.
  public static func fork() throws(SystemError) -> Bool {
    try end(of: systemCall("fork") { profile_fork_and_exit() })
  }

  /// A program that ends at once (`posix_spawn`, `waitpid`).
  ///
  /// - Returns: whether it ended as it should.
  public static func program() throws(SystemError) -> Bool {
    var pid: pid_t = 0
    var arguments = [strdup(programPath), nil]
    defer { free(arguments[0]) }
    try check(
      posix_spawn(&pid, programPath, nil, nil, &arguments, nil), "posix_spawn", programPath)
    return try end(of: pid)
  }

  private static func end(of pid: pid_t) throws(SystemError) -> Bool {
    try ChildExit.reap(pid, blocking: true)?.exit == .exited(status: 0)
  }

  /// Goes on as two processes (`fork`): only while this one has a single thread.
  ///
  /// - Returns: the child's pid; 0 in the child.
  public static func twofold() throws(SystemError) -> Int32 {
    try systemCall("fork") { profile_fork() }
  }
}
