/// What one CPU, or all of them, did since boot, in clock ticks (`sysconf(_SC_CLK_TCK)`, 100 a second).
///
/// Idle and I/O-wait time can go backwards (`Documentation/filesystems/proc.rst`): compare with care.
public struct CPUTicks: Sendable, Equatable {
  /// User mode, guests included.
  public var user: UInt64
  /// Niced user mode, niced guests included.
  public var nice: UInt64
  public var system: UInt64
  public var idle: UInt64
  public var ioWait: UInt64
  public var interrupt: UInt64
  public var softInterrupt: UInt64
  /// Time in which the hypervisor ran something else.
  public var steal: UInt64
  public var guest: UInt64
  public var guestNice: UInt64

  /// Time spent running something: neither idle nor waiting nor stolen.
  public var busy: UInt64 { user &+ nice &+ system &+ interrupt &+ softInterrupt }

  /// Reads the ten numbers behind `cpu` or `cpuN`; nil when one is missing or malformed.
  init?(_ line: ByteScanner) {
    var line = line
    guard let user = line.unsigned(), let nice = line.unsigned(), let system = line.unsigned(),
      let idle = line.unsigned(), let ioWait = line.unsigned(), let interrupt = line.unsigned(),
      let softInterrupt = line.unsigned(), let steal = line.unsigned(),
      let guest = line.unsigned(), let guestNice = line.unsigned()
    else { return nil }
    self.user = user
    self.nice = nice
    self.system = system
    self.idle = idle
    self.ioWait = ioWait
    self.interrupt = interrupt
    self.softInterrupt = softInterrupt
    self.steal = steal
    self.guest = guest
    self.guestNice = guestNice
  }
}
