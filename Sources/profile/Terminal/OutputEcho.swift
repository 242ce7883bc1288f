import Execution
import LinuxSystem
import ProfileModel
import SystemPackage

/// Shows what commands wrote, each trial's after it has ended: standard output on ours, standard error on ours.
struct OutputEcho: TrialExecutor {
  let executor: any TrialExecutor
  let folder: String
  let progress: Progress

  func run(_ planned: PlannedTrial) -> TrialResult {
    let result = executor.run(planned)
    guard let outputs = result.trial.outputFolder else { return result }
    progress.clear()
    let copies = planned.configuration.command?.commands.count ?? 1
    for (stream, descriptor) in [
      ("stdout", FileDescriptor.standardOutput), ("stderr", .standardError),
    ] {
      for copy in 0..<copies {
        let name = copies == 1 ? stream : "\(stream).\(copy)"
        Self.show("\(folder)/\(outputs)/\(name)", on: descriptor)
      }
    }
    return result
  }

  private static func show(_ path: String, on descriptor: FileDescriptor) {
    guard let bytes = try? Files.contents(of: path) else { return }
    try? descriptor.put(bytes)
  }
}
