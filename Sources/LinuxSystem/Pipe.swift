public import SystemPackage

/// A pipe whose ends are close-on-exec and numbered above the descriptors that hosts expect.
public struct Pipe: Sendable {
  public let readEnd: FileDescriptor
  public let writeEnd: FileDescriptor

  /// Makes one (`pipe`).
  public init() throws(SystemError) {
    let ends = try systemCall("pipe") { try FileDescriptor.pipe() }
    (readEnd, writeEnd) = try FileDescriptor.movedAboveInherited(ends.readEnd, ends.writeEnd)
  }
}
