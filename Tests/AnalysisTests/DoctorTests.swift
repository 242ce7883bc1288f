import Analysis
import Foundation
import ProfileModel
import Testing

@Suite struct DoctorTests {
  /// A machine on which nothing disturbs: 4 allowed cores, 1 node, a fixed clock.
  static let healthy: DoctorFacts = {
    let cpus = (0..<4).map {
      MachineDescription.CPU(
        id: $0, core: $0, die: 0, package: 0, node: 0, kind: .uniform, online: true, allowed: true,
        isolated: false, siblings: [$0])
    }
    let node = MachineDescription.Node(
      id: 0, cpus: [0, 1, 2, 3], memoryBytes: 1 << 34, freeBytes: 1 << 33, distances: [10])
    var machine = MachineDescription(
      hostname: "quiet", kernel: "6.1.0", cpus: cpus, nodes: [node], caches: [])
    var frequency = MachineDescription.Frequency()
    frequency.driver = "intel_pstate"
    frequency.governor = "performance"
    frequency.boost = false
    machine.frequency = frequency
    machine.settings.smtActive = false
    machine.settings.numaBalancing = 0
    machine.settings.taskDelayAccounting = true
    machine.settings.perfEventParanoid = 1
    var environment = EnvironmentRecord()
    environment.stealSeconds = 0.001
    environment.otherCPUSeconds = 0.002
    environment.loadAverage1 = 3
    return DoctorFacts(
      machine: machine, environment: environment, watchedSeconds: 1, dataDirectory: "/var/tmp",
      dataFileSystem: "ext4", hasGnuplot: true, isRoot: false)
  }()

  @Test func `a quiet machine has nothing to remedy`() {
    let findings = Doctor.examine(Self.healthy)
    #expect(findings.map(\.name) == Doctor.names)
    #expect(findings.filter { $0.severity != .ok } == [])
    #expect(findings.allSatisfy { $0.remedy == nil && !$0.needsRoot })
  }

  /// One thing wrong, and the finding that must say so; the other findings stay as they were.
  struct Trouble: Sendable, CustomStringConvertible {
    var name: String
    var severity: DoctorFinding.Severity
    var what: String
    /// A part of the remedy; nil when there is none.
    var remedy: String?
    var needsRoot = false
    var change: @Sendable (inout DoctorFacts) -> Void

    var description: String { "\(name): \(what)" }
  }

  static let troubles: [Trouble] = frequencies + neighbours + limits + kernel + setup

  static let frequencies: [Trouble] = [
    Trouble(
      name: "governor", severity: .warning, what: "powersave", remedy: "cpupower", needsRoot: true
    ) { $0.machine.frequency?.governor = "powersave" },
    Trouble(
      name: "governor", severity: .warning, what: "performance,powersave", remedy: "cpupower",
      needsRoot: true
    ) { $0.machine.frequency?.governor = "performance,powersave" },
    Trouble(
      name: "turbo", severity: .note, what: "is on", remedy: "intel_pstate/no_turbo",
      needsRoot: true
    ) { $0.machine.frequency?.boost = true },
    Trouble(
      name: "turbo", severity: .note, what: "is on", remedy: "cpufreq/boost", needsRoot: true
    ) {
      $0.machine.frequency?.boost = true
      $0.machine.frequency?.driver = "acpi-cpufreq"
    },
    Trouble(name: "turbo", severity: .note, what: "unknown: no switch") {
      $0.machine.frequency?.boost = nil
      $0.machine.unavailable["frequency.boost"] = "no switch"
    },
  ]

  static let neighbours: [Trouble] = [
    Trouble(name: "smt", severity: .note, what: "share a core is unknown: no topology") {
      $0.machine.settings.smtActive = nil
      $0.machine.unavailable["cpus.siblings"] = "no topology"
    },
    Trouble(name: "smt", severity: .note, what: "4 CPUs are 2 cores", remedy: "at most 2 workers") {
      for cpu in 0..<4 { $0.machine.cpus[cpu].siblings = [cpu % 2, cpu % 2 + 2] }
      $0.machine.settings.smtActive = true
      $0.machine.summary = .init(cpus: $0.machine.cpus, nodes: $0.machine.nodes)
    },
    // 4 CPUs were watched for 1 s: 80 ms are 2 %.
    Trouble(name: "steal", severity: .warning, what: "2.0 %", remedy: "--trials") {
      $0.environment.stealSeconds = 0.08
    },
    Trouble(name: "steal", severity: .note, what: "unknown: no steal column") {
      $0.environment.stealSeconds = nil
      $0.environment.unavailable[.stealSeconds] = "no steal column"
    },
    Trouble(name: "load", severity: .warning, what: "0.25 CPUs busy", remedy: "Stop other") {
      $0.environment.otherCPUSeconds = 0.25
    },
    Trouble(name: "load", severity: .warning, what: "minute is 3", remedy: "Stop other") {
      $0.environment.otherCPUSeconds = nil
    },
    Trouble(name: "load", severity: .note, what: "unknown") {
      $0.environment.otherCPUSeconds = nil
      $0.environment.loadAverage1 = nil
    },
  ]

