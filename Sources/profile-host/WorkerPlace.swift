import HostProtocol
import LinuxSystem
import SystemPackage

/// Where a worker may run and takes its memory from, set on its own thread before it touches any memory.
struct WorkerPlace {
  /// The mask that the kernel gave.
  let obtainedCPUs: [Int]
  /// Why the memory policy was not applied; nil when it was, or none was asked for.
  let memoryRefusal: String?

  /// Pins the calling thread, reads the mask back, applies the memory policy.
  static func settle(
    _ worker: HostOrder.Worker, memory: HostOrder.Memory?
  ) throws(SystemError) -> WorkerPlace {
    if !worker.cpus.isEmpty { try Affinity.set(worker.cpus) }
    return WorkerPlace(
      obtainedCPUs: try Affinity.get(), memoryRefusal: try memory.flatMap(refusal))
  }

  /// Where the calls are forbidden or missing the trial goes on without the policy; other errors end it.
  private static func refusal(of memory: HostOrder.Memory) throws(SystemError) -> String? {
    guard let mode = ThreadMemoryPolicy.Mode(rawValue: memory.mode) else {
      throw SystemError(call: "set_mempolicy", errno: .invalidArgument, context: memory.mode)
    }
    let asked = ThreadMemoryPolicy(mode, nodes: memory.nodes)
    do {
      try asked.apply()
      let obtained = try ThreadMemoryPolicy.current()
      return obtained == asked ? nil : "the kernel gave \(obtained) instead of \(asked)"
    } catch  where error.isRefusal {
      return "\(error)"
    }
  }
}
