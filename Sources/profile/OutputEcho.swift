import Execution
import Glibc
import LinuxSystem
import ProfileModel

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
    for (stream, descriptor) in [("stdout", STDOUT_FILENO), ("stderr", STDERR_FILENO)] {
      for copy in 0..<copies {
        let name = copies == 1 ? stream : "\(stream).\(copy)"
        Self.show("\(folder)/\(outputs)/\(name)", on: descriptor)
      }
    }
    return result
  }

  private static func show(_ path: String, on descriptor: Int32) {
    guard let bytes = try? FileFacts.contents(of: path) else { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
