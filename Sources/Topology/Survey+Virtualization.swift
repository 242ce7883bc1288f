extension Survey {
  /// Such as `docker on kvm`; nil on bare metal.
  ///
  /// Told by the marks that containers leave and by what hypervisors tell their guests; systemd-detect-virt(1)
  /// lists both, except that only files are read here, never the CPUID instruction.
  var virtualization: Reading<String?> {
    let container = container
    switch hypervisor {
    case .success(let hypervisor):
      let parts = [container, hypervisor].compactMap(\.self)
      return .success(parts.isEmpty ? nil : parts.joined(separator: " on "))
    case .failure(let missing):
      return container.map { .success($0) } ?? .failure(missing)
    }
  }

  private var container: String? {
    if root.exists("/run/.containerenv") { return "podman" }
    if root.exists("/.dockerenv") { return "docker" }
    if let name = root.text("/run/systemd/container").value, !name.isEmpty { return name }
    let environment = root.bytes("/proc/1/environ").value ?? []
    let mark = Array("container=".utf8)
    for variable in environment.split(separator: 0) where variable.starts(with: mark) {
      let name = Array(variable.dropFirst(mark.count)).text
      if !name.isEmpty { return name }
    }
    let release = kernelRelease.value ?? ""
    return release.contains("Microsoft") || release.contains("WSL") ? "wsl" : nil
  }

  private var hypervisor: Reading<String?> {
    root.text("/proc/cpuinfo").map { text in
      let type = root.text("/sys/hypervisor/type").value
      let isXenHost = root.text("/proc/xen/capabilities").value?.contains("control_d") ?? false
      if let type, !type.isEmpty, !isXenHost { return type }
      guard let flags = Table(text).first("flags") else { return firmwareName }
      // x86 guests see the flag; without it a vendor's name in the firmware is that of bare metal.
      let isGuest = flags.split(separator: " ").contains("hypervisor")
      return isGuest && !isXenHost ? firmwareName ?? clockName ?? "vm" : nil
    }
  }

  /// The hypervisor whose name stands in the firmware's tables (DMI) or the device tree.
  private var firmwareName: String? {
    let files = ["sys_vendor", "product_name", "board_vendor", "bios_vendor"]
    let texts = files.compactMap { root.text("/sys/class/dmi/id/\($0)").value }
    let marks = [
      ("KVM", "kvm"), ("KubeVirt", "kvm"), ("OpenStack", "kvm"), ("Google Compute", "kvm"),
      ("Amazon EC2", "amazon"), ("QEMU", "qemu"), ("VMware", "vmware"),
      ("VirtualBox", "virtualbox"),
      ("innotek", "virtualbox"), ("Xen", "xen"), ("BHYVE", "bhyve"), ("Parallels", "parallels"),
      ("Virtual Machine", "hyperv"), ("Hyper-V", "hyperv"),
    ]
    let named = marks.first { mark in texts.contains { $0.contains(mark.0) } }?.1
    if named == "amazon", texts.contains(where: { $0.hasSuffix(".metal") }) { return nil }
    // QEMU's own name stands in the firmware of KVM guests too; the guest's clock tells them apart.
    if let named { return named == "qemu" ? clockName ?? named : named }
    let tree = root.text("/proc/device-tree/hypervisor/compatible").value
    return tree.map { $0.contains("kvm") ? "kvm" : $0 }
  }

  /// The hypervisor whose paravirtual clock the guest could use.
  private var clockName: String? {
    let file = "/sys/devices/system/clocksource/clocksource0/available_clocksource"
    let clocks = root.text(file).value ?? ""
    let marks = [("kvm-clock", "kvm"), ("hyperv", "hyperv"), ("xen", "xen")]
    return marks.first { clocks.contains($0.0) }?.1
  }
}
