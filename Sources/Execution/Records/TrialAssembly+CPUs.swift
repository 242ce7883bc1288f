import ProfileModel

extension TrialAssembly {
  /// Says which CPUs came and went, and whose mask the kernel changed in mid-trial.
  func addCPUChanges(to trial: inout Trial) {
    CPUChanges(evidence.cpus, configuration, machine).add(to: &trial)
    for worker in trial.workers {
      guard let mask = worker.finalCPUs, mask != worker.obtainedCPUs else { continue }
      trial.notes.append(
        "Worker \(worker.index) was allowed on CPUs \(worker.obtainedCPUs.idList) at the start, "
          + "but on \(mask.idList) at the end: something changed its affinity.")
    }
  }
}
