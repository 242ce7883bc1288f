import FoundationEssentials
import Glibc
public import ProfileModel
import SystemPackage
public import Topology

/// A made-up copy of a machine's `/sys` and `/proc`, as `profile topology --root` would be given one.
public struct DumpedTree: Sendable, CustomStringConvertible {
  /// For tests' messages and golden files' names, such as `two-sockets-smt`.
  public let name: String
  /// Contents by absolute path.
  public private(set) var files: [String: [UInt8]] = [:]

  public init(_ name: String) {
    self.name = name
  }

  public var description: String { name }

  /// Puts a text as the kernel prints it, with a newline at its end.
  public mutating func put(_ path: String, _ text: String) {
    put(path, bytes: Array("\(text)\n".utf8))
  }

  public mutating func put(_ path: String, bytes: [UInt8]) {
    files[path] = bytes
  }

  /// Takes away every file whose path ends so; stops the test when there is none.
  public mutating func remove(suffix: String) {
    let gone = files.keys.filter { $0.hasSuffix(suffix) }
    precondition(!gone.isEmpty, "\(name) has no file \(suffix)")
    for path in gone { files[path] = nil }
  }

  /// Writes the tree into a new folder, which is gone when the body returns.
  public func withRoot<Value>(_ body: (Root) throws -> Value) throws -> Value {
    // In memory where possible, and with plain system calls: a thousand files and folders on a disk, by
    // way of URLs, took seconds.
    let parent =
      access("/dev/shm", W_OK | X_OK) == 0
      ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    let base = "\(parent)/profile-tree-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: base) }
    for folder in [""] + folders {
      guard mkdir(base + folder, 0o755) == 0 else { throw Errno(rawValue: errno) }
    }
    for (path, content) in files {
      let file = try FileDescriptor.open(
        base + path, .writeOnly, options: .create, permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(content) }
    }
    return try body(Root(base))
  }

  /// Every folder above a file, parents first.
  private var folders: [String] {
    var folders: Set<String> = []
    for path in files.keys {
      var parent = path[...]
      while let slash = parent.lastIndex(of: "/"), slash > parent.startIndex {
        parent = parent[..<slash]
        if !folders.insert(String(parent)).inserted { break }
      }
    }
    return folders.sorted()
  }

  /// The machine that the tree describes.
  public func machine() throws -> MachineDescription {
    try withRoot { try MachineDescription.read(from: $0) }
  }
}
