import ProfileModel
import Text

/// What is said of a running program: who it is, what binds it, how busy it is.
struct AttachWords {
  let target: AttachTarget
  let split: ConfigurationLedger
  let program: Program
  let bound: Bound?
  let coresBusy: Double
  /// CPUs that it may use: those of the threads that ran, else all that this program may use itself.
  let cpus: Int
  /// Below so many cores nothing runs to speak of.
  private static let idleCores = 0.02

  /// Hardly anything runs, and nothing that would run is kept from it.
  var isIdle: Bool {
    guard coresBusy < Self.idleCores else { return false }
    switch bound?.kind {
    case .starved, .throttled, .lock, .storage, .addressSpace: return false
    default: return true
    }
  }

  var sentence: String {
    let busy =
      "\(NumberText.number(coresBusy)) of \(ListText.counted(cpus, "CPU")) busy"
    return "\(who): \(what); \(busy)"
  }

  var lever: String {
    if isIdle { return "nothing: it is not asked for more" }
    return bound?.lever ?? "a longer --duration, so that more of it is seen"
  }

  /// `gunicorn (PID 812, 1 + 4 processes, 9 threads)`.
  private var who: String {
    let last = split.trials.last?.trial.attached
    let processes =
      last.map { max($0.processesAtClosing, $0.isOver ? $0.processesAtOpening : 0) } ?? 0
    let threads = last.map { max($0.threadsAtClosing, $0.isOver ? $0.threadsAtOpening : 0) } ?? 0
    let others = processes - target.roots.count
    let count =
      target.roots.isEmpty || others <= 0
      ? ListText.counted(processes, "process", plural: "processes")
      : "\(target.roots.count) + \(ListText.counted(others, "process", plural: "processes"))"
    let pids = target.roots.map { String($0.pid) }
    let number =
      pids.isEmpty
      ? "cgroup \(target.cgroup ?? "")"
      : "\(pids.count == 1 ? "PID" : "PIDs") \(ListText.and(Array(pids.prefix(4))))\(pids.count > 4 ? ", …" : "")"
    return
      "\(split.configuration.workload) (\(number), \(count), \(ListText.counted(threads, "thread")))"
  }

  private var what: String {
    if isIdle { return "idle, \(waiting)" }
    guard let bound else { return "what binds it cannot be told" }
    let detail = detail(bound)
    return "bound by \(bound.kind.words)" + (detail.map { " (\($0))" } ?? "")
  }

  /// What nearly all of its time goes into.
  private var waiting: String {
    let waits = program.idle.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    guard let waits, waits.value > 0 else { return "its threads are asleep" }
    return switch waits.key {
    case .timer: "its threads sleep on timers"
    case .peer: "its threads wait to be asked for something"
    case .child: "it waits for children to end"
    case .stopped: "it is stopped"
    default: "its threads wait (\(LedgerPart.wait(waits.key).words))"
    }
  }

  /// The figure behind the bound, where it is not how many CPUs are busy.
  private func detail(_ bound: Bound) -> String? {
    switch bound.kind {
    case .cpuUser, .cpuKernel, .mixed: return nil
    case .lock:
      let gil =
        bound.lock?.consistentWithGIL == true ? ", which is consistent with Python's GIL" : ""
      return bound.evidence.dropFirst().first.map { $0 + gil }
    case .storage, .starved, .throttled, .addressSpace, .peer, .timer, .memory:
      return bound.evidence.first { $0 != program.shares.words }
    }
  }
}
