import Execution
import Planning
import ProfileModel
import Text

/// What trials are run with: found before anything is written.
struct Bench {
  private let request: StudyRequest
  private let surroundings: Surroundings
  private let host: String
  /// Where the totals of commands come from; nil when the plan has none, so that nothing is tried out in vain.
  private let totals: TotalsChoice?
  /// Follows who wakes whom; nil where nobody asked for that.
  private let wakeups: WakeupSource?
  /// Makes the cgroups of configurations that have limits; nil when the plan has none.
  private let limits: LimitGroups?
  private let seed: UInt64

  /// What the user should know of where limits hold.
  var warnings: [String] { limits?.warnings ?? [] }

  /// - Throws: 69 when the hosts' program is missing, or the source of totals, the critical path or the limits that were
  ///   asked for cannot be had here; 64 when there is no command to follow.
  init(for plan: Plan, _ request: StudyRequest, _ surroundings: Surroundings) throws(ProfileError) {
    self.request = request
    self.surroundings = surroundings
    host = try HostLocator.find()
    seed = plan.seed
    let hasCommands = plan.configurations.contains { $0.command != nil }
    totals = hasCommands ? try Self.totals(request.totals) : nil
    wakeups = request.followsWakeups ? try Self.wakeups(plan, surroundings.machine) : nil
    limits = try Self.limits(plan)
  }

  private static func limits(_ plan: Plan) throws(ProfileError) -> LimitGroups? {
    let limits = plan.configurations.map(\.limits).unique
    guard limits.contains(where: { $0 != .none }) else { return nil }
    do throws(LimitRefusal) {
      return try LimitGroups(for: limits)
    } catch {
      let options = error.limits.options.compactMap { name, value in value.map { "\(name) \($0)" } }
      throw ProfileError(
        .unavailable,
        "\(options.joined(separator: " ")): \(error.reason). Run as root, or in a cgroup that was delegated to you (systemd-run --user --scope -p Delegate=yes profile …), or leave it out."
      )
    }
  }

  /// Servers have no end that something leads to.
  private static func wakeups(
    _ plan: Plan, _ machine: MachineDescription
  ) throws(ProfileError) -> WakeupSource {
    let commands = plan.configurations.compactMap(\.command)
    guard commands.contains(where: { $0.service == nil }) else {
      throw ProfileError(
        .usage,
        "--critical-path: no workload of this study is a command with an end. Leave it out, or measure a command: profile exec --critical-path -- …"
      )
    }
    do throws(WakeupRefusal) {
      return try WakeupSource(on: machine)
    } catch {
      throw ProfileError(
        .unavailable, "--critical-path: \(error.description); or leave --critical-path out.")
    }
  }

  private static func totals(_ tier: TotalsTier?) throws(ProfileError) -> TotalsChoice {
    let choice = TotalsChoice(forced: tier)
    guard let tier, let reason = choice.reasons[tier] else { return choice }
    throw ProfileError(
      .unavailable,
      "--totals \(tier.rawValue): \(reason); or leave --totals out for the best source there is.")
  }

  /// What becomes of the others when one worker is killed.
  func kills(_ configurations: [Configuration]) -> [KillRecord] {
    let experiment = KillExperiment(hostPath: host, inbox: surroundings.inbox, seed: seed)
    return configurations.map(experiment.run)
  }

  /// What runs a study's trials: as it is, and with what looks at each of them; what runs commands, nil when the plan has none.
  struct Runners {
    let plain: TrialRunner
    let executor: any TrialExecutor
    let commands: CommandRunner?
  }

  /// - Parameter trials: how many the study has already: their outputs stay.
  func runners(
    _ storage: Storage, in folder: StudyFolder, after trials: Int, _ progress: Progress
  ) -> Runners {
    let policy = SamplingPolicy(intervalSeconds: request.design.sampleIntervalSeconds)
    let commands = totals.map { totals in
      CommandRunner(
        hostPath: host, policy: policy, totals: totals, machine: surroundings.machine,
        inbox: surroundings.inbox, folder: folder.path, openFiles: surroundings.openFiles,
        wakeups: wakeups, limits: limits, runs: trials)
    }
    let runner = TrialRunner(
      hostPath: host, dataFiles: storage.files, seed: seed, policy: policy,
      machine: surroundings.machine, inbox: surroundings.inbox, commands: commands,
      limits: limits)
    let walker: any TrialExecutor = wakeups == nil ? runner : PathWalker(executor: runner)
    let shown: any TrialExecutor =
      request.showsOutput
      ? OutputEcho(executor: walker, folder: folder.path, progress: progress) : walker
    return Runners(plain: runner, executor: shown, commands: commands)
  }
}
