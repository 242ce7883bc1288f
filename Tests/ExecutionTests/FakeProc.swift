import Foundation
import ProcFS
import TestSupport

/// A `/proc` of ordinary files; they are rewritten in place, so that kept descriptors see what is new.
final class FakeProc {
  /// Above every pid that a kernel gives, so that no system call finds such a thread.
  static let firstPID: Int32 = 5_000_000

  let folder: TemporaryFolder
  var reader: ProcReader { ProcReader(root: folder.path) }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Writes a process with its threads, the first of which has its own number.
  func put(_ pid: Int32, threads: [Int32] = [], children: [Int32] = []) throws {
    let all = [pid] + threads
    for tid in all {
      try put(
        pid, tid, stat: Self.stat(tid, threads: all.count), children: tid == pid ? children : [])
    }
    try write("cmd\n", "\(pid)/comm")
    try setMemory(pid, rssPages: 0, pssKiB: 0)
  }

  private func put(_ pid: Int32, _ tid: Int32, stat: String, children: [Int32]) throws {
    let task = "\(pid)/task/\(tid)"
    try write(stat, "\(task)/stat")
    try write("1000 2000 3\n", "\(task)/schedstat")
    try write("voluntary_ctxt_switches:\t23\nnonvoluntary_ctxt_switches:\t7\n", "\(task)/status")
    try write("0", "\(task)/wchan")
    try write("running\n", "\(task)/syscall")
    try write(children.map { "\($0) " }.joined(), "\(task)/children")
  }

  func setMemory(
    _ pid: Int32, rssPages: Int, pssKiB: Int, rollupRSSKiB: Int = 0, hugeKiB: Int = 0
  ) throws {
    try write("\(rssPages) \(rssPages) 0 0 0 0 0\n", "\(pid)/statm")
    let sizes = ["Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty", "Swap"]
    let rollup =
      ["55aec3c63000-7ffe8f1b1000 ---p 00000000 00:00 0    [rollup]", "Rss: \(rollupRSSKiB) kB"]
      + ["Pss: \(pssKiB) kB"] + sizes.map { "\($0): 0 kB" } + ["Private_Hugetlb: \(hugeKiB) kB"]
    try write(rollup.map { $0 + "\n" }.joined(), "\(pid)/smaps_rollup")
  }

  /// What the kernel shows of a task that is gone: nothing.
  func end(_ pid: Int32, thread tid: Int32? = nil) throws {
    try write("", "\(pid)/task/\(tid ?? pid)/stat")
    if tid == nil { try write("", "\(pid)/statm") }
  }

  func write(_ text: String, _ name: String) throws {
    let url = URL(filePath: folder.file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try folder.write(Data(text.utf8), to: name)
  }

  /// A line of `stat` (fs/proc/array.c): a runner on CPU 1 that has used 5 ticks as user and 2 in the kernel.
  static func stat(_ tid: Int32, state: String = "R", threads: Int = 1) -> String {
    var fields = Array(repeating: "0", count: 52)
    fields[0] = "\(tid)"
    fields[1] = "(cmd)"
    fields[2] = state
    fields[13] = "5"
    fields[14] = "2"
    fields[19] = "\(threads)"
    fields[38] = "1"
    return fields.joined(separator: " ") + "\n"
  }
}
