import ProfileModel
import TestSupport
import Testing
import Topology

/// What distinguishes machines of one kind: boot, microcode, mitigations, huge pages.
@Suite struct SettingsTests {
  private static let folder = "/sys/devices/system/cpu"

  private func machine(_ change: (inout DumpedTree) -> Void) throws -> MachineDescription {
    var tree = DumpedTree.twoSocketsSMT
    change(&tree)
    return try tree.withRoot { try MachineDescription.read(from: $0) }
  }

  @Test func `they are read where the tree tells them`() throws {
    let machine = try machine { tree in
      tree.put("/proc/sys/kernel/random/boot_id", "c0ffee")
      tree.put("\(Self.folder)/cpu0/microcode/version", "0x1000065")
      tree.put("\(Self.folder)/vulnerabilities/meltdown", "Mitigation: PTI")
      tree.put("\(Self.folder)/vulnerabilities/l1tf", "Not affected")
      tree.put("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
    }
    #expect(machine.bootID == "c0ffee")
    #expect(machine.settings.microcode == "0x1000065")
    #expect(
      machine.settings.mitigations == ["meltdown": "Mitigation: PTI", "l1tf": "Not affected"])
    #expect(machine.settings.transparentHugePages == "madvise")
  }

  @Test func `without them there is a reason each`() throws {
    let machine = try machine { _ in }
    #expect(machine.bootID == nil && machine.settings.mitigations == nil)
    for key in [
      "bootID", "settings.microcode", "settings.mitigations", "settings.transparentHugePages",
    ] { #expect(machine.unavailable[key]?.isEmpty == false, "\(key)") }
  }

  @Test(arguments: ["", "always madvise never", "[", "]"])
  func `what makes no sense is told as such`(text: String) throws {
    let machine = try machine { tree in
      tree.put("/sys/kernel/mm/transparent_hugepage/enabled", text)
    }
    #expect(machine.settings.transparentHugePages == nil)
    #expect(machine.unavailable["settings.transparentHugePages"] != nil)
  }
}
