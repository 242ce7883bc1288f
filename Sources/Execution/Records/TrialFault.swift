import LinuxSystem
import ProfileModel
import SystemPackage
import Text

/// Why a trial came to no result.
enum TrialFault: Error, Equatable, CustomStringConvertible {
  /// A host ended before its work was done.
  case hostEnded(pid: Int32, workers: Range<Int>, exit: ChildExit, lastWords: String)
  /// A worker or host said that it could not go on.
  case workerFailed(worker: Int?, message: String)
  /// Not all workers reached the gate in time.
  case notReady(missing: Int, of: Int, seconds: Int)
  /// No worker has run for so long.
  case hung(seconds: Int)
  /// A launcher did not do what it was told in time.
  case launcherSilent(seconds: Int)
  /// The profiler was asked to stop.
  case interrupted(signal: Int32)
  /// The page cache could not be brought into the state that was asked for.
  case cache(String)
  /// A command could not be started.
  case notStarted(String)
  /// A command ended otherwise than it should.
  case commandFailed(String)
  /// A set-up or clean-up command went wrong.
  case stepFailed(step: String, problem: String)
  /// A command took longer than it may.
  case timedOut(seconds: Double)
  /// A command was stopped because it used the terminal, which only a foreground job may.
  case needsTerminal(signal: Int32)
  /// A command made more processes than it may.
  case tooManyProcesses(limit: Int)
  /// CPUs that are no longer online, and whose they were: `worker 1`.
  case cpusOffline([Int], of: String)
  /// CPUs that the cpuset of this program allows no longer, and whose they were.
  case cpusTaken([Int], of: String, cpuset: String)
  /// Something ended because the kernel killed for memory: what that looked like, and where the kernel did it.
  case killedForMemory(String, kills: String)
  case system(SystemError)
  case protocolBroken(String)

  var description: String {
    switch self {
    case .hostEnded(let pid, let workers, let exit, let lastWords):
      let subject =
        workers.count == 1
        ? "worker \(workers.lowerBound)" : "workers \(workers.lowerBound)–\(workers.upperBound - 1)"
      let words = lastWords.isEmpty ? "" : "; it said: \(lastWords)"
      return "the host of \(subject) (pid \(pid)) \(exit) before its work was done\(words)"
    case .workerFailed(let worker?, let message): return "worker \(worker): \(message)"
    case .workerFailed(nil, let message): return "a host could not start its work: \(message)"
    case .notReady(let missing, let total, let seconds):
      return "\(missing) of \(total) workers were not ready after \(NumberText.count(seconds)) s"
    case .hung(let seconds):
      return
        "no worker has run for \(seconds) s, so the trial hangs and was ended: a wake-up was lost, or a device does not answer"
    case .launcherSilent(let seconds):
      return
        "profile-host has not answered for \(seconds) s and was ended: it is stopped, or gets no CPU; run it again"
    case .interrupted(let signal): return "interrupted by \(SignalName.text(signal))"
    case .cache(let problem): return problem
    case .notStarted(let problem), .commandFailed(let problem): return problem
    case .stepFailed(let step, let problem): return "\(step): \(problem)"
    case .timedOut(let seconds):
      return
        "it was still running after \(NumberText.amount(seconds)) s (the timeout), so it and all that it had started were ended; allow it more with --timeout"
    case .needsTerminal(let signal):
      return
        "it was stopped by \(SignalName.text(signal)), because it wants to use the terminal, which a measured command does not have; give it its input with --stdin FILE, or the option with which it asks nothing"
    case .tooManyProcesses(let limit):
      return
        "it made more than \(NumberText.count(limit)) processes, so all were ended; if it needs them, allow more with --max-processes"
    case .cpusOffline(let cpus, let workers):
      let name = ListText.named("CPU", cpus)
      let them = cpus.count == 1 ? "it" : "them"
      return
        "\(name) went offline after the study began, and \(workers) may run nowhere else; bring \(them) online "
        + "(as root: \(cpus.prefix(4).map { "echo 1 > /sys/devices/system/cpu/cpu\($0)/online" }.joined(separator: "; "))), "
        + "or pin elsewhere with --pin"
    case .cpusTaken(let cpus, let workers, let cpuset):
      let verb = cpus.count == 1 ? "was" : "were"
      return
        "\(ListText.named("CPU", cpus)) \(verb) taken out of the cpuset \(cpuset) after the study began, and \(workers) may run nowhere else; "
        + "let the cpuset have its CPUs again, or start a new study, which counts on those that are left"
    case .killedForMemory(let fault, let kills): return "\(fault); \(kills)"
    case .system(let error): return "\(error)\(Self.remedy(error))"
    case .protocolBroken(let problem): return "profile-host answered out of turn: \(problem)"
    }
  }

  /// What helps where a limit is the reason.
  private static func remedy(_ error: SystemError) -> String {
    switch error.errno {
    case .resourceTemporarilyUnavailable:
      "; this user may start no more processes: allow more with ulimit -u, or ask for fewer --workers"
    case .tooManyOpenFiles: "; allow more open files with ulimit -n, or ask for fewer --workers"
    default: ""
    }
  }
}
