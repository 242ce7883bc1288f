import Foundation
import LinuxSystem
import SystemPackage
import TestSupport
import Testing

@Suite("A folder that is kept open")
struct FolderHandleTests {
  private let folder: TemporaryFolder
  private let victim: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    victim = try TemporaryFolder()
    try victim.write(Data("precious".utf8), to: "file")
  }

  private func plant(_ name: String, at target: String? = nil) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(name), withDestinationPath: target ?? victim.file("file"))
  }

  private func expectUntouched() throws {
    #expect(victim.contents == ["file"])
    #expect(try String(contentsOfFile: victim.file("file"), encoding: .utf8) == "precious")
  }

  @Test("replaces planted links, in the file's place and in the temporary one's")
  func links() throws {
    try plant("study")
    try plant("study.partial")
    try plant("samples")
    let handle = try FolderHandle(folder.path)
    try handle.replace("study", with: Array("new".utf8), isFlushed: true)
    try handle.create("samples").put(Array("rows".utf8))
    try expectUntouched()
    #expect(try String(contentsOfFile: folder.file("study"), encoding: .utf8) == "new")
    #expect(folder.contents == ["samples", "study"])
    #expect(try FileFacts(of: folder.file("samples"), followsLink: false).isRegular)
  }

  @Test("enters no folder that is a link")
  func folders() throws {
    try plant("pictures", at: victim.path)
    let handle = try FolderHandle(folder.path)
    #expect(throws: SystemError.self) {
      try handle.subfolder("pictures").replace("file", with: [1], isFlushed: false)
    }
    #expect(throws: SystemError.self) { try Files.makeOwnFolder(folder.file("pictures")) }
    try expectUntouched()
    try handle.subfolder("new").replace("file", with: [1], isFlushed: false)
    #expect(FileManager.default.contents(atPath: folder.file("new/file")) == Data([1]))
  }

  @Test("is the same one when its path leads elsewhere")
  func movedPath() throws {
    let path = folder.file("out")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let handle = try FolderHandle(path)
    try FileManager.default.moveItem(atPath: path, toPath: folder.file("moved"))
    try plant("out", at: victim.path)
    try handle.replace("study", with: [1], isFlushed: false)
    try expectUntouched()
    #expect(FileManager.default.fileExists(atPath: folder.file("moved/study")))
  }

  @Test("opens nothing for writing through a link, and no pipe waits for its writer")
  func descriptors() throws {
    try plant("link")
    #expect(throws: SystemError.self) { _ = try Descriptor(creating: folder.file("link")) }
    #expect(throws: SystemError.self) { _ = try Descriptor(continuing: folder.file("link"), at: 0) }
    #expect(throws: SystemError.self) {
      _ = try Descriptor(reading: folder.file("link"), followsLink: false)
    }
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    _ = try Descriptor(reading: folder.file("pipe"), followsLink: false)
    try expectUntouched()
  }

  @Test("refuses a pipe or a device in place of a file that is read whole, and waits for neither")
  func regularFiles() throws {
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    for path in [folder.file("pipe"), "/dev/zero", "/dev/null"] {
      let refusal = #expect(throws: SystemError.self) { _ = try Files.contents(of: path) }
      #expect(refusal?.errno == .notSupported, "\(path)")
      #expect(throws: SystemError.self) { try PageCache.drop(path) }
      #expect(throws: SystemError.self) { try PageCache.fill(from: path) }
    }
    #expect(try !Files.contents(of: "/proc/self/stat").isEmpty)
  }

  @Test("of a temporary kind is new, and this user's alone")
  func temporary() throws {
    let paths = try (0..<10).map { _ in try Files.makeTemporaryFolder(folder.file("t-")) }
    #expect(Set(paths).count == 10)
    for path in paths {
      var info = stat()
      try #require(lstat(path, &info) == 0)
      #expect(info.st_mode & 0o777 == 0o700)
    }
  }

  @Test("keeps what a file had when it is written on")
  func continuing() throws {
    try folder.write(Data("one\ntwo\ncut".utf8), to: "rows")
    do {
      let file = try Descriptor(continuing: folder.file("rows"), at: 8)
      try file.put(Array("three\n".utf8))
    }
    #expect(
      try String(contentsOfFile: folder.file("rows"), encoding: .utf8) == "one\ntwo\nthree\n")
  }
}
