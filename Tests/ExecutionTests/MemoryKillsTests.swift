import Foundation
import TestSupport
import Testing

@testable import Execution

/// Who is named when the kernel kills for memory; groups are ordinary folders here.
@Suite struct MemoryKillsTests {
  private func group(_ folder: TemporaryFolder, kills: Int, limit: String) throws {
    try folder.write(Data("low 0\noom_kill \(kills)\n".utf8), to: "memory.events")
    try folder.write(Data("\(limit)\n".utf8), to: "memory.max")
  }

  @Test(arguments: [(1, "1 process for memory"), (2, "for memory 2 times")])
  func `the group that counted is named with its limit, and kills are no processes`(
    count: Int, words: String
  ) throws {
    let folder = try TemporaryFolder()
    try group(folder, kills: 3, limit: "67108864")
    var kills = MemoryKills { 7 }
    kills.add([folder.path])
    try group(folder, kills: 3 + count, limit: "67108864")
    kills.end()
    #expect(
      kills.words == "the kernel killed \(words): the limit of \(folder.path) is 64 MiB")
  }

  @Test func `a group that is gone by the end is named by what the machine counted`() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    try group(#require(folder), kills: 0, limit: "67108864")
    var counts: [UInt64] = [7, 8]
    var kills = MemoryKills { counts.count > 1 ? counts.removeFirst() : counts[0] }
    kills.add([path])
    folder = nil
    kills.end()
    #expect(
      kills.words
        == "the kernel killed 1 process for memory: most likely in \(path), which is gone and had a limit of 64 MiB"
    )
  }

  @Test func `a fault that the kill explains is told with it, and no other`() {
    let fault = TrialFault.workerFailed(worker: 1, message: "it ended")
    #expect("\(fault.explained(by: "it was killed"))" == "worker 1: it ended; it was killed")
    #expect(fault.explained(by: nil) == fault)
    let told = TrialFault.commandFailed("it was killed by SIGKILL; it was killed")
    #expect(told.explained(by: "it was killed") == told)
    let interrupt = TrialFault.interrupted(signal: 2)
    #expect(interrupt.explained(by: "it was killed") == interrupt)
  }

  @Test func `kills elsewhere on the machine are not this trial's`() throws {
    let folder = try TemporaryFolder()
    try group(folder, kills: 0, limit: "67108864")
    var counts: [UInt64] = [7, 9]
    var kills = MemoryKills { counts.count > 1 ? counts.removeFirst() : counts[0] }
    kills.add([folder.path])
    kills.end()
    #expect(kills.words == nil)
  }
}
