import Foundation
import LinuxSystem
import SystemPackage

/// The program under test, running.
///
/// Its hosts inherit a variable that no other run has, by which they are found after they lost their parent.
final class Program {
  let pid: Int32
  private let tag = "PROFILE_TEST_RUN=\(UUID().uuidString)"
  private let output: FileDescriptor
  private let errors: FileDescriptor

  /// How it ended, and what it wrote where.
  struct Ending: CustomStringConvertible {
    let exit: ChildExit
    let output: String
    let errors: String

    /// The exit status; −1 when a signal ended it.
    var status: Int32 {
      if case .exited(let status) = exit { status } else { -1 }
    }

    var description: String { "\(exit)\nstdout: \(output)\nstderr: \(errors)" }
  }

  /// - Parameters:
  ///   - folder: its working directory.
  ///   - launcher: a program with arguments that executes what follows them.
  ///   - executable: what to run instead of `profile`.
  init(
    _ arguments: [String], in folder: String, launcher: [String] = [],
    executable: String? = Binary.profile
  ) throws {
    output = try MemoryFile.make(named: "stdout")
    errors = try MemoryFile.make(named: "stderr")
    let command = launcher + [executable ?? "profile"] + arguments
    pid = try Spawn(
      path: "/usr/bin/env", arguments: ["env", "-C", folder, tag] + command,
      descriptors: [(1, output), (2, errors)]
    ).start()
  }

  deinit {
    try? output.close()
    try? errors.close()
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], in folder: String, launcher: [String] = []
  ) throws -> Ending {
    try Program(arguments, in: folder, launcher: launcher).wait()
  }

  /// Runs a shell script, in which `$0` is the program, to its end.
  static func run(script: String, in folder: String) throws -> Ending {
    try Program(
      ["-c", script, Binary.profile ?? "profile"], in: folder, executable: "/bin/sh"
    ).wait()
  }

  /// What it has written to standard error so far.
  var errorsSoFar: String { errors.tail(bytes: 1 << 20) }

  func send(_ signal: Int32) {
    kill(pid, signal)
  }

  /// Its end; it is killed when that takes longer than a busy machine explains.
  func wait(seconds: Double = 120) throws -> Ending {
    let deadline = MonotonicClock.now() + UInt64(seconds * 1e9)
    var exit: ChildExit?
    while exit == nil, MonotonicClock.now() < deadline {
      exit = try ChildExit.reap(pid, blocking: false)?.exit
      if exit == nil { pause(milliseconds: 5) }
    }
    if exit == nil {
      send(SIGKILL)
      exit = try ChildExit.reap(pid, blocking: true)?.exit
    }
    return Ending(
      exit: exit ?? .exited(status: -1), output: output.tail(bytes: 1 << 24),
      errors: errors.tail(bytes: 1 << 24))
  }

  /// Pids of its hosts that live, stopped ones included, zombies not; also after its own end.
  func hosts() -> [Int32] {
    descendants().filter { Kernel.text("/proc/\($0)/comm") == "profile-host\n" }
  }

  /// Pids of all that live of what it started, directly or not; also after its own end.
  func descendants() -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { process in
      guard process != pid, let environment = Kernel.bytes("/proc/\(process)/environ"),
        !environment.isEmpty
      else { return false }
      return environment.split(separator: 0).contains { $0.elementsEqual(tag.utf8) }
    }
  }

  /// Hosts that have computed for a while: a trial is in its midst.
  func busyHosts(atLeast count: Int = 1, seconds: Double = 60) -> [Int32] {
    var busy: [Int32] = []
    _ = eventually(seconds: seconds) {
      busy = hosts().filter { (CPUClock.process($0) ?? 0) > 30_000_000 }
      return busy.count >= count
    }
    return busy
  }
}

/// Files of `/proc`, whole.
enum Kernel {
  static func bytes(_ path: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return Array(data)
  }

  static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The threads of a process; none when it has ended.
  static func threads(of pid: Int32) -> [Int32] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")
    return (names ?? []).compactMap { Int32($0) }
  }

  /// The threads of a host's workers: its only one, or all but its first.
  static func workers(of host: Int32) -> [Int32] {
    let threads = threads(of: host)
    return threads.count == 1 ? threads : threads.filter { $0 != host }
  }
}

func pause(milliseconds: UInt64) {
  MonotonicClock.sleep(until: MonotonicClock.now() + milliseconds * 1_000_000)
}

/// Waits for a condition; false when it does not come in time.
func eventually(seconds: Double = 20, _ condition: () -> Bool) -> Bool {
  let deadline = MonotonicClock.now() + UInt64(seconds * 1e9)
  while !condition() {
    guard MonotonicClock.now() < deadline else { return false }
    pause(milliseconds: 3)
  }
  return true
}
