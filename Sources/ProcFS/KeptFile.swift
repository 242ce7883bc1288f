public import LinuxSystem

/// A `/proc` file that is opened once and read again and again at offset 0.
///
/// Keeping the descriptor makes a reading several times cheaper and immune to the reuse of pids: once the task
/// is gone, readings fail.
public final class KeptFile: Sendable {
  private let descriptor: Descriptor

  /// Opens it.
  ///
  /// - Throws: the error of `open`.
  public init(_ path: String) throws(SystemError) {
    descriptor = try Descriptor(reading: path)
  }

  /// One reading, parsed in place; nil when it failed or was malformed: a gap, never a zero.
  ///
  /// - Parameter buffer: scratch space of the caller, large enough for the whole file, which the kernel gives in one piece.
  @inline(__always)
  public func read<Value: ProcParsable>(
    _ type: Value.Type = Value.self, into buffer: UnsafeMutableRawBufferPointer
  ) -> Value? {
    var count = 0
    return read(type, into: buffer, adding: &count)
  }

  /// Likewise, with scratch space of its own: for the odd reading.
  public func read<Value: ProcParsable>(_ type: Value.Type = Value.self) -> Value? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { buffer.deallocate() }
    return read(type, into: buffer)
  }

  /// Likewise, and adds the bytes that were read to `total`: the kernel counts them as the reader's own.
  @inline(__always)
  public func read<Value: ProcParsable>(
    _ type: Value.Type = Value.self, into buffer: UnsafeMutableRawBufferPointer,
    adding total: inout Int
  ) -> Value? {
    guard let bytes = bytes(into: buffer) else { return nil }
    total &+= bytes.count
    return Value(parsing: bytes)
  }

  /// The whole file, of which the kernel may give no more than a page (4 KiB) at a time; nil when it could not be read.
  public func whole() -> [UInt8]? { try? descriptor.contents() }

  /// One reading as it is; nil when it failed.
  ///
  /// - Parameter buffer: scratch space of the caller, which the result points into.
  @inline(__always)
  public func bytes(into buffer: UnsafeMutableRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard let count = try? descriptor.read(into: buffer) else { return nil }
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }
}
