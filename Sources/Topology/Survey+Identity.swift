import LinuxSystem
import ProcFS
import ProfileModel

extension Survey {
  var hostname: Reading<String> { named("/proc/sys/kernel/hostname", \.hostname) }

  /// `uname -r`.
  var kernelRelease: Reading<String> { named("/proc/sys/kernel/osrelease", \.release) }

  /// A file's text; on the live machine `uname(2)` stands in for it.
  private func named(_ file: String, _ field: KeyPath<KernelNames, String>) -> Reading<String> {
    let text = root.text(file)
    guard root.isLive, text.value == nil, let names = KernelNames() else { return text }
    return .success(names[keyPath: field])
  }

  /// The CPU's name in `/proc/cpuinfo`: x86 `model name`, POWER `cpu`; ARM tells numbers only.
  var cpuModel: Reading<String> {
    let file = "/proc/cpuinfo"
    return root.text(file).flatMap { text in
      let table = Table(text)
      let names = ["model name", "Model Name", "cpu model", "cpu"]
      if let name = names.lazy.compactMap({ table.first($0) }).first { return .success(name) }
      if let arm = Self.armModel(table) { return .success(arm) }
      if let machine = table.first("uarch") ?? table.first("Hardware") { return .success(machine) }
      return .failure(Missing("\(file) names no CPU model"))
    }
  }

  /// Such as `ARM implementer 0x41, part 0xd03 + 0xd09`; several parts on big.LITTLE machines.
  private static func armModel(_ table: Table) -> String? {
    guard let implementer = table.first("CPU implementer") else { return nil }
    let parts = Set(table.all("CPU part")).sorted().joined(separator: " + ")
    return "ARM implementer \(implementer), part \(parts)"
  }

  mutating func addMemory(to machine: inout MachineDescription) {
    let file = "/proc/meminfo"
    let memory = root.parsed(file, as: MemInfo.self)
    machine.memoryBytes = take("memoryBytes", memory.map(\.totalBytes))
    machine.swapBytes = take(
      "swapBytes",
      memory.flatMap { memory in
        memory.swapTotalBytes.map { .success($0) } ?? .failure(Missing("\(file) has no SwapTotal"))
      })
    machine.pageSizeBytes = take("pageSizeBytes", pageSize)
  }

  /// `sysconf(_SC_PAGESIZE)`; a copied tree does not tell it.
  private var pageSize: Reading<Int> {
    guard root.isLive else {
      return .failure(Missing("a copied tree does not tell the page size"))
    }
    return .success(Int(ProcessControl.pageBytes))
  }
}
