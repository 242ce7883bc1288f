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
  /// Kept open: opening it takes longer than reading it.
  private let file: KeptFile?

  /// Between two readings, ns.
  private static let interval: UInt64 = 250_000_000

  /// Reads the CPUs that are online now.
  init() {
    file = try? KeptFile("/sys/devices/system/cpu/online")
    before = Self.online(file)
    nextLook = MonotonicClock.now() + Self.interval
  }

  /// Reads them again where the last time was a while ago.
  mutating func look(at instant: UInt64) {
    guard instant >= nextLook else { return }
    nextLook = instant + Self.interval
    note(Self.online(file))
  }

  mutating func end() {
    after = Self.online(file)
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
  private static func online(_ file: KeptFile?) -> Set<Int>? {
    let list = file?.read(KernelCPUList.self)
    return list.flatMap { $0.cpus.isEmpty ? nil : Set($0.cpus) }
  }
}
