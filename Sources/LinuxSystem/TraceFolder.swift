import CLinuxShims
import Glibc
import SystemPackage

/// tracefs, where the kernel describes its tracepoints (`kernel/trace/trace_events.c`).
///
/// Taken from where it is mounted; else mounted for this value alone, where no path leads (`fsmount`, Linux 5.2), so that
/// nothing on the machine changes and nothing stays behind.
public struct TraceFolder: ~Copyable {
  private let folder: Descriptor

  private static let usualPlaces = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"]

  /// - Throws: `permissionDenied` or `notPermitted` for an ordinary user, `operationNotSupportedByDevice` where the kernel
  ///   has no tracefs.
  public init() throws(SystemError) {
    let mounted = Self.usualPlaces.first { Files.isReadable("\($0)/events/sched") }
    if let mounted {
      folder = try Descriptor(reading: mounted)
    } else {
      let detached = try systemCall("fsopen", "tracefs") { profile_detached_tracefs() }
      folder = Descriptor(owning: FileDescriptor(rawValue: detached))
    }
  }

  /// The whole of one of its files (`openat`).
  ///
  /// - Parameter path: from the folder, such as `events/sched/sched_switch/format`.
  public borrowing func contents(of path: String) throws(SystemError) -> [UInt8] {
    let parent = folder.file.rawValue
    let file = try systemCall("openat", path) { openat(parent, path, O_RDONLY | O_CLOEXEC) }
    return try Descriptor(owning: FileDescriptor(rawValue: file)).contents()
  }
}
