public import LinuxSystem

/// The file that ``FileRead`` reads: laid out once, reused while it matches.
///
/// Each user has files of their own: the kernel tells and drops the cached pages of no other's.
public struct DataFile: Sendable, Equatable {
  public let path: String
  public let sizeBytes: UInt64
  private let folder: String

  /// The file of this size in a directory.
  public init(directory: String, sizeBytes: UInt64) {
    folder = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
    path = "\(folder)/profile-io-v1-\(ProcessControl.ownUser)-\(sizeBytes).dat"
    self.sizeBytes = sizeBytes
  }

  /// Whether the file is there, whole and ours: no link, this user's, on the folder's file system, size, allocated blocks,
  /// and the stamps at 66 places.
  public func matches() -> Bool {
    guard let file = try? Descriptor(reading: path, followsLink: false),
      let facts = try? FileFacts(of: file.file), facts.isRegular, facts.isOwn, facts.hasOneName,
      FileSystemFacts.areOne(file.file, folder), facts.sizeBytes == sizeBytes,
      facts.allocatedBytes >= sizeBytes
    else { return false }
    let sectors = sizeBytes / UInt64(SectorStamp.sectorBytes)
    let step = max(1, sectors / 64)
    var probes = Array(stride(from: 0, to: sectors, by: Int(step)))
    probes.append(sectors - 1)
    return probes.allSatisfy { Self.sector($0, in: file) }
  }

  private static func sector(_ index: UInt64, in file: borrowing Descriptor) -> Bool {
    var found = [UInt64](repeating: 0, count: SectorStamp.sectorBytes / 8)
    var expected = found
    expected.withUnsafeMutableBytes { SectorStamp.fill($0, firstSector: index) }
    let offset = Int(index) * SectorStamp.sectorBytes
    var count = 0
    found.withUnsafeMutableBytes { count = (try? file.read(into: $0, at: offset)) ?? 0 }
    return count == SectorStamp.sectorBytes && found == expected
  }

  /// Writes the file and puts it on storage (`fsync`); it gets its name only when whole.
  ///
  /// - Parameter isCancelled: asked between megabytes; true ends the work and leaves nothing.
  /// - Returns: whether it was finished.
  /// - Throws: the error of the system call that failed.
  public func layOut(isCancelled: () -> Bool) throws(SystemError) -> Bool {
    let file = try NamelessFile(for: path)
    let chunk = try AlignedBuffer(count: 1 << 20)
    var written: UInt64 = 0
    while written < sizeBytes {
      if isCancelled() { return false }
      let count = Int(min(UInt64(chunk.bytes.count), sizeBytes - written))
      let part = UnsafeMutableRawBufferPointer(rebasing: chunk.bytes[..<count])
      SectorStamp.fill(part, firstSector: written / UInt64(SectorStamp.sectorBytes))
      try file.write(UnsafeRawBufferPointer(part))
      written += UInt64(count)
    }
    try file.publish()
    return true
  }
}
