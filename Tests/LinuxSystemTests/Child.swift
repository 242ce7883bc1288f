import LinuxSystem
import SystemPackage

/// A program to its end, and what it wrote.
struct Child {
  let pid: Int32
  let exit: ChildExit
  let output: String

  /// - Parameter descriptors: more of them, beside standard output.
  init(
    _ path: String, _ arguments: String..., environment: [String]? = nil,
    descriptors: [(child: Int32, ours: FileDescriptor)] = []
  ) throws {
    let file = try MemoryFile.make(named: "output")
    defer { try? file.close() }
    pid = try Spawn(
      path: path, arguments: [path] + arguments, environment: environment,
      descriptors: [(1, file), (2, file)] + descriptors
    ).start()
    exit = try ChildExit.reap(pid, blocking: true)?.exit ?? .exited(status: -1)
    output = file.tail(bytes: 1 << 20)
  }

  /// A shell script's end and output.
  init(shell script: String) throws {
    try self.init("/bin/sh", "-c", script)
  }

  var lines: [Substring] { output.split(separator: "\n") }
}
