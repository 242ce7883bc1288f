/// `/proc/stat` (`fs/proc/stat.c`, `show_stat`), since boot.
public struct SystemStat: ProcParsable, Equatable {
  /// One online CPU; offline ones are missing from the file.
  public struct CPU: Sendable, Equatable {
    public var id: Int
    public var ticks: CPUTicks
  }

  /// The sum over all CPUs.
  public var total: CPUTicks
  /// The online CPUs, as the kernel lists them.
  public var cpus: [CPU]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    // These are behind the CPUs: a text without them was cut off.
    var contextSwitches: UInt64?
    var forks: UInt64?
    var running: UInt64?
    guard var first = scanner.line(), first.skip("cpu "), let total = CPUTicks(first) else {
      return nil
    }
    cpus = []
    while var line = scanner.line() {
      if line.skip("cpu") {
        guard let id = line.count(), let ticks = CPUTicks(line) else { return nil }
        cpus.append(CPU(id: id, ticks: ticks))
      }
      guard line.take("ctxt ", into: &contextSwitches), line.take("processes ", into: &forks),
        line.take("procs_running ", into: &running)
      else { return nil }
    }
    guard scanner.isAtEnd, contextSwitches != nil, forks != nil, running != nil else { return nil }
    self.total = total
  }
}
