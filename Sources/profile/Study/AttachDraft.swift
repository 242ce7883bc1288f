import Execution
import FoundationEssentials
import Manifests
import ProfileModel
import Text

/// What would tell whether threads or processes are better for a server that was found running: a manifest, and the command.
struct AttachDraft {
  private let text: String
  static let fileName = "workload.yaml"

  /// Nil for what is no server, or of which not enough can be seen.
  init?(of study: Study) {
    guard let configuration = study.configurations.first,
      let root = configuration.attached?.roots.first(where: { !$0.ports.isEmpty }),
      let port = root.ports.first
    else { return nil }
    let process = RunningProcess(Int32(clamping: root.pid))
    let isThere = process?.startTicks == root.startTicks
    let draft = ManifestDraft(
      name: root.name, commandLine: root.commandLine,
      executable: isThere ? process?.executable : nil,
      directory: isThere ? process?.directory : nil, port: port,
      isProcesses: configuration.processes > 1)
    guard let draft else { return nil }
    text = draft.text
  }

  /// Writes the manifest into the report's folder.
  ///
  /// - Returns: what to do with it, for people.
  func write(to folder: StudyFolder) throws(ProfileError) -> String {
    try folder.replace(Self.fileName, with: Data(text.utf8))
    let path = "\(folder.path)/\(Self.fileName)"
    let command = ShellText.command(["profile", "--workload", path, "--workers", "1,2,4"])
    return """
      Threads or processes, and how many? One way of running cannot tell. A manifest was drafted from its command line and
      port: \(path). Read it, complete what asks the server, and run: \(command)
      """
  }
}
