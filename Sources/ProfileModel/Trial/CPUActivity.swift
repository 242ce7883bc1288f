/// What one CPU did during a trial, the trial's own work included.
public struct CPUActivity: Codable, Sendable, Equatable {
  /// The kernel's id.
  public var cpu: Int
  /// Time that it ran something (`/proc/stat`), seconds.
  public var busySeconds: Double
  /// Time that the hypervisor took from it, seconds.
  public var stealSeconds: Double
  /// Interrupts of devices that it served (`/proc/interrupts`); null where they could not be read.
  @ExplicitNull public var interrupts: UInt64?
  /// Who raised most of them, by the kernel's name for it, such as `nvme0q1`; null without any.
  @ExplicitNull public var busiestSource: String?

  public init(cpu: Int, busySeconds: Double, stealSeconds: Double) {
    self.cpu = cpu
    self.busySeconds = busySeconds
    self.stealSeconds = stealSeconds
  }
}
