import LinuxSystem
import Planning
import ProfileModel
import Synchronization

/// Tries the plan's memory policies on a thread of the profiler's own, before any trial.
enum MemoryPolicyProbe {
  /// What the user should know: policies that a container or kernel refuses, whose trials run without them.
  ///
  /// - Throws: `unavailable` when the kernel takes the call but not the nodes.
  static func warnings(for plan: Plan) throws(ProfileError) -> [String] {
    var policies: [MemoryPolicy] = []
    for policy in plan.configurations.compactMap({ MemoryPolicy($0.memoryPolicy) })
    where policy != .standard && !policies.contains(policy) {
      policies.append(policy)
    }
    var warnings: [String] = []
    for policy in policies {
      if let warning = try warning(about: policy) { warnings.append(warning) }
    }
    return warnings
  }

  private static func warning(about policy: MemoryPolicy) throws(ProfileError) -> String? {
    guard let mode = ThreadMemoryPolicy.Mode(rawValue: policy.mode) else { return nil }
    let asked = ThreadMemoryPolicy(mode, nodes: policy.nodes)
    switch outcome(of: asked) {
    case .success(asked): return nil
    case .success(let obtained):
      throw refused(policy, "the kernel gives \(obtained) instead")
    case .failure(let error) where error.isRefusal:
      return
        "The memory policy \(policy) is refused here (\(error)), as containers do: pins hold, but memory lies "
        + "where the kernel puts it. Allow set_mempolicy (CAP_SYS_NICE), or run outside the container."
    case .failure(let error): throw refused(policy, "\(error)")
    }
  }

  private static func refused(_ policy: MemoryPolicy, _ why: String) -> ProfileError {
    ProfileError(
      .unavailable,
      "--memory \(policy): \(why). Choose from the memory nodes of this process's cpuset: "
        + "see Mems_allowed_list in /proc/self/status.")
  }

  /// What the kernel makes of a policy; a thread that ends afterwards takes it along.
  private static func outcome(
    of policy: ThreadMemoryPolicy
  ) -> Result<ThreadMemoryPolicy, SystemError> {
    let result = Mutex<Result<ThreadMemoryPolicy, SystemError>>(.success(policy))
    do throws(SystemError) {
      try WorkerThread.running {
        let outcome = Result { () throws(SystemError) in
          try policy.apply()
          return try ThreadMemoryPolicy.current()
        }
        result.withLock { $0 = outcome }
      }
    } catch {
      return .failure(error)
    }
    return result.withLock { $0 }
  }
}
