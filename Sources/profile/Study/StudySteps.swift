import Execution
import LinuxSystem
import Planning
import ProfileModel

/// What manifests want to be run once, before the first trial and after the last.
struct StudySteps {
  /// Nil when there are no commands.
  let runner: CommandRunner?
  let plan: Plan
  /// Made before, where a command mentions it, and removed after.
  let scratch: ScratchFolder
  let progress: Progress

  /// Set-up, the study, clean-up; the last also when the others failed.
  func around(
    _ study: inout Study, discarding folder: StudyFolder,
    _ body: (inout Study) throws(ProfileError) -> Void
  ) throws(ProfileError) {
    do throws(ProfileError) {
      try scratch.make(for: plan)
    } catch {
      folder.discard()
      throw error
    }
    do throws(StepFailure) {
      try runner?.runStudySteps(\.studySetUp, of: plan.configurations)
    } catch {
      _ = cleanUp()
      folder.discard()
      throw ProfileError(
        error.signal.map(ExitStatus.signal) ?? .failed,
        "Nothing was measured: \(error.description)")
    }
    do throws(ProfileError) {
      try body(&study)
    } catch {
      _ = cleanUp()
      throw error
    }
    study.warnings += cleanUp()
  }

  /// - Returns: what went wrong.
  private func cleanUp() -> [String] {
    var problems: [String] = []
    do throws(StepFailure) {
      try runner?.runStudySteps(\.studyCleanUp, of: plan.configurations)
    } catch {
      problems.append(error.description)
    }
    if let problem = scratch.remove() { problems.append(problem) }
    for problem in problems { progress.note("warning: \(problem)") }
    return problems
  }
}
