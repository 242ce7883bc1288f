import LinuxSystem
import ProfileModel

extension Survey {
  /// Adds the settings of the kernel, and on the live machine the limits of this process.
  mutating func addSettings(to settings: inout MachineDescription.KernelSettings) {
    settings.taskDelayAccounting = take(
      "settings.taskDelayAccounting",
      sysctl("task_delayacct").map { $0 != 0 }.becauseAbsent(
        absence("the kernel does not account delays, or is older than Linux 5.14 and does always")))
    settings.perfEventParanoid = take(
      "settings.perfEventParanoid",
      sysctl("perf_event_paranoid").becauseAbsent(absence("the kernel has no perf events")))
    settings.numaBalancing = take(
      "settings.numaBalancing",
      sysctl("numa_balancing").becauseAbsent(absence("the kernel has no NUMA balancing")))
    settings.pidMax = take("settings.pidMax", sysctl("pid_max"))
    settings.threadsMax = take("settings.threadsMax", sysctl("threads-max"))
    settings.smtActive = take(
      "settings.smtActive", root.integer("\(Self.cpuFolder)/smt/active").map { $0 != 0 })
    settings.microcode = take("settings.microcode", microcode)
    settings.mitigations = take("settings.mitigations", mitigations)
    settings.transparentHugePages = take("settings.transparentHugePages", hugePages)
    settings.userTasksMax = take("settings.userTasksMax", userTasks) ?? nil
    settings.openFilesMax = take("settings.openFilesMax", hardLimit("Max open files")) ?? nil
  }

  private var microcode: Reading<String> {
    root.text("\(Self.cpuFolder)/cpu0/microcode/version")
      .or(
        root.text("/proc/cpuinfo").flatMap { text in
          Table(text).first("microcode").map { .success($0) }
            ?? .failure(Missing("/proc/cpuinfo names no microcode"))
        })
  }

  /// `Documentation/ABI/testing/sysfs-devices-system-cpu`: a file for each flaw, a line each.
  private var mitigations: Reading<[String: String]> {
    let folder = "\(Self.cpuFolder)/vulnerabilities"
    let names = Files.names(in: root.path + folder).filter { !$0.hasPrefix(".") }
    let told = names.compactMap { name in
      root.text("\(folder)/\(name)").value.map { (name, $0) }
    }
    guard !told.isEmpty else {
      return .failure(Missing(absence("the kernel does not tell of the CPU's flaws")))
    }
    return .success(Dictionary(uniqueKeysWithValues: told))
  }

  /// The word in brackets (`Documentation/admin-guide/mm/transhuge.rst`).
  private var hugePages: Reading<String> {
    let file = "/sys/kernel/mm/transparent_hugepage/enabled"
    return root.text(file).becauseAbsent(absence("the kernel has no transparent huge pages"))
      .flatMap { text in
        guard let chosen = text.split(separator: "[").last?.split(separator: "]").first,
          text.contains("[")
        else { return .failure(.malformed(file, text)) }
        return .success(String(chosen))
      }
  }

  private func sysctl(_ name: String) -> Reading<Int> {
    root.integer("/proc/sys/kernel/\(name)")
  }

  /// `RLIMIT_NPROC`, from which root is exempt.
  private var userTasks: Reading<Int?> {
    root.isLive && ProcessControl.isRoot ? .success(nil) : hardLimit("Max processes")
  }

  /// A hard limit in `/proc/self/limits` (getrlimit(2)); nil when unlimited.
  private func hardLimit(_ name: String) -> Reading<Int?> {
    let file = "/proc/self/limits"
    guard root.isLive else {
      return .failure(Missing("a process's limits are not part of a copied tree"))
    }
    return root.text(file).flatMap { text in
      let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
      let words = line?.dropFirst(name.count).split(separator: " ") ?? []
      guard words.count >= 2 else { return .failure(Missing("\(file) has no line \(name)")) }
      if words[1] == "unlimited" { return .success(nil) }
      guard let limit = Int(words[1]) else {
        return .failure(.malformed(file, String(words[1])))
      }
      return .success(limit)
    }
  }
}
