import LinuxSystem
import ProcFS

/// Which CPUs are online while a trial runs: one that goes offline takes its workers' pins with it, be it back at the end.
struct CPUWatch {
  /// Nil when `/sys/devices/system/cpu/online` could not be read.
  private let before: Set<Int>?
  private var after: Set<Int>?
  /// Online at the start, and not at some later reading.
  private var lost: Set<Int> = []
  private var nextLook: UInt64

  /// Between two readings, ns: each takes some 20 µs.
  private static let interval: UInt64 = 250_000_000

  /// Reads the CPUs that are online now.
  init() {
    before = Self.online()
    nextLook = MonotonicClock.now() + Self.interval
  }

  /// Reads them again where the last time was a while ago.
  mutating func look(at instant: UInt64) {
    guard instant >= nextLook else { return }
    nextLook = instant + Self.interval
    note(Self.online())
  }

  mutating func end() {
    after = Self.online()
    note(after)
  }

  private mutating func note(_ online: Set<Int>?) {
    guard let before, let online else { return }
    lost.formUnion(before.subtracting(online))
  }

  /// CPUs of these that were not online when the trial began, ascending.
  func missing(of cpus: [Int]) -> [Int] { difference(Set(cpus), before) }
  /// CPUs of these that are not online at the end, ascending.
  func gone(of cpus: [Int]) -> [Int] { difference(Set(cpus), after) }
  /// CPUs that were online at the start and later were not, ascending.
  var wentOffline: [Int] { lost.sorted() }
  /// Those of them that are online again, ascending.
  var cameBack: [Int] { lost.intersection(after ?? []).sorted() }
  /// CPUs that were offline at the start and are online, ascending.
  var cameOnline: [Int] { difference(after, before) }

  private func difference(_ some: Set<Int>?, _ others: Set<Int>?) -> [Int] {
    guard let some, let others else { return [] }
    return some.subtracting(others).sorted()
  }

  /// Nil as well where no CPU is named, which cannot be.
  private static func online() -> Set<Int>? {
    let file = "devices/system/cpu/online"
    let list = try? ProcReader(root: "/sys").read(file, as: KernelCPUList.self)
    return list.flatMap { $0.cpus.isEmpty ? nil : Set($0.cpus) }
  }
}
