public import ProfileModel

/// Whether commands can be started, asked before anything is measured.
public enum CommandCheck {
  /// Why one of the commands, or one that a trial runs before or after them, cannot be started; nil when all can be.
  ///
  /// The file that is executed may still be made by a study's set-up, so those with a set-up of the study are not looked at.
  public static func problem(with spec: CommandSpec) -> String? {
    guard spec.studySetUp.isEmpty else { return nil }
    for arguments in spec.commands + spec.setUp + spec.cleanUp {
      do throws(TrialFault) {
        _ = try CommandOrder.executable(of: arguments, spec)
      } catch {
        return error.description
      }
    }
    return nil
  }
}
