import CNuma
import Glibc
import SystemPackage

/// CPU affinity masks, set and read back through libnuma.
///
/// The kernel silently drops CPUs that a task may not use, so a mask that was set proves nothing: read it back.
public enum Affinity {
  /// Lets a thread run on these CPUs only (`numa_sched_setaffinity`).
  ///
  /// - Parameters:
  ///   - cpus: OS ids.
  ///   - thread: a thread id; 0 is the calling thread.
  /// - Throws: `invalidArgument` when no CPU of the list is usable.
  public static func set(_ cpus: [Int], ofThread thread: Int32 = 0) throws(SystemError) {
    guard let mask = numa_allocate_cpumask() else {
      throw SystemError(call: "numa_allocate_cpumask", errno: .noMemory)
    }
    defer { numa_bitmask_free(mask) }
    let capacity = Int(mask.pointee.size)
    for cpu in cpus {
      guard cpu >= 0, cpu < capacity else {
        throw SystemError(
          call: "numa_sched_setaffinity", errno: .invalidArgument,
          context: "CPU \(cpu) (the kernel's masks have \(capacity) bits)")
      }
      numa_bitmask_setbit(mask, UInt32(cpu))
    }
    do throws(SystemError) {
      try systemCall("numa_sched_setaffinity", "CPUs \(cpus)") {
        numa_sched_setaffinity(thread, mask)
      }
    } catch  where error.errno == .invalidArgument {
      // What the number means, sched_setaffinity(2): the mask was well-formed.
      throw SystemError(
        call: error.call, errno: error.errno,
        context: "\(error.context), of which none is online and allowed")
    }
  }

  /// The CPUs that a thread may use, ascending (`numa_sched_getaffinity`).
  ///
  /// - Parameter thread: a thread id; 0 is the calling thread.
  /// - Throws: `noSuchProcess` when the thread is gone.
  public static func get(ofThread thread: Int32 = 0) throws(SystemError) -> [Int] {
    guard let mask = numa_allocate_cpumask() else {
      throw SystemError(call: "numa_allocate_cpumask", errno: .noMemory)
    }
    defer { numa_bitmask_free(mask) }
    try systemCall("numa_sched_getaffinity", "thread \(thread)") {
      numa_sched_getaffinity(thread, mask)
    }
    return (0..<Int(mask.pointee.size)).filter { numa_bitmask_isbitset(mask, UInt32($0)) == 1 }
  }
}
