import Glibc
public import SystemPackage

/// A pipe whose ends are close-on-exec and numbered above the descriptors that hosts expect.
public struct Pipe: Sendable {
  public let readEnd: FileDescriptor
  public let writeEnd: FileDescriptor

  /// Makes one (`pipe2`, `O_CLOEXEC`).
  public init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    try systemCall("pipe") { Glibc.pipe(&ends) }
    readEnd = try FileDescriptor(rawValue: ends[0]).movedAboveInherited()
    writeEnd = try FileDescriptor(rawValue: ends[1]).movedAboveInherited()
  }
}
