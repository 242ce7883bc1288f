import LinuxSystem
public import ProfileModel

/// Whether commands can be started, asked before anything is measured.
public enum CommandCheck {
  /// Why one of the commands, or one that runs before or after them, cannot be started; nil when all can be.
  ///
  /// Set-up may still make files and folders: where there is one, only its first command and programs of `PATH` are
  /// looked for.
  public static func problem(with spec: CommandSpec) -> String? {
    let setUp = spec.studySetUp + spec.setUp
    if setUp.isEmpty, let directory = spec.directory,
      (try? FileFacts(of: directory))?.isDirectory != true
    {
      return "the working directory \(directory) is no directory; make it, or name another one"
    }
    let later = setUp.dropFirst() + spec.commands + spec.cleanUp + spec.studyCleanUp
    let sure = setUp.isEmpty ? Array(later) : later.filter { $0.first?.contains("/") == false }
    for arguments in setUp.prefix(1) + sure {
      do throws(TrialFault) {
        _ = try CommandOrder.executable(of: arguments, spec)
      } catch {
        return error.description
      }
    }
    return nil
  }
}
