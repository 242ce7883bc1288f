public import ProfileModel

extension SampleStudy {
  /// A virtual machine with two CPUs, one node and no cpufreq.
  public static let machine: MachineDescription = {
    var machine = MachineDescription(
      hostname: "bench", kernel: "6.12.9-generic",
      cpus: (0..<2).map { id in
        MachineDescription.CPU(
          id: id, core: id, die: 0, package: 0, node: 0, kind: .uniform, online: true,
          allowed: true, isolated: false, siblings: [id])
      },
      nodes: [
        MachineDescription.Node(
          id: 0, cpus: [0, 1], memoryBytes: 8_326_823_936, freeBytes: 6_103_527_424,
          distances: [10])
      ],
      caches: (0..<2).flatMap { privateCaches(of: $0) } + [
        MachineDescription.Cache(level: 3, type: "Unified", sizeBytes: 33_554_432, cpus: [0, 1])
      ])
    machine.cpuModel = "AMD EPYC 9B14"
    machine.virtualization = "kvm"
    machine.memoryBytes = 8_326_823_936
    machine.swapBytes = 0
    machine.pageSizeBytes = 4096
    machine.cpuset = MachineDescription.Cpuset(version: "v2", path: "/", cpus: [0, 1])
    machine.settings.taskDelayAccounting = false
    machine.settings.perfEventParanoid = 2
    machine.settings.numaBalancing = 0
    machine.settings.smtActive = false
    machine.unavailable["frequency"] =
      "this kernel offers no cpufreq directory (usual in a virtual machine)"
    return machine
  }()

  private static func privateCaches(of cpu: Int) -> [MachineDescription.Cache] {
    [
      MachineDescription.Cache(level: 1, type: "Data", sizeBytes: 32768, cpus: [cpu]),
      MachineDescription.Cache(level: 1, type: "Instruction", sizeBytes: 32768, cpus: [cpu]),
      MachineDescription.Cache(level: 2, type: "Unified", sizeBytes: 1_048_576, cpus: [cpu]),
    ]
  }
}
