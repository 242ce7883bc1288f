public import ProfileModel

/// Whether commands can be started, asked before anything is measured.
public enum CommandCheck {
  /// Why one of the commands, or one that runs before or after them, cannot be started; nil when all can be.
  ///
  /// A study's set-up may still make files, so where there is one, only its first command and programs of `PATH` are looked for.
  public static func problem(with spec: CommandSpec) -> String? {
    let first = spec.studySetUp.prefix(1)
    let later = spec.studySetUp.dropFirst() + spec.commands + spec.setUp + spec.cleanUp
    let sure = spec.studySetUp.isEmpty ? later : later.filter { $0.first?.contains("/") == false }
    for arguments in first + sure + spec.studyCleanUp.filter({ $0.first?.contains("/") == false }) {
      do throws(TrialFault) {
        _ = try CommandOrder.executable(of: arguments, spec)
      } catch {
        return error.description
      }
    }
    return nil
  }
}