  static let limits: [Trouble] = [
    Trouble(
      name: "quota", severity: .warning, what: "1.5 cores, for 4 allowed", remedy: "--workers 2",
      needsRoot: true
    ) { $0.machine.cpuQuotaCores = 1.5 },
    Trouble(
      name: "quota", severity: .warning, what: "is 1 core, for 4 allowed", remedy: "--workers 1",
      needsRoot: true
    ) { $0.machine.cpuQuotaCores = 1 },
    Trouble(
      name: "quota", severity: .warning, what: "0.5 cores", remedy: "docker run --cpus 4.",
      needsRoot: true
    ) { $0.machine.cpuQuotaCores = 0.5 },
    Trouble(name: "quota", severity: .note, what: "unknown: hidden") {
      $0.machine.unavailable["cpuQuotaCores"] = "hidden"
    },
    Trouble(
      name: "cpuset", severity: .note, what: "2 of 4 online CPUs are allowed, by the v2 cpuset /x",
      remedy: "--cpuset-cpus", needsRoot: true
    ) {
      for cpu in 2..<4 { $0.machine.cpus[cpu].allowed = false }
      $0.machine.cpuset = .init(version: "v2", path: "/x", cpus: [0, 1])
    },
    Trouble(
      name: "cpuset", severity: .warning, what: "1 of 4 online CPUs is allowed, by an affinity",
      remedy: "taskset"
    ) {
      for cpu in 1..<4 { $0.machine.cpus[cpu].allowed = false }
      $0.machine.cpuset = .init(version: "v2", path: "/x", cpus: [0, 1, 2, 3])
    },
    Trouble(
      name: "cpuset", severity: .note,
      what: "2 of 4 online CPUs are allowed, by isolation (isolcpus) of 2-3.",
      remedy: "taskset -c 0-3 profile …"
    ) {
      for cpu in 2..<4 {
        $0.machine.cpus[cpu].allowed = false
        $0.machine.cpus[cpu].isolated = true
      }
    },
    Trouble(
      name: "cpuset", severity: .warning,
      what: "by the v2 cpuset /x, and by isolation (isolcpus) of 1, and by an affinity mask",
      remedy: "Widen the cpuset", needsRoot: true
    ) {
      for cpu in 1..<4 { $0.machine.cpus[cpu].allowed = false }
      $0.machine.cpus[1].isolated = true
      $0.machine.cpuset = .init(version: "v2", path: "/x", cpus: [0, 1, 2])
    },
    Trouble(name: "quota", severity: .note, what: "for 4 allowed CPUs. But garbled.") {
      $0.machine.cpuQuotaCores = 8
      $0.machine.unavailable["cpuQuotaCores"] = "garbled"
    },
    Trouble(name: "isolcpus", severity: .warning, what: "ones: 1,3", remedy: "--pin core") {
      for cpu in [1, 3] { $0.machine.cpus[cpu].isolated = true }
    },
    Trouble(name: "isolcpus", severity: .note, what: "unknown: old kernel") {
      $0.machine.unavailable["cpus.isolated"] = "old kernel"
    },
  ]

  static let kernel: [Trouble] = [
    Trouble(
      name: "numa_balancing", severity: .warning, what: "over 2 nodes",
      remedy: "sysctl kernel.numa_balancing=0", needsRoot: true
    ) {
      $0.machine.settings.numaBalancing = 1
      $0.machine.nodes.append(.init(id: 1, cpus: [], memoryBytes: 1, freeBytes: 1, distances: []))
    },
    Trouble(
      name: "task_delayacct", severity: .note, what: "off",
      remedy: "sysctl kernel.task_delayacct=1", needsRoot: true
    ) { $0.machine.settings.taskDelayAccounting = false },
    Trouble(name: "task_delayacct", severity: .note, what: "unknown") {
      $0.machine.settings.taskDelayAccounting = nil
    },
    Trouble(
      name: "perf_event_paranoid", severity: .note, what: "is 2", remedy: "paranoid=1",
      needsRoot: true
    ) { $0.machine.settings.perfEventParanoid = 2 },
    Trouble(name: "perf_event_paranoid", severity: .note, what: "No perf events") {
      $0.machine.settings.perfEventParanoid = nil
    },
  ]

