import Execution
import LinuxSystem
import Planning
import ProfileModel

/// What manifests want to be run once, before the first trial and after the last.
struct StudySteps {
  let runner: CommandRunner
  let plan: Plan
  /// Made before and removed after; nil when the commands know none.
  let scratch: ScratchFolder?
  let progress: Progress

  /// Set-up, the study, clean-up; the last also when the others failed.
  func around(
    _ study: inout Study, discarding folder: StudyFolder,
    _ body: (inout Study) throws(ProfileError) -> Void
  ) throws(ProfileError) {
    do throws(ProfileError) {
      try scratch?.make(for: plan)
    } catch {
      folder.discard()
      throw error
    }
    do throws(StepFailure) {
      try runner.runStudySteps(\.studySetUp, of: plan.configurations)
    } catch {
      _ = cleanUp()
      folder.discard()
      throw ProfileError(error.status, "Nothing was measured: \(error.description)")
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
      try runner.runStudySteps(\.studyCleanUp, of: plan.configurations)
    } catch {
      problems.append(error.description)
    }
    if let problem = scratch?.remove() { problems.append(problem) }
    for problem in problems { progress.note("warning: \(problem)") }
    return problems
  }
}

extension StepFailure {
  fileprivate var status: ExitStatus {
    switch signal {
    case nil: .failed
    case SignalMonitor.interruptSignal: .interrupted
    default: .terminated
    }
  }
}

/// The part of the default report folder's name that says what was measured.
enum FolderName {
  private static let longest = 60

  /// Joined by dashes; what could be awkward in a path is replaced.
  static func of(_ workloads: [String]) -> String {
    let text = workloads.joined(separator: "-")
    let safe = text.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      let isOther = "0123456789._-".unicodeScalars.contains(scalar)
      return isPlain || isOther ? Character(scalar) : "_"
    }
    return String(safe.prefix(longest))
  }
}
