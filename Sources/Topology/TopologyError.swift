/// Why a machine could not be described at all.
public enum TopologyError: Error, Equatable, CustomStringConvertible {
  /// Nothing under the root names a CPU.
  case noCPUs(root: String)

  /// What, why, and what to do.
  public var description: String {
    switch self {
    case .noCPUs(let root) where root.isEmpty:
      """
      This machine cannot be described: neither /sys/devices/system/cpu nor /proc/cpuinfo names \
      a CPU. Mount sysfs on /sys or procfs on /proc.
      """
    case .noCPUs(let root):
      """
      No machine is described under \(root): neither \(root)/sys/devices/system/cpu nor \
      \(root)/proc/cpuinfo names a CPU. Give the folder that holds the copies of /sys and /proc.
      """
    }
  }
}
