import Foundation
import LinuxSystem
import ProfileModel
import Testing
import Topology

/// This machine, against what others say of it.
@Suite struct LiveMachineTests {
  @Test func `the allowed CPUs are the ones that the kernel grants`() throws {
    let machine = try MachineDescription.read()
    let granted = try Affinity.get()
    #expect(machine.allowedCPUs == granted)
  }

  @Test func `names and sizes are the C library's`() throws {
    let machine = try MachineDescription.read()
    #expect(machine.hostname == ProcessInfo.processInfo.hostName)
    #expect(machine.pageSizeBytes == sysconf(Int32(_SC_PAGESIZE)))
    #expect(machine.memoryBytes == ProcessInfo.processInfo.physicalMemory)
    #expect(machine.cpus.filter(\.online).count == sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  @Test(.enabled(if: Lscpu.isInstalled, "lscpu is not installed"))
  func `lscpu groups the online CPUs alike`() throws {
    let machine = try MachineDescription.read()
    let lscpu = try Lscpu()
    #expect(machine.cpus.filter(\.online).map(\.id) == lscpu.column("CPU").map(\.cpu))
    #expect(lscpu.groups("Core") == Set(machine.domains(.core).map(\.cpus)))
    #expect(lscpu.groups("Socket") == Set(machine.domains(.package).map(\.cpus)))
    for (cpu, node) in lscpu.column("Node") {
      #expect(machine.cpus.first { $0.id == cpu }?.node == Int(node))
    }
    if lscpu.hasThirdLevel {
      #expect(lscpu.groups("L3") == Set(machine.domains(.l3).map(\.cpus)))
    }
  }
}
