import ProcFS

/// What the kernel writes: files of `/proc`, `/sys` and cgroups, and programs' symbols.
enum KernelTexts {
  /// In the order of the letters that seeds begin with.
  private static let readers: [@Sendable (UnsafeRawBufferPointer) -> Void] = [
    reader(TaskStat.self), reader(SchedStat.self), reader(StatM.self), reader(TaskIO.self),
    reader(TaskSched.self), reader(TaskSwitches.self), reader(TaskMemory.self),
    reader(SmapsRollup.self), reader(SystemStat.self), reader(Interrupts.self),
    reader(Pressure.self), reader(LoadAverage.self), reader(MemInfo.self), reader(MountInfo.self),
    reader(ProcCgroup.self), reader(CgroupCPUStat.self), reader(CgroupEvents.self),
    reader(TaskChildren.self), reader(ProcessMaps.self), reader(MemorySegments.self),
    reader(TracepointFormat.self), reader(TaskSyscall.self),
  ]

  private static func reader<Value: ProcParsable>(
    _ type: Value.Type
  ) -> @Sendable (UnsafeRawBufferPointer) -> Void {
    { _ = Value(parsing: $0) }
  }

  static func parse(_ bytes: UnsafeRawBufferPointer) {
    guard let (index, rest) = bytes.chosen else { return }
    readers[index % readers.count](rest)
  }

  static func parseSymbols(_ bytes: UnsafeRawBufferPointer) {
    let symbols = ELFSymbols { offset, count in
      guard offset <= UInt64(bytes.count), count >= 0, count <= bytes.count - Int(offset) else {
        return nil
      }
      return Array(bytes[Int(offset)..<Int(offset) + count])
    }
    guard let symbols else { return }
    for distance: UInt64 in [0, 64, 4096, .max] { _ = symbols.variable(at: distance) }
    _ = symbols.defines(anyOf: ["PyEval_RestoreThread", ""])
  }
}
