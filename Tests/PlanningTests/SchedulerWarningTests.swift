import Planning
import ProfileModel
import Testing
import Topology

@Suite struct SchedulerWarningTests {
  private func machine(allowed: Int, of online: Int, quota: Double? = nil) -> MachineDescription {
    var machine = MachineDescription(
      hostname: "h", kernel: "6",
      cpus: (0..<online).map { id in
        .init(
          id: id, core: id, die: 0, package: 0, node: 0, kind: .uniform, online: true,
          allowed: id < allowed, isolated: false, siblings: [id])
      }, nodes: [], caches: [])
    machine.cpuQuotaCores = quota
    return machine
  }

  private func scheduled(
    _ variables: [String: String], on machine: MachineDescription
  ) -> SchedulerRecord? {
    SchedulerRecord(on: machine) { variables[$0] }
  }

  private let slurm = [
    "SLURM_JOB_ID": "7", "SLURM_STEP_ID": "0", "SLURMD_NODENAME": "n2", "SLURM_PROCID": "1",
    "SLURM_JOB_NODELIST": "n[1-2]", "SLURM_CPUS_PER_TASK": "2",
  ]

  @Test func `Slurm's step, node and task are recorded`() throws {
    let record = try #require(scheduled(slurm, on: machine(allowed: 2, of: 2)))
    #expect(record.kind == .slurm && record.job == "7" && record.step == "0")
    #expect(record.node == "n2" && record.task == "1" && record.nodes == "n[1-2]")
    #expect(record.cpusPerTask == 2 && record.cpus == nil)
    #expect(record.warnings(on: machine(allowed: 2, of: 2)).isEmpty)
  }

  @Test func `one CPU of several under Slurm is said with the option that gives more`() throws {
    let few = machine(allowed: 1, of: 4)
    let warnings = try #require(scheduled(slurm, on: few)).warnings(on: few)
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.hasPrefix(
        "Slurm gave this step 1 of 4 CPUs; without -c or --exclusive that is all a task gets.")
        == true)
    let single = machine(allowed: 1, of: 1)
    #expect(try #require(scheduled(slurm, on: single)).warnings(on: single).isEmpty)
  }

  @Test(
    "a pod's CPUs are its own, a quota, or what others leave",
    arguments: [
      (2, nil, SchedulerRecord.CPUs.exclusive), (2, 2, .exclusive), (8, 1.5, .quota),
      (8, nil, .shared), (2, 1.5, .quota),
    ] as [(Int, Double?, SchedulerRecord.CPUs)])
  func pod(allowed: Int, quota: Double?, cpus: SchedulerRecord.CPUs) throws {
    let machine = machine(allowed: allowed, of: 8, quota: quota)
    let variables = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "NODE_NAME": "worker-3"]
    let record = try #require(scheduled(variables, on: machine))
    #expect(record.kind == .kubernetes && record.cpus == cpus && record.node == "worker-3")
    #expect(record.warnings(on: machine).isEmpty == (cpus != .quota))
  }

  @Test func `without a scheduler there is none`() {
    #expect(scheduled([:], on: machine(allowed: 1, of: 4)) == nil)
    #expect(SchedulerRecord.node { _ in nil } == nil)
  }
}
