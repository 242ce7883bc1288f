import Builtin
import Foundation
import LinuxSystem
import SystemPackage
import TestSupport
import Testing

@Suite struct DataFileTests {
  private func laidOut(_ size: UInt64, in folder: TemporaryFolder) throws -> DataFile {
    let file = DataFile(directory: folder.path, sizeBytes: size)
    #expect(!file.matches())
    #expect(try file.layOut(isCancelled: { false }))
    return file
  }

  /// Changes the bytes at a place of the file.
  private func damage(_ file: DataFile, at offset: UInt64, with bytes: [UInt8]) throws {
    let handle = try FileHandle(forUpdating: URL(filePath: file.path))
    try handle.seek(toOffset: offset)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  @Test(arguments: [512, 1024, 4096, 65_536, 1 << 20, (1 << 20) + 512, 3 << 20] as [UInt64])
  func `a file that was laid out matches`(size: UInt64) throws {
    let folder = try TemporaryFolder()
    let file = try laidOut(size, in: folder)
    #expect(file.matches())
    #expect(folder.contents == ["profile-io-v1-\(geteuid())-\(size).dat"])
    #expect(try FileFacts(of: file.path).sizeBytes == size)
  }

  @Test func `it holds real data: every sector differs, and it does not compress`() throws {
    let folder = try TemporaryFolder()
    let file = try laidOut(1 << 20, in: folder)
    let data = try Data(contentsOf: URL(filePath: file.path))
    var sectors = Set<Data>()
    for start in stride(from: 0, to: data.count, by: 512) {
      sectors.insert(data[start..<start + 512])
    }
    #expect(sectors.count == 2048)
    var counts = [Int](repeating: 0, count: 256)
    for byte in data { counts[Int(byte)] += 1 }
    let entropy = counts.reduce(0.0) { sum, count in
      let share = Double(count) / Double(data.count)
      return count == 0 ? sum : sum - share * log2(share)
    }
    #expect(entropy > 7.9, "bits per byte")
  }

  @Test func `a damaged end, start or middle does not match`() throws {
    let folder = try TemporaryFolder()
    for offset: UInt64 in [0, 8, (1 << 20) - 1, (1 << 20) - 512] {
      let file = try laidOut(1 << 20, in: folder)
      try damage(file, at: offset, with: [0xAA, 0x55])
      #expect(!file.matches(), "damaged at \(offset)")
      try FileManager.default.removeItem(atPath: file.path)
    }
  }

  @Test func `a shorter or longer file does not match`() throws {
    let folder = try TemporaryFolder()
    let file = try laidOut(1 << 20, in: folder)
    try #require(truncate(file.path, (1 << 20) - 1) == 0)
    #expect(!file.matches())
    try #require(truncate(file.path, (1 << 20) + 1) == 0)
    #expect(!file.matches())
    try #require(truncate(file.path, 0) == 0)
    #expect(!file.matches())
  }

  @Test func `a sparse file, a folder and a link to nothing do not match`() throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 1 << 20)
    try folder.write(Data(), to: "profile-io-v1-\(geteuid())-\(1 << 20).dat")
    try #require(truncate(file.path, 1 << 20) == 0)
    #expect(!file.matches())
    try FileManager.default.removeItem(atPath: file.path)
    try FileManager.default.createDirectory(
      atPath: file.path, withIntermediateDirectories: false)
    #expect(!file.matches())
    try FileManager.default.removeItem(atPath: file.path)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: folder.file("absent"))
    #expect(!file.matches())
  }

  @Test func `layout replaces what does not match`() throws {
    let folder = try TemporaryFolder()
    let file = try laidOut(1 << 20, in: folder)
    try damage(file, at: 0, with: [1, 2, 3])
    #expect(try file.layOut(isCancelled: { false }))
    #expect(file.matches())
    #expect(folder.contents.count == 1)
  }

  @Test(arguments: [0, 1, 3])
  func `a cancelled layout leaves nothing`(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    let file = DataFile(directory: folder.path, sizeBytes: 8 << 20)
    var asked = 0
    let finished = try file.layOut(isCancelled: {
      asked += 1
      return asked > megabytes
    })
    #expect(!finished)
    #expect(asked == megabytes + 1)
    #expect(folder.contents.isEmpty)
  }

  @Test func `an absent directory is the error of the call that met it`() {
    let file = DataFile(directory: "/nonexistent/profile", sizeBytes: 4096)
    #expect(!file.matches())
    let error = #expect(throws: SystemError.self) { try file.layOut(isCancelled: { false }) }
    #expect(error?.errno == .noSuchFileOrDirectory)
  }

  @Test func `a slash at the end of the directory does not double`() {
    #expect(
      DataFile(directory: "/var/tmp/", sizeBytes: 512).path
        == "/var/tmp/profile-io-v1-\(geteuid())-512.dat")
  }
}
