import LinuxSystem
public import ProfileModel
import Text

/// Whether commands can be started, asked before anything is measured.
public enum CommandCheck {
  /// Why one of the commands, or one that runs before or after them, cannot be started; nil when all can be.
  ///
  /// Set-up may still make files and folders: where there is one, only its first command and programs of `PATH` are
  /// looked for.
  ///
  /// - Parameter packages: Debian's packages of programs, by the programs' names.
  public static func problem(
    with spec: CommandSpec, packages: [String: String] = [:]
  ) -> String? {
    if let missing = missing(in: spec, packages) { return missing }
    let setUp = spec.studySetUp + spec.setUp
    if setUp.isEmpty, let directory = spec.directory,
      (try? FileFacts(of: directory))?.isDirectory != true
    {
      return "the working directory \(directory) is no directory; make it, or name another one"
    }
    let later =
      setUp.dropFirst() + spec.commands + spec.serviceCommands + spec.cleanUp
      + spec.studyCleanUp
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

  /// All programs at once that are not there and whose packages are known; nil when there is none.
  private static func missing(in spec: CommandSpec, _ packages: [String: String]) -> String? {
    let programs = (spec.commands + spec.serviceCommands + spec.setUp + spec.studySetUp)
      .compactMap(\.first)
    let missing = Set(programs).filter { program in
      packages[program] != nil && (try? CommandOrder.executable(of: [program], spec)) == nil
    }.sorted()
    guard !missing.isEmpty else { return nil }
    let names = Set(missing.compactMap { packages[$0] }).sorted().joined(separator: " ")
    return
      "\(ListText.and(missing)) \(missing.count == 1 ? "is" : "are") not found in PATH; on Debian: apt-get install \(names)"
  }
}

extension CommandSpec {
  /// What a service runs beside the server.
  fileprivate var serviceCommands: [[String]] {
    guard let service else { return [] }
    return [service.load.command] + (service.ready.kind == .command ? [service.ready.command] : [])
  }
}
