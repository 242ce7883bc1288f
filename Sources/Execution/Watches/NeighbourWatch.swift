import LinuxSystem
public import ProfileModel

/// What the machine does while this program does nothing: steal, the CPU time of others, pressure, load.
public enum NeighbourWatch {
  /// Watches for some seconds (`/proc/stat`, `/proc/pressure`, `/proc/loadavg`).
  public static func observe(seconds: Double) -> EnvironmentRecord {
    var watch = MachineWatch()
    watch.begin()
    MonotonicClock.sleep(until: MonotonicClock.now() + UInt64(seconds * 1e9))
    watch.end()
    return watch.record(hostCPUSeconds: 0)
  }
}
