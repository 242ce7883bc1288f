import ProfileModel
import TestSupport
import Testing
import Topology

@Suite struct IdentityTests {
  /// Files put over a tree of a bare x86 machine, and what it then runs in.
  struct Guest: Sendable, CustomStringConvertible {
    var name: String
    var flags = "fpu hypervisor"
    var files: [String: String] = [:]
    var expected: String?

    var description: String { name }
  }

  static let dmi = "/sys/class/dmi/id"
  static let clocks = "/sys/devices/system/clocksource/clocksource0/available_clocksource"

  static let guests: [Guest] = [
    Guest(name: "bare metal", flags: "fpu", expected: nil),
    Guest(name: "nothing but the flag", expected: "vm"),
    Guest(
      name: "a vendor's name alone", flags: "fpu", files: ["\(dmi)/sys_vendor": "QEMU"],
      expected: nil),
    Guest(name: "QEMU, emulated", files: ["\(dmi)/sys_vendor": "QEMU"], expected: "qemu"),
    Guest(
      name: "QEMU with KVM", files: ["\(dmi)/sys_vendor": "QEMU", clocks: "kvm-clock tsc"],
      expected: "kvm"),
    Guest(name: "Firecracker", files: [clocks: "tsc kvm-clock"], expected: "kvm"),
    Guest(name: "VMware", files: ["\(dmi)/sys_vendor": "VMware, Inc."], expected: "vmware"),
    Guest(
      name: "Hyper-V",
      files: [
        "\(dmi)/sys_vendor": "Microsoft Corporation", "\(dmi)/product_name": "Virtual Machine",
      ], expected: "hyperv"),
    Guest(name: "Xen guest", files: ["/sys/hypervisor/type": "xen"], expected: "xen"),
    Guest(
      name: "Xen host", flags: "fpu",
      files: ["/sys/hypervisor/type": "xen", "/proc/xen/capabilities": "control_d"],
      expected: nil),
    Guest(
      name: "lxc on bare metal", flags: "fpu",
      files: ["/proc/1/environ": "TERM=linux\0container=lxc\0"], expected: "lxc"),
    Guest(
      name: "a variable that only ends so", flags: "fpu",
      files: ["/proc/1/environ": "mycontainer=lxc\0"], expected: nil),
    Guest(
      name: "nspawn", flags: "fpu", files: ["/run/systemd/container": "systemd-nspawn"],
      expected: "systemd-nspawn"),
    Guest(
      name: "docker in a guest", files: ["/.dockerenv": "", "\(dmi)/bios_vendor": "Amazon EC2"],
      expected: "docker on amazon"),
    Guest(
      name: "WSL", files: ["/proc/sys/kernel/osrelease": "5.15.90.1-microsoft-standard-WSL2"],
      expected: "wsl on vm"),
  ]

  @Test(arguments: guests)
  func `what the machine runs in`(guest: Guest) throws {
    var tree = DumpedTree.noNodes
    tree.identity(model: "Made-up", flags: guest.flags, allowed: "0-3")
    for (path, text) in guest.files { tree.put(path, text) }
    let machine = try tree.machine()
    #expect(machine.virtualization == guest.expected)
    #expect(machine.unavailable["virtualization"] == nil)
  }

  @Test func `ARM guests are told by the device tree, ARM metal by nothing`() throws {
    var tree = DumpedTree.bigLittle
    #expect(try tree.machine().virtualization == nil)
    tree.put("/sys/class/dmi/id/sys_vendor", "Amazon EC2")
    tree.put("/sys/class/dmi/id/product_name", "c7g.metal")
    #expect(try tree.machine().virtualization == nil)
    tree.put("/proc/device-tree/hypervisor/compatible", bytes: Array("linux,kvm\0".utf8))
    tree.remove(suffix: "product_name")
    tree.remove(suffix: "sys_vendor")
    #expect(try tree.machine().virtualization == "kvm")
  }

  @Test func `without cpuinfo a hypervisor cannot be told`() throws {
    var tree = DumpedTree.noNodes
    tree.remove(suffix: "/proc/cpuinfo")
    let machine = try tree.machine()
    #expect(machine.virtualization == nil)
    #expect(machine.unavailable["virtualization"] == "/proc/cpuinfo does not exist here")
    #expect(machine.unavailable["cpuModel"] == "/proc/cpuinfo does not exist here")
  }

