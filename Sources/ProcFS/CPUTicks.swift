/// What one CPU, or all of them, did since boot, in clock ticks (`sysconf(_SC_CLK_TCK)`, 100 a second).
///
/// Idle and I/O-wait time are not kept: they can go backwards (`Documentation/filesystems/proc.rst`).
public struct CPUTicks: Sendable, Equatable {
  /// User mode, guests included.
  public var user: UInt64
  /// Niced user mode, niced guests included.
  public var nice: UInt64
  public var system: UInt64
  public var interrupt: UInt64
  public var softInterrupt: UInt64
  /// Time in which the hypervisor ran something else.
  public var steal: UInt64

  /// Time spent running something: neither idle nor waiting nor stolen.
  public var busy: UInt64 { user &+ nice &+ system &+ interrupt &+ softInterrupt }

  /// Reads the ten numbers behind `cpu` or `cpuN`; nil when one is missing or malformed.
  init?(_ line: ByteScanner) {
    var line = line
    guard let user = line.unsigned(), let nice = line.unsigned(), let system = line.unsigned(),
      line.skipNumbers(2), let interrupt = line.unsigned(),
      let softInterrupt = line.unsigned(), let steal = line.unsigned(), line.skipNumbers(2)
    else { return nil }
    self.user = user
    self.nice = nice
    self.system = system
    self.interrupt = interrupt
    self.softInterrupt = softInterrupt
    self.steal = steal
  }
}
