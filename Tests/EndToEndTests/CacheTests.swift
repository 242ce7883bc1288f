import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Where reads are answered from, by the kernel's own account of block reads.
  @Suite(
    .enabled(
      if: (try? FileSystemFacts(at: DataFolder.path))?.isMemoryBacked == false,
      "the temporary folder is on a memory file system"))
  struct CacheTests {
    private static let size: UInt64 = 8 << 20

    private func trials(_ cache: String) throws -> [Trial] {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "io", "--strategy", "sequential,thread,process", "--workers", "2", "--size",
          "8MiB", "--cache", cache, "--trials", "1", "--directory", folder.path,
        ], in: folder.path)
      if cache == "direct", ending.status == 69, ending.errors.contains("O_DIRECT") {
        try Test.cancel("this file system refuses O_DIRECT")
      }
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      return study.trials
    }

    private func share(_ trial: Trial) throws -> Double {
      try Double(#require(trial.counters.storageReadBytes)) / Double(Self.size)
    }

    @Test func `direct reads all come from the device`() throws {
      for trial in try trials("direct") {
        #expect(try share(trial) >= 1, "\(trial.configuration)")
        #expect(try #require(trial.counters.requestedReadBytes) >= Self.size)
        #expect(trial.workDone == Self.size)
        #expect(trial.readLatency?.reads == Self.size / 4096)
      }
    }

    @Test func `warm reads come from memory`() throws {
      for trial in try trials("warm") {
        #expect(try share(trial) < 0.05, "\(trial.configuration)")
        #expect(trial.cachedBytesBefore == Self.size)
        #expect(try #require(trial.counters.requestedReadBytes) >= Self.size)
      }
    }

    @Test func `cold reads come from the device`() throws {
      for trial in try trials("cold") {
        #expect(try share(trial) >= 0.95, "\(trial.configuration)")
        #expect(try #require(trial.cachedBytesBefore) <= Self.size / 100)
      }
    }

    @Test func `the data file is used again while it matches, and made anew when it does not`()
      throws
    {
      let folder = try TemporaryFolder()
      let arguments = [
        "--workload", "io", "--strategy", "sequential", "--size", "1MiB", "--cache", "warm",
        "--trials", "1", "--directory", folder.path,
      ]
      func inode() throws -> String {
        try Tool.output("stat", "-c", "%i", folder.file("profile-io-v1-\(geteuid())-1048576.dat"))
      }
      #expect(try Program.run(arguments, in: folder.path).errors.contains("laying out"))
      let first = try inode()
      #expect(try !Program.run(arguments, in: folder.path).errors.contains("laying out"))
      #expect(try inode() == first)
      try #require(truncate(folder.file("profile-io-v1-\(geteuid())-1048576.dat"), 1000) == 0)
      let again = try Program.run(arguments, in: folder.path)
      #expect(again.status == 0, "\(again)")
      #expect(again.errors.contains("laying out"))
      #expect(
        try FileFacts(of: folder.file("profile-io-v1-\(geteuid())-1048576.dat")).sizeBytes == 1
          << 20)
    }
  }
}
