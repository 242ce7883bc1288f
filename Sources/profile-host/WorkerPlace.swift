import HostProtocol
import LinuxSystem
import SystemPackage

/// Where a worker may run and takes its memory from, set on its own thread before it touches any memory.
struct WorkerPlace {
  /// The mask that the kernel gave.
  let obtainedCPUs: [Int]
  /// Why the memory policy was not applied; nil when it was, or none was asked for.
  let memoryRefusal: String?
  /// Why the policy that was applied could not be read back; nil when it could.
  let memoryDoubt: String?

  /// Pins the calling thread, reads the mask back, applies the memory policy.
  static func settle(
    _ worker: HostOrder.Worker, memory: HostOrder.Memory?
  ) throws(SystemError) -> WorkerPlace {
    if !worker.cpus.isEmpty { try Affinity.set(worker.cpus) }
    let obtained = try Affinity.get()
    let (refusal, doubt) = try memory.map(apply) ?? (nil, nil)
    return WorkerPlace(obtainedCPUs: obtained, memoryRefusal: refusal, memoryDoubt: doubt)
  }

  /// Where the calls are forbidden or missing the trial goes on without the policy; other errors end it.
  private static func apply(
    _ memory: HostOrder.Memory
  ) throws(SystemError) -> (refusal: String?, doubt: String?) {
    guard let mode = ThreadMemoryPolicy.Mode(rawValue: memory.mode) else {
      throw SystemError(call: "set_mempolicy", errno: .invalidArgument, context: memory.mode)
    }
    let asked = ThreadMemoryPolicy(mode, nodes: memory.nodes)
    do {
      try asked.apply()
    } catch  where error.isRefusal {
      return ("\(error)", nil)
    }
    do {
      let obtained = try ThreadMemoryPolicy.current()
      return (obtained == asked ? nil : "the kernel gave \(obtained) instead of \(asked)", nil)
    } catch  where error.isRefusal {
      return (nil, "\(error)")
    }
  }
}
