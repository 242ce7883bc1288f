import Foundation
import ProcFS
import TestSupport
import Testing

@testable import Execution

/// What sampling keeps open, against what it says that it does.
@Suite struct KeptFilesTests {
  /// The kept files of a folder that this process has open.
  private func open(below folder: String) throws -> Int {
    let descriptors = "/proc/self/fd"
    return try FileManager.default.contentsOfDirectory(atPath: descriptors).count { name in
      let path = "\(descriptors)/\(name)"
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      return target?.hasPrefix(folder) ?? false
    }
  }

  @Test func `a trial of hosts takes as many descriptors as the policy says`() throws {
    let proc = try FakeProc()
    let pid = FakeProc.firstPID
    try proc.put(pid, threads: [pid + 1])
    let threads = [pid, pid + 1].map { ThreadFiles(pid: pid, tid: $0, proc: proc.reader) }
    let memory = MemoryFiles(pid: pid, proc: proc.reader)
    let opened = try open(below: proc.folder.path)
    #expect(opened == 2 * ThreadFiles.count + MemoryFiles.count)
    #expect(!threads.contains { $0.isShort } && !memory.isShort)
  }

  @Test func `a tree takes what it counts, and gives back what is gone`() throws {
    let proc = try FakeProc()
    let pid = FakeProc.firstPID
    try proc.put(pid, threads: [pid + 1])
    try proc.write("VmHWM: 1 kB\n", "\(pid)/status")
    var thread: TreeThread? = TreeThread(
      pid: pid, tid: pid + 1, process: 0, instant: 1, proc: proc.reader)
    #expect(try open(below: proc.folder.path) == TreeThread.openFiles)
    #expect(thread?.isGone == false)
    thread = nil
    var process = TreeProcess(pid: pid, copy: nil, proc: proc.reader)
    #expect(try open(below: proc.folder.path) == TreeProcess.openFiles)
    process.leave()
    #expect(try open(below: proc.folder.path) == 0)
    #expect(process.isGone)
  }
}
