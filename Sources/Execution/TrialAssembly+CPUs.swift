import ProfileModel

extension TrialAssembly {
  /// Says which CPUs came and went, and whose mask the kernel changed in mid-trial.
  func addCPUChanges(to trial: inout Trial) {
    let online = machine.cpus.filter(\.online).map(\.id)
    for cpu in evidence.cpus.missing(of: online) {
      trial.notes.append("CPU \(cpu) went offline before the trial, after the study began.")
    }
    trial.offlinedCPUs = evidence.cpus.wentOffline
    for cpu in trial.offlinedCPUs {
      let workers = configuration.workerCPUs.indices.filter {
        configuration.isPinned && configuration.workerCPUs[$0].contains(cpu)
      }
      let whose = workers.isEmpty ? "" : "; it was \(Self.workers(workers))'s"
      trial.notes.append("CPU \(cpu) went offline during the trial\(whose).")
    }
    for cpu in evidence.cpus.cameOnline {
      trial.notes.append("CPU \(cpu) came online during the trial.")
    }
    for worker in trial.workers {
      guard let mask = worker.finalCPUs, mask != worker.obtainedCPUs else { continue }
      trial.notes.append(
        "Worker \(worker.index) was allowed on CPUs \(Self.list(worker.obtainedCPUs)) at the start, "
          + "but on \(Self.list(mask)) at the end: something changed its affinity.")
    }
  }

  private static func workers(_ indices: [Int]) -> String {
    (indices.count == 1 ? "worker " : "workers ") + list(indices)
  }

  /// Such as `0-2,5`.
  private static func list(_ ids: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for id in ids {
      if let last = runs.last, id == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...id
      } else {
        runs.append(id...id)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
