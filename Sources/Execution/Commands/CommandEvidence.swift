import LinuxSystem
import ProfileModel
import Text

/// Everything that a command's trial left behind, complete or not; assembled into a record afterwards.
struct CommandEvidence {
  var spec: CommandSpec
  let policy: SamplingPolicy
  let totals: TotalsChoice
  /// What an unpinned command starts with: the profiler's own mask, or what a server was given.
  let ownCPUs: [Int]
  var group: CommandGroup?
  var sampler: TreeSampler?
  var watches = Watches()
  /// Of a trial whose wake-ups were followed; then why they could not be.
  var recordedWakes: WakeRecording?
  var wakesProblem: String?
  /// The expected and the found output; nil where nothing was expected or found.
  var check: Check?
  /// What the output told of the run.
  var reported: [String: String] = [:]
  /// What the commands told of their own run, by the metrics' names.
  var metrics: [String: Double] = [:]
  /// What stands for `{port}` in a server's trial; 0 where nothing does.
  var port = 0
  /// Of a server under load: the window, and the load's tree.
  var service: ServiceEvidence?
  /// Of a command that is measured for a time: when that was over and it was asked to end, and what its tree had used by then.
  var asked: (instant: UInt64, accounts: TreeAccounts)?
  /// It did not heed that, and was killed.
  var wasKilled = false
  /// Relative to the report's folder; nil when there is no output.
  var outputFolder: String?
  /// The commands ended as they should, and their clean-up too.
  var isComplete = false
  /// Processes beside the commands themselves that were stopped for a while: names and pids.
  private(set) var stopped: [String] = []
  /// There was output, but the study has kept enough already.
  var isOutputDropped = false

  init(_ spec: CommandSpec, policy: SamplingPolicy, totals: TotalsChoice) {
    self.spec = spec
    self.policy = policy
    self.totals = totals
    ownCPUs = spec.service?.serverCPUs ?? (try? Affinity.get()) ?? []
  }

  /// Says that processes are stopped, which may keep the command waiting for ever; of commands the launcher tells.
  mutating func tell(of processes: [TreeProcess], leaders: [Int32]) {
    for process in processes where !leaders.contains(process.pid) {
      let name = "\(process.name ?? "a process") (pid \(process.pid))"
      stopped.append(name)
      StandardError.write(
        """
        profile: \(OutsideText.line(name)), which the command started, is stopped and is waited for: kill -CONT \(process.pid) continues it, \
        Ctrl-C ends all, and --timeout bounds it.\n
        """)
    }
  }
}
