import Builtin
import ProfileModel
import Text

extension Plan {
  /// Refuses a policy for a command: its memory is placed by itself, before and after anything that could be asked of it.
  static func requirePlaceable(
    _ policy: MemoryPolicy, for workloads: [WorkloadVariant]
  ) throws(Refusal) {
    guard policy != .standard, let command = workloads.first(where: { !$0.placesMemory })
    else {
      return
    }
    throw .usage(
      "--memory \(policy)",
      why: "the workload \(command.name) is a command, and places its memory itself",
      remedy: "Leave --memory out, or put numactl before the command in its manifest")
  }

  /// Refuses a buffer that the bound nodes cannot hold: the kernel would kill the worker.
  static func requireBoundMemory(
    for workloads: [WorkloadVariant], _ policies: [MemoryPolicy], on machine: MachineDescription
  ) throws(Refusal) {
    for policy in policies {
      guard case .bind(let nodes) = policy else { continue }
      let sizes = machine.nodes.filter { nodes.contains($0.id) }.map(\.memoryBytes)
      guard !sizes.contains(nil) else { continue }
      let room = sizes.reduce(UInt64(0)) { $0 + ($1 ?? 0) }
      for buffer in workloads.compactMap(\.bufferBytes) where buffer >= room {
        throw .unavailable(
          "--memory \(policy)",
          why:
            "the buffer of \(NumberText.bytes(Double(buffer))) does not fit these nodes, which have \(NumberText.bytes(Double(room)))",
          remedy: "Ask for a smaller --size, or bind to more nodes")
      }
    }
  }

  /// A buffer that is larger than what bound nodes have free: the kernel must reclaim first, and may not manage.
  static func freeMemoryWarnings(
    about workloads: [WorkloadVariant], _ policies: [MemoryPolicy], on machine: MachineDescription
  ) -> [String] {
    policies.flatMap { policy -> [String] in
      guard case .bind(let nodes) = policy else { return [] }
      let sizes = machine.nodes.filter { nodes.contains($0.id) }.map(\.freeBytes)
      guard !sizes.contains(nil) else { return [] }
      let free = sizes.reduce(UInt64(0)) { $0 + ($1 ?? 0) }
      return workloads.compactMap(\.bufferBytes).filter { $0 > free }.map { buffer in
        "The buffer of \(NumberText.bytes(Double(buffer))) is larger than what the nodes of --memory \(policy) have free, "
          + "\(NumberText.bytes(Double(free))): where the kernel cannot reclaim the rest, it kills the workers."
      }
    }
  }

  /// A buffer that fits the caches measures them, not the memory.
  static func cacheWarnings(
    about workloads: [WorkloadVariant], on machine: MachineDescription
  ) -> [String] {
    guard let cache = MachineMemory(machine).lastLevelCaches.max() else { return [] }
    return workloads.compactMap { workload in
      guard let buffer = workload.bufferBytes, buffer < 2 * UInt64(clamping: cache) else {
        return nil
      }
      return
        "The buffer of \(NumberText.bytes(Double(buffer))) is less than twice the last-level cache of \(NumberText.bytes(Double(cache))): "
        + "part of the \(workload.name) workload's reads are answered by the cache; ask for a larger --size."
    }
  }
}
