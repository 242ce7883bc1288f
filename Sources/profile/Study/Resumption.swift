import Analysis
import FoundationEssentials
import LinuxSystem
import Planning
import ProfileModel
import Text

/// A saved study that is gone on with, locked so that nobody else does.
package final class Resumption {
  let folder: String
  /// What the study was measured with and what is asked for now, without program and command; its seed comes first.
  let arguments: [String]
  private let saved: Study
  private let commandLine: [String]
  private let lock: FolderLock

  private static let commands = ["run", "sweep", "exec"]

  /// - Parameters:
  ///   - path: the report folder, or the `study.json` in it.
  ///   - command: that is to go on.
  ///   - typed: the arguments of this invocation, without the program.
  init(_ path: String, command: String, typed: [String]) throws(ProfileError) {
    guard let folder = SavedStudy.folder(of: path), let lock = FolderLock(folder) else {
      throw Self.unusable(path)
    }
    self.folder = folder
    self.lock = lock
    saved = try SavedStudy.load(path)
    let recorded = MeasuringCommandLine(Array(saved.commandLine.dropFirst()))
    try Self.require(command, recorded.command, path)
    let whole = recorded.loud.adding(MeasuringCommandLine(typed))
    arguments = ["--seed", "\(saved.seed)"] + whole.arguments
    commandLine = saved.commandLine.prefix(1) + [whole.command] + whole.loud.arguments
  }

  private static func unusable(_ path: String) -> ProfileError {
    guard Files.exists(path) else {
      return ProfileError(
        .missingInput, "--resume \(path): there is no such folder. Give the folder of a report.")
    }
    guard SavedStudy.folder(of: path) != nil else {
      return ProfileError(
        .usage, "--resume \(path): it is not a report folder. Give the one that holds study.json.")
    }
    return ProfileError(
      .unavailable,
      "--resume \(path): another profile is measuring into it, or it cannot be locked. Wait until that has ended."
    )
  }

  private static func require(
    _ command: String, _ recorded: String, _ path: String
  ) throws(ProfileError) {
    guard commands.contains(recorded) else {
      throw ProfileError(
        .usage,
        "--resume \(path): it was measured by profile \(recorded), which cannot be gone on with. Measure it again."
      )
    }
    guard recorded == command else {
      throw ProfileError(
        .usage,
        "--resume \(path): it was measured by profile \(recorded). Go on with profile \(recorded) --resume \(path)."
      )
    }
  }

  /// The study to go on with, and the plan as far as it belongs to it.
  ///
  /// - Throws: 65 when the machine, the plan or the seed are not those of the study.
  func begin(
    _ request: StudyRequest, _ asked: Plan, on machine: MachineDescription
  ) throws(ProfileError) -> (study: Study, plan: Plan) {
    let plan = saved.narrowed(asked)
    var now = request.study(of: plan, on: machine)
    now.design.storage = saved.design.storage
    now.design.storage?.directory = request.data.directory
    let differences = saved.reasonsNotToResume(as: now)
    guard differences.isEmpty else {
      throw ProfileError(
        .malformedInput,
        "\(folder): it cannot be resumed: \(differences.joined(separator: "; ")). "
          + "A study goes on on the same machine, with the same plan and seed. Measure anew for another one."
      )
    }
    var study = saved
    study.commandLine = commandLine
    study.reopen(as: now.design)
    return (study, plan)
  }
}
