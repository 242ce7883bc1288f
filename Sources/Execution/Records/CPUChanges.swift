import ProfileModel
import Text

/// What CPUs that came and went meant for a trial.
struct CPUChanges {
  private let watch: CPUWatch
  private let cpusets: CpusetWatch
  private let configuration: Configuration
  private let machine: MachineDescription

  init(_ watches: Watches, _ configuration: Configuration, _ machine: MachineDescription) {
    watch = watches.cpus
    cpusets = watches.cpusets
    self.configuration = configuration
    self.machine = machine
  }

  /// Says which CPUs came and went, and whose they were.
  func add(to trial: inout Trial) {
    let noun = configuration.trialNoun
    let online = machine.cpus.filter(\.online).map(\.id)
    for cpu in watch.missing(of: online) {
      trial.notes.append("CPU \(cpu) went offline before the \(noun), after the study began.")
    }
    trial.offlinedCPUs = watch.wentOffline
    let returned = watch.cameBack
    for cpu in trial.offlinedCPUs {
      let workers = configuration.workerCPUs.indices.filter {
        configuration.isPinned && configuration.workerCPUs[$0].contains(cpu)
      }
      let whose = workers.isEmpty ? "" : "; it was \(ListText.named("worker", workers))'s"
      let back = returned.contains(cpu) ? " and came back" : ""
      trial.notes.append("CPU \(cpu) went offline during the \(noun)\(back)\(whose).")
    }
    for cpu in watch.cameOnline {
      trial.notes.append("CPU \(cpu) came online during the \(noun).")
    }
  }

  /// What is behind the fault of workers that could not be placed: of some, no CPU is online any more.
  func explained(_ fault: TrialFault) -> TrialFault {
    switch fault {
    case .workerFailed, .hostEnded, .notStarted: break
    default: return fault
    }
    guard configuration.isPinned else { return fault }
    // One command's tree may use the CPUs of all its workers.
    let isShared = configuration.command.map { !$0.isCopied } ?? false
    if let (cpus, workers) = stranded(isShared, by: watch.gone(of:)) {
      return .cpusOffline(cpus, of: workers)
    }
    guard let allowed = cpusets.allowed, let folder = cpusets.folder,
      let (cpus, workers) = stranded(isShared, by: { Set($0).subtracting(allowed).sorted() })
    else { return fault }
    return .cpusTaken(cpus, of: workers, cpuset: folder)
  }

  /// Workers of whose CPUs none is left, and these CPUs; nil when there are none.
  private func stranded(
    _ isShared: Bool, by gone: ([Int]) -> [Int]
  ) -> (cpus: [Int], workers: String)? {
    let all = Array(configuration.workerCPUs.joined())
    let stranded = configuration.workerCPUs.indices.filter { worker in
      let cpus = isShared ? all : configuration.workerCPUs[worker]
      return !cpus.isEmpty && gone(cpus).count == Set(cpus).count
    }
    guard !stranded.isEmpty else { return nil }
    let cpus = Set(stranded.flatMap { configuration.workerCPUs[$0] }).sorted()
    return (cpus, ListText.named("worker", stranded))
  }
}
