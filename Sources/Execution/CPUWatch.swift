import LinuxSystem
import ProcFS

/// Which CPUs are online while a trial runs: one that goes offline takes its workers' pins with it.
struct CPUWatch {
  /// Nil when `/sys/devices/system/cpu/online` could not be read.
  private let before: Set<Int>?
  private var after: Set<Int>?

  /// Reads the CPUs that are online now.
  init() {
    before = Self.online()
  }

  mutating func end() {
    after = Self.online()
  }

  /// CPUs of these that were not online when the trial began, ascending.
  func missing(of cpus: [Int]) -> [Int] { difference(Set(cpus), before) }
  /// CPUs that were online at the start and are no longer, ascending.
  var wentOffline: [Int] { difference(before, after) }
  /// CPUs that were offline at the start and are online, ascending.
  var cameOnline: [Int] { difference(after, before) }

  private func difference(_ some: Set<Int>?, _ others: Set<Int>?) -> [Int] {
    guard let some, let others else { return [] }
    return some.subtracting(others).sorted()
  }

  private static func online() -> Set<Int>? {
    let file = "devices/system/cpu/online"
    return (try? ProcReader(root: "/sys").read(file, as: KernelCPUList.self)).map { Set($0.cpus) }
  }
}
