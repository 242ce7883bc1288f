import LinuxSystem
public import ProfileModel
import SystemPackage

/// Whether, and how, wake-ups can be followed on this machine (`perf_event_open` on the scheduler's tracepoints).
public struct WakeupSource: Sendable {
  let tracepoints: WakeTracepoints
  let cpus: [Int]

  /// Room of all rings together, and of one, bytes.
  private static let allRings = 64 << 20
  private static let ringSizes = (256 << 10)...(4 << 20)

  /// Tries it out: opens everything on all CPUs, and waits for the record of a sleep of its own.
  ///
  /// - Throws: ``WakeupRefusal``, which says why not, and what helps.
  public init(on machine: MachineDescription) throws(WakeupRefusal) {
    cpus = machine.cpus.filter(\.online).map(\.id)
    do throws(SystemError) {
      tracepoints = try WakeTracepoints.read(TraceFolder())
    } catch {
      throw WakeupRefusal.tracefs(error)
    }
    do throws(SystemError) {
      let recorder = try WakeupRecorder(self, launcher: 0)
      MonotonicClock.sleep(until: MonotonicClock.now() + 1_000_000)
      guard recorder.finish().readRecords > 0 else {
        throw SystemError(
          call: "perf_event_open", errno: .notSupported, context: "no switch was recorded")
      }
    } catch {
      throw WakeupRefusal.events(error)
    }
  }

  private var ringBytes: Int {
    min(
      max(Self.allRings / max(1, cpus.count), Self.ringSizes.lowerBound), Self.ringSizes.upperBound)
  }

  /// A ring for each CPU; one that has gone offline meanwhile has none.
  func buffers() throws(SystemError) -> [TraceBuffer] {
    var buffers: [TraceBuffer] = []
    for cpu in cpus {
      do throws(SystemError) {
        buffers.append(
          try TraceBuffer(tracepoints: tracepoints.ids, cpu: cpu, bytes: ringBytes))
      } catch {
        guard error.errno == .operationNotSupportedByDevice else { throw error }
      }
    }
    return buffers
  }
}

/// Why wake-ups cannot be followed here.
public struct WakeupRefusal: Error, Sendable, CustomStringConvertible {
  public let description: String

  static func tracefs(_ error: SystemError) -> WakeupRefusal {
    let remedy =
      switch error.errno {
      case .permissionDenied, .notPermitted:
        "run as root; in a container, have the host's tracefs mounted there (mount -t tracefs tracefs /sys/kernel/tracing)"
      case .operationNotSupportedByDevice, .noSuchFileOrDirectory:
        "this kernel has no tracepoints of the scheduler (CONFIG_FTRACE, CONFIG_TRACEPOINTS)"
      default: "mount it (mount -t tracefs tracefs /sys/kernel/tracing), and run as root"
      }
    return WakeupRefusal(
      description: "the kernel's tracepoints cannot be looked up in tracefs (\(error)): \(remedy)")
  }

  static func events(_ error: SystemError) -> WakeupRefusal {
    let remedy =
      switch error.errno {
      case .permissionDenied, .notPermitted: "run as root, or with CAP_PERFMON"
      case .tooManyOpenFiles: "raise ulimit -n: each CPU takes three descriptors"
      default: "this kernel lacks perf's events of tracepoints (CONFIG_PERF_EVENTS)"
      }
    return WakeupRefusal(
      description:
        "perf's events may not tell of the whole machine's switches (\(error)): \(remedy)")
  }
}
