import FoundationEssentials
public import ProfileModel
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
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(
      path: "profile-tree-\(UUID().uuidString)", directoryHint: .isDirectory)
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let parents = Set(files.keys.map { $0[..<($0.lastIndex(of: "/") ?? $0.startIndex)] })
    for parent in parents {
      try manager.createDirectory(
        atPath: folder.path + parent, withIntermediateDirectories: true)
    }
    for (path, content) in files {
      try Data(content).write(to: URL(filePath: folder.path + path))
    }
    return try body(Root(folder.path))
  }

  /// The machine that the tree describes.
  public func machine() throws -> MachineDescription {
    try withRoot { try MachineDescription.read(from: $0) }
  }
}
