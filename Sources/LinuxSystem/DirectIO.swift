import SystemPackage

/// Reads past the page cache (`O_DIRECT`).
public enum DirectIO {
  /// Tries one such read on a nameless file; opening alone proves nothing.
  ///
  /// - Throws: `invalidArgument` where the file system refuses it, at the open or at the read.
  public static func probe(directory: String, blockSizeBytes: Int) throws(SystemError) {
    let file = try NamelessFile(for: "\(directory)/profile-probe")
    let buffer = try AlignedBuffer(count: blockSizeBytes)
    try file.write(UnsafeRawBufferPointer(buffer.bytes))
    let direct = try Descriptor(reading: "/proc/self/fd/\(file.file.rawValue)", direct: true)
    _ = try direct.read(into: buffer.bytes)
  }
}