  static let setup: [Trouble] = [
    Trouble(
      name: "data-directory", severity: .warning, what: "/var/tmp is on tmpfs",
      remedy: "--directory"
    ) { $0.dataFileSystem = "tmpfs" },
    Trouble(name: "data-directory", severity: .note, what: "on nfs", remedy: "--directory") {
      $0.dataFileSystem = "nfs"
    },
    Trouble(name: "data-directory", severity: .note, what: "on smb2", remedy: "--directory") {
      $0.dataFileSystem = "smb2"
    },
    Trouble(name: "data-directory", severity: .note, what: "on ceph", remedy: "--directory") {
      $0.dataFileSystem = "ceph"
    },
    Trouble(name: "data-directory", severity: .note, what: "on lustre", remedy: "--directory") {
      $0.dataFileSystem = "lustre"
    },
    Trouble(name: "data-directory", severity: .note, what: "not be told", remedy: "--directory") {
      $0.dataFileSystem = nil
    },
    Trouble(
      name: "gnuplot", severity: .note, what: "not installed", remedy: "gnuplot-nox",
      needsRoot: true
    ) { $0.hasGnuplot = false },
  ]

  @Test(arguments: troubles)
  func `one trouble changes one finding`(trouble: Trouble) throws {
    var facts = Self.healthy
    trouble.change(&facts)
    let findings = Doctor.examine(facts)
    let troubled = try #require(findings.first { $0.name == trouble.name })
    #expect(troubled.severity == trouble.severity)
    #expect(troubled.what.contains(trouble.what), "\(troubled.what)")
    #expect(troubled.needsRoot == trouble.needsRoot)
    if let remedy = trouble.remedy {
      #expect(troubled.remedy?.contains(remedy) == true, "\(troubled.remedy ?? "none")")
    } else {
      #expect(troubled.remedy == nil)
    }
    let others = findings.filter { $0.name != trouble.name }.map(\.severity)
    #expect(others.allSatisfy { $0 == .ok })
  }

  @Test func `SMT's remedy counts the cores that are allowed`() throws {
    var facts = Self.healthy
    for cpu in 0..<4 { facts.machine.cpus[cpu].siblings = [cpu % 2, cpu % 2 + 2] }
    for cpu in [1, 3] { facts.machine.cpus[cpu].allowed = false }
    facts.machine.settings.smtActive = true
    facts.machine.summary = .init(cpus: facts.machine.cpus, nodes: facts.machine.nodes)
    let smt = try #require(Doctor.examine(facts).first { $0.name == "smt" })
    #expect(smt.what == "SMT is on: 4 CPUs are 2 cores, of which 2 on 1 core are allowed.")
    #expect(smt.remedy == "Keep --pin core (whole cores first) and at most 1 worker.")
  }

  @Test func `without cpufreq both clock findings say why`() {
    var facts = Self.healthy
    facts.machine.frequency = nil
    facts.machine.unavailable["frequency"] = "the host decides"
    let findings = Doctor.examine(facts).filter { $0.severity != .ok }
    #expect(findings.map(\.name) == ["governor", "turbo"])
    #expect(findings.allSatisfy { $0.what.contains("the host decides") })
  }

  /// Circumstances that look like trouble and are none.
  @Test(
    arguments: [
      { $0.machine.cpuQuotaCores = 4 }, { $0.machine.settings.numaBalancing = 1 },
      {
        $0.machine.settings.perfEventParanoid = 4
        $0.isRoot = true
      }, { $0.machine.settings.numaBalancing = nil }, { $0.environment.stealSeconds = 0.04 },
      { $0.environment.otherCPUSeconds = 0.1 },
    ] as [@Sendable (inout DoctorFacts) -> Void])
  func `harmless circumstances are no trouble`(
    change: @Sendable (inout DoctorFacts) -> Void
  ) {
    var facts = Self.healthy
    change(&facts)
    #expect(Doctor.examine(facts).filter { $0.severity != .ok } == [])
  }

  @Test func `an absent remedy is an explicit null in JSON`() throws {
    let encoded = try JSONEncoder().encode(Doctor.examine(Self.healthy)[0])
    let text = String(decoding: encoded, as: UTF8.self)
    #expect(text.contains("\"remedy\":null"))
    #expect(text.contains("\"severity\":\"ok\""))
  }
}
