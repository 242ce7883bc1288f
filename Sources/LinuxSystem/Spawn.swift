import CLinuxShims
import Glibc
public import SystemPackage

/// A process to start: program, arguments and the descriptors it gets.
///
/// It starts in a process group of its own (a terminal's Ctrl-C reaches only the profiler), with nothing open but what
/// `descriptors` names. All else it has from the thread that starts it: scheduling class, nice value, timer slack, mask.
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
  /// What it blocks and ignores.
  public var signals = InheritedSignals.none
  /// Soft limit on open files; nil is the caller's own.
  public var openFiles: UInt64?
  /// Whether it is killed when the thread that starts it ends (`prctl`, `PR_SET_PDEATHSIG`).
  public var endsWithParent = false

  public init(
    path: String, arguments: [String], environment: [String]? = nil,
    descriptors: [(child: Int32, ours: FileDescriptor)]
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
  }

  /// Starts it (`vfork`, `execve`) and gives its pid.
  ///
  /// - Throws: the error of the step in the child that failed, most often `execve`'s.
  public func start() throws(SystemError) -> Int32 {
    guard !descriptors.contains(where: { $0.child == 0 }) else {
      return try start(with: descriptors)
    }
    let nothing = try Descriptor(reading: "/dev/null")
    defer { withExtendedLifetime(nothing) {} }
    return try start(with: [(0, nothing.file)] + descriptors)
  }

  private func start(
    with descriptors: [(child: Int32, ours: FileDescriptor)]
  ) throws(SystemError) -> Int32 {
    let strings = Self.copies([path, directory ?? ""])
    let argv = Self.copies(arguments)
    let envp = Self.copies(environment ?? [])
    defer {
      for pointer in strings + argv + envp { pointer?.deallocate() }
    }
    var request = profile_spawn_request()
    request.path = UnsafePointer(strings[0])
    request.directory = directory == nil ? nil : UnsafePointer(strings[1])
    request.blocked = signals.blocked
    request.ignored = signals.ignored
    request.open_files = openFiles ?? .max
    request.ends_with_parent = endsWithParent ? 1 : 0
    request.descriptors = descriptors.count
    var pid: pid_t = 0
    let status = argv.withUnsafeBufferPointer { argv in
      envp.withUnsafeBufferPointer { envp in
        descriptors.map(\.child).withUnsafeBufferPointer { children in
          descriptors.map(\.ours.rawValue).withUnsafeBufferPointer { own in
            request.arguments = argv.baseAddress
            request.environment = environment == nil ? UnsafePointer(environ) : envp.baseAddress
            request.child_descriptors = children.baseAddress
            request.own_descriptors = own.baseAddress
            return profile_spawn(&request, &pid)
          }
        }
      }
    }
    try check(status, "execve", path)
    return pid
  }

  /// The texts as C strings, and a null behind them; to be deallocated.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { text in
      let bytes = ByteText.bytes(text).map(CChar.init(bitPattern:)) + [0]
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      return copy
    } + [nil]
  }
}