  @Test func `names, memory and settings come from the tree, not from this machine`() throws {
    let machine = try DumpedTree.twoSocketsSMT.machine()
    #expect(machine.hostname == "two-sockets-smt")
    #expect(machine.kernel == "6.1.0-test")
    #expect(machine.cpuModel == "Made-up Xeon")
    #expect(machine.memoryBytes == 16 << 30)
    #expect(machine.swapBytes == 1 << 30)
    #expect(machine.settings.taskDelayAccounting == false)
    #expect(machine.settings.perfEventParanoid == 2)
    #expect(machine.settings.numaBalancing == 1)
    #expect(machine.settings.pidMax == 4_194_304)
    #expect(machine.settings.threadsMax == 126_000)
    for key in ["pageSizeBytes", "settings.userTasksMax", "settings.openFilesMax"] {
      #expect(machine.unavailable[key]?.contains("copied tree") == true)
    }
  }

  @Test func `frequencies are hertz over the allowed CPUs`() throws {
    var tree = DumpedTree.twoSocketsSMT
    tree.cpufreq(cpus: [9], governor: "powersave", kilohertz: 600_000...4_100_000)
    var frequency = try #require(try tree.machine().frequency)
    #expect(frequency.driver == "intel_pstate")
    #expect(frequency.governor == "performance,powersave")
    #expect(frequency.minimumHertz == 600_000_000)
    #expect(frequency.maximumHertz == 4_100_000_000)
    #expect(frequency.boost == true)
    tree.put("/proc/self/status", "Cpus_allowed:\t0003\n")
    tree.put("/sys/devices/system/cpu/intel_pstate/no_turbo", "1")
    frequency = try #require(try tree.machine().frequency)
    #expect(frequency.governor == "performance")
    #expect(frequency.boost == false)
  }

  @Test func `without cpufreq the frequency is unknown, with the reason`() throws {
    let machine = try DumpedTree.noNodes.machine()
    #expect(machine.frequency == nil)
    #expect(machine.unavailable["frequency"]?.contains("no cpufreq") == true)
  }

  @Test func `what is not in a copy is no fact about its kernel`() throws {
    var tree = DumpedTree.noNodes
    for name in ["task_delayacct", "perf_event_paranoid", "numa_balancing"] {
      tree.remove(suffix: "/proc/sys/kernel/\(name)")
    }
    tree.remove(suffix: "/level")
    tree.remove(suffix: "/die_id")
    let machine = try tree.machine()
    for key in [
      "settings.taskDelayAccounting", "settings.perfEventParanoid", "settings.numaBalancing",
      "nodes", "caches", "frequency", "cpus.die",
    ] {
      #expect(machine.unavailable[key]?.contains("not in this copy") == true, "\(key)")
    }
    tree.put("/proc/sys/kernel/numa_balancing", "many")
    #expect(
      try tree.machine().unavailable["settings.numaBalancing"]
        == "/proc/sys/kernel/numa_balancing holds \"many\", which makes no sense there")
  }

  @Test func `an empty folder is no machine`() throws {
    let tree = DumpedTree("empty")
    try tree.withRoot { root in
      let error = #expect(throws: TopologyError.self) { try MachineDescription.read(from: root) }
      #expect(
        error?.description
          == """
          No machine is described under \(root.path): neither \(root.path)/sys/devices/system/cpu \
          nor \(root.path)/proc/cpuinfo names a CPU. Give the folder that holds the copies of /sys \
          and /proc.
          """)
    }
  }

  @Test func `cpuinfo alone still names the CPUs`() throws {
    var tree = DumpedTree("cpuinfo-only")
    tree.put("/proc/cpuinfo", "processor\t: 0\n\nprocessor\t: 2\n")
    let machine = try tree.machine()
    #expect(machine.cpus.map(\.id) == [0, 2])
    #expect(machine.allowedCPUs == [0, 2])
    #expect(machine.unavailable["cpus.allowed"]?.contains("taken as allowed") == true)
    #expect(machine.unavailable["cpus.siblings"]?.contains("a core of its own") == true)
    #expect(machine.unavailable["nodes"]?.contains("is not in this copy") == true)
  }
}
