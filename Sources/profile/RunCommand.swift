import Analysis
import ArgumentParser
import Execution
import FoundationEssentials
import Glibc
import LinuxSystem
import Planning
import ProfileModel
import Reporting
import Topology

/// Plans, measures, and reports: the default subcommand.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run workloads under strategies and write a report (the default subcommand).",
    discussion: """
      Example:
        profile run --workload cpu --strategy sequential,thread,process --workers 2 --pin 0,1 --trials 5
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    try ProfileError.reporting {
      let inbox = try Self.watchSignals()
      let host = try HostLocator.find()
      let machine = try MachineDescription.read()
      let design = try options.design()
      let seed = options.seed ?? Self.drawSeed()
      let plan = try Plan(request: options.request(seed: seed), machine: machine)
      try FileBudget.check(plan)
      var study = Study(
        createdAt: UTCTime.now(), toolVersion: toolVersion, commandLine: CommandLine.arguments,
        seed: seed, machine: machine, design: design, configurations: plan.configurations)
      let progress = Progress(quiet: options.quiet)
      let folder = try StudyFolder(
        output: options.output, name: study.workloads.joined(separator: "-"), force: options.force)
      let storage: Storage?
      do {
        storage = try Storage.prepare(
          for: plan, directory: options.dataDirectory,
          allowMemoryFilesystem: options.allowMemoryFilesystem,
          isCancelled: { inbox.drain(); return inbox.interrupt != nil }, progress: progress)
      } catch {
        folder.discard()
        throw error
      }
      if let signal = inbox.interrupt {
        folder.discard()
        return Self.status(of: signal)
      }
      let runner = TrialRunner(
        hostPath: host, dataFiles: storage?.files ?? [:], seed: seed,
        policy: SamplingPolicy(intervalSeconds: design.sampleIntervalSeconds), machine: machine,
        inbox: inbox)
      study.design.storage = storage?.description
      try StudySession(
        plan: plan, executor: runner, folder: folder, progress: progress, inbox: inbox
      ).run(&study)
      try folder.saveWhole(study)
      try ReportFiles.write(study, to: folder)
      folder.publishLatest()
      progress.clear()
      if !options.quiet { ReportFiles.printSummary(study, folder: folder) }
      return Self.status(of: study, interrupt: inbox.interrupt)
    }
  }

  private static func watchSignals() throws(ProfileError) -> SignalInbox {
    do {
      ResourceLimit.openFiles.raise()
      return SignalInbox(try SignalMonitor())
    } catch {
      throw ProfileError(.unavailable, "\(error): signals cannot be watched")
    }
  }

  /// A seed that every JSON reader keeps exact.
  private static func drawSeed() -> UInt64 {
    UInt64.random(in: 1..<(1 << 32))
  }

  private static func status(of study: Study, interrupt: Int32?) -> ExitStatus {
    if let interrupt { return status(of: interrupt) }
    return study.trials.contains { $0.outcome == .failed } ? .failed : .done
  }

  private static func status(of signal: Int32) -> ExitStatus {
    signal == SignalMonitor.interruptSignal ? .interrupted : .terminated
  }
}
