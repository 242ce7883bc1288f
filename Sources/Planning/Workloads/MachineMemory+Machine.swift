public import Builtin
public import ProfileModel

extension MachineMemory {
  /// What built-in workloads fit themselves to.
  public init(_ machine: MachineDescription) {
    let data = machine.caches.filter { $0.type != "Instruction" }
    let last = data.map(\.level).max()
    self.init(
      lastLevelCaches: data.filter { $0.level == last }.compactMap {
        $0.sizeBytes.flatMap { Int64(exactly: $0) }
      },
      usableBytes: [machine.memoryBytes, machine.memoryLimitBytes].compactMap { $0 }.min().map {
        Int64(clamping: $0)
      })
  }
}
