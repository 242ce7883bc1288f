import LinuxSystem
import Planning
import ProfileModel
import Synchronization
import Text

/// Tries the plan's memory policies on a thread of the profiler's own, before any trial.
enum MemoryPolicyProbe {
  /// What the user should know: policies that a container or kernel refuses, whose trials run without them.
  ///
  /// - Throws: `unavailable` when the kernel takes the call but not the nodes.
  static func warnings(for plan: Plan) throws(ProfileError) -> [String] {
    try plan.configurations.map(\.memoryPolicy).unique.filter { $0 != .standard }
      .map(warning).compactMap(\.self)
  }

  private static func warning(about policy: MemoryPolicy) throws(ProfileError) -> String? {
    guard let mode = ThreadMemoryPolicy.Mode(rawValue: policy.mode) else { return nil }
    let asked = ThreadMemoryPolicy(mode, nodes: policy.nodes)
    switch outcome(of: asked) {
    case .applied(asked): return nil
    case .applied(let obtained): throw refused(policy, "the kernel gives \(obtained) instead")
    case .unread(let error) where error.isRefusal:
      return
        "The memory policy \(policy) is applied, but may not be read back here (\(error)), as in some containers: "
        + "only the pages' nodes show that it holds. Allow get_mempolicy, or run outside the container."
    case .refused(let error) where error.isRefusal:
      return
        "The memory policy \(policy) is refused here (\(error)), as containers do: pins hold, but memory lies "
        + "where the kernel puts it. Allow set_mempolicy (CAP_SYS_NICE), or run outside the container."
    case .refused(let error), .unread(let error): throw refused(policy, "\(error)")
    }
  }

  private static func refused(_ policy: MemoryPolicy, _ why: String) -> ProfileError {
    ProfileError(
      .unavailable,
      "--memory \(policy): \(why). Choose from the memory nodes of this process's cpuset: "
        + "see Mems_allowed_list in /proc/self/status.")
  }

  private enum Outcome {
    /// What the kernel then said the policy was.
    case applied(ThreadMemoryPolicy)
    /// It took the policy, but would not tell it.
    case unread(SystemError)
    case refused(SystemError)

    init(trying policy: ThreadMemoryPolicy) {
      do throws(SystemError) {
        try policy.apply()
      } catch {
        self = .refused(error)
        return
      }
      do throws(SystemError) {
        self = .applied(try ThreadMemoryPolicy.current())
      } catch {
        self = .unread(error)
      }
    }
  }

  /// What the kernel makes of a policy; a thread that ends afterwards takes it along.
  private static func outcome(of policy: ThreadMemoryPolicy) -> Outcome {
    let result = Mutex<Outcome>(.applied(policy))
    do throws(SystemError) {
      try WorkerThread.running {
        let outcome = Outcome(trying: policy)
        result.withLock { $0 = outcome }
      }
    } catch {
      return .refused(error)
    }
    return result.withLock { $0 }
  }
}
