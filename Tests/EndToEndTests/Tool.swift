import Foundation
import LinuxSystem
import SystemPackage

/// Other programs, for an independent opinion.
enum Tool {
  static func exists(_ name: String) -> Bool { path(name) != nil }

  /// Where a program is, by `PATH`.
  static func path(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether it ended with 0, and what it wrote to both streams.
  static func run(_ name: String, _ arguments: [String]) throws -> (succeeded: Bool, text: String) {
    let file = try MemoryFile.make(named: "output")
    defer { try? file.close() }
    let pid = try Spawn(
      path: path(name) ?? name, arguments: [name] + arguments, descriptors: [(1, file), (2, file)]
    ).start()
    let exit = try ChildExit.reap(pid, blocking: true)?.exit
    return (exit == .exited(status: 0), file.tail(bytes: 1 << 26))
  }

  static func output(_ name: String, _ arguments: String...) throws -> String {
    try run(name, arguments).text
  }
}
