import Foundation
import LinuxSystem
import SystemPackage
import TestSupport
import Testing

/// Whether the folder for temporary files lies on something that has a page cache of its own.
private var hasStorage: Bool {
  let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
  return (try? FileSystemFacts(at: folder))?.isMemoryBacked == false
}

@Suite(.enabled(if: hasStorage, "the temporary folder is on tmpfs: nothing can leave its cache"))
struct PageCacheTests {
  private static let size = 4 << 20

  /// A file on storage: its pages are clean.
  private func makeFile(_ size: Int, in folder: TemporaryFolder) throws -> String {
    let file = try NamelessFile(for: folder.file("data"))
    let bytes = [UInt8](repeating: 7, count: size)
    try bytes.withUnsafeBytes { buffer in try file.write(buffer) }
    try file.publish()
    return folder.file("data")
  }

  @Test func `dropping empties the cache and reading fills it`() throws {
    let folder = try TemporaryFolder()
    let path = try makeFile(Self.size, in: folder)
    try PageCache.fill(from: path)
    #expect(try PageCache.residentBytes(of: path) == UInt64(Self.size))
    var left = UInt64.max
    for _ in 0..<10 where left > UInt64(Self.size) / 100 {
      try PageCache.drop(path)
      left = try PageCache.residentBytes(of: path)
      MonotonicClock.sleep(until: MonotonicClock.now() + 10_000_000)
    }
    #expect(left <= UInt64(Self.size) / 100)
    try PageCache.fill(from: path)
    #expect(try PageCache.residentBytes(of: path) == UInt64(Self.size))
  }

  @Test func `a page of the file that was read is seen`() throws {
    let folder = try TemporaryFolder()
    let path = try makeFile(Self.size, in: folder)
    try PageCache.drop(path)
    let before = try PageCache.residentBytes(of: path)
    var byte: UInt8 = 0
    let file = try Descriptor(reading: path)
    _ = try withUnsafeMutableBytes(of: &byte) { try file.read(into: $0, at: Self.size / 2) }
    let after = try PageCache.residentBytes(of: path)
    #expect(after >= before + ProcessControl.pageBytes || before == UInt64(Self.size))
  }

  @Test(arguments: [0, 1, 4095, 4097])
  func `odd sizes are counted in whole pages`(size: Int) throws {
    let folder = try TemporaryFolder()
    let path = try makeFile(size, in: folder)
    try PageCache.fill(from: path)
    let page = Int(ProcessControl.pageBytes)
    #expect(try PageCache.residentBytes(of: path) == UInt64((size + page - 1) / page * page))
  }

  @Test func `a file that is not there is named`() {
    let calls: [(String) throws -> Void] = [
      PageCache.drop, PageCache.fill, { _ = try PageCache.residentBytes(of: $0) },
    ]
    for call in calls {
      let error = #expect(throws: SystemError.self) { try call("/nonexistent") }
      #expect(error?.errno == .noSuchFileOrDirectory)
      #expect(error?.context == "/nonexistent")
    }
  }

  @Test func `a direct read works here or is refused in words, and leaves nothing`() throws {
    let folder = try TemporaryFolder()
    do {
      try DirectIO.probe(directory: folder.path, blockSizeBytes: 4096)
    } catch {
      #expect(error.errno == .invalidArgument || error.errno == .notSupported)
    }
    let error = #expect(throws: SystemError.self) {
      try DirectIO.probe(directory: folder.path, blockSizeBytes: 1000)
    }
    #expect(error?.errno == .invalidArgument)
    #expect(folder.contents.isEmpty)
  }
}

@Suite struct NamelessFileTests {
  private func write(_ text: String, to file: borrowing NamelessFile) throws {
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
  }

  @Test func `nothing is there before it is published`() throws {
    let folder = try TemporaryFolder()
    let file = try NamelessFile(for: folder.file("a"))
    try write("hello", to: file)
    #expect(folder.contents.isEmpty)
    try file.publish()
    #expect(folder.contents == ["a"])
    #expect(try String(contentsOfFile: folder.file("a"), encoding: .utf8) == "hello")
  }

  @Test func `what is not published leaves nothing, and what was there stays`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data("old".utf8), to: "a")
    do {
      let file = try NamelessFile(for: folder.file("a"))
      try write("new", to: file)
    }
    #expect(folder.contents == ["a"])
    #expect(try String(contentsOfFile: folder.file("a"), encoding: .utf8) == "old")
  }

  @Test func `publishing replaces what had the name`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data("old".utf8), to: "a")
    let file = try NamelessFile(for: folder.file("a"))
    try write("new", to: file)
    try file.publish()
    #expect(folder.contents == ["a"])
    #expect(try String(contentsOfFile: folder.file("a"), encoding: .utf8) == "new")
  }

  @Test func `a name that cannot be given leaves nothing`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("a/b"), withIntermediateDirectories: true)
    let file = try NamelessFile(for: folder.file("a"))
    let error = #expect(throws: SystemError.self) { try file.publish() }
    #expect(error?.call == "rename")
    #expect(error?.context == folder.file("a"))
    #expect(folder.contents == ["a"])
  }

  @Test(.enabled(if: access("/", W_OK) == 0, "only who may write to / can tell"))
  func `a file of the root folder is made there`() throws {
    let file = try NamelessFile(for: "/profile-test-unpublished")
    let place = try FileManager.default.destinationOfSymbolicLink(
      atPath: "/proc/self/fd/\(file.file.rawValue)")
    #expect(place.hasPrefix("/#") || place.hasPrefix("/profile-test-unpublished."))
  }

  @Test func `a folder that is not there is an error`() {
    let error = #expect(throws: SystemError.self) {
      _ = try NamelessFile(for: "/nonexistent/a/b")
    }
    #expect(error?.errno == .noSuchFileOrDirectory)
  }
}
