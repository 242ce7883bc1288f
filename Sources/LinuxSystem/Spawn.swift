import CLinuxShims
import Glibc
public import SystemPackage

/// A process to start: program, arguments and the descriptors it gets.
///
/// It starts in a process group of its own (a terminal's Ctrl-C reaches only the profiler), with no signal
/// blocked, default handlers, and nothing open but what `descriptors` names.
public struct Spawn {
  public var path: String
  public var arguments: [String]
  /// The environment; nil is the caller's own.
  public var environment: [String]?
  /// Number in the child → our descriptor.
  ///
  /// 0 without an entry is `/dev/null`.
  public var descriptors: [(child: Int32, ours: FileDescriptor)]
  /// Working directory; nil is the caller's own.
  public var directory: String?

  public init(
    path: String, arguments: [String], environment: [String]? = nil,
    descriptors: [(child: Int32, ours: FileDescriptor)]
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
  }

  /// Starts it (`posix_spawn`) and gives its pid.
  public func start() throws(SystemError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if !descriptors.contains(where: { $0.child == 0 }) {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    for (child, ours) in descriptors {
      posix_spawn_file_actions_adddup2(&actions, ours.rawValue, child)
    }
    if let directory { _ = profile_spawn_directory(&actions, directory) }
    closeOthers(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    Self.configure(&attributes)
    return try start(actions: &actions, attributes: &attributes)
  }

  /// Closes what this process itself was given by its caller and never marked close-on-exec.
  private func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
    let given = Set(descriptors.map(\.child))
    let end = max(given.max() ?? 0, 2) + 1
    for descriptor in 3..<max(end, 3) where !given.contains(descriptor) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    _ = profile_spawn_close_from(&actions, end)
  }

  private static func configure(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  private func start(
    actions: inout posix_spawn_file_actions_t, attributes: inout posix_spawnattr_t
  ) throws(SystemError) -> Int32 {
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) } + [nil]
    defer {
      for pointer in argv + envp { free(pointer) }
    }
    var pid: pid_t = 0
    let status =
      environment == nil
      ? posix_spawn(&pid, path, &actions, &attributes, &argv, environ)
      : posix_spawn(&pid, path, &actions, &attributes, &argv, &envp)
    guard status == 0 else {
      throw SystemError(call: "posix_spawn", errno: Errno(rawValue: status), context: path)
    }
    return pid
  }
}
