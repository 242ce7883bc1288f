import LinuxSystem

/// Finds the file that a command's first word names, as a shell would.
enum ExecutablePath {
  /// - Parameters:
  ///   - name: a path, or a name to look for in the folders of `searchPath`.
  ///   - directory: the working directory that a relative path counts from; nil is the caller's.
  static func find(
    _ name: String, directory: String?, searchPath: String?
  ) throws(TrialFault) -> String {
    guard !name.isEmpty else { throw .notStarted("the command's name is empty") }
    if name.contains("/") {
      let path =
        directory.map { name.hasPrefix("/") ? name : "\($0)/\(name)" }
        ?? Files.absolute(name)
      if let problem = problem(of: path) { throw .notStarted("\(name): \(problem)") }
      return path
    }
    var problem: String?
    for folder in (searchPath ?? "/usr/local/bin:/usr/bin:/bin").split(
      separator: ":", omittingEmptySubsequences: false)
    {
      let absolute = Files.absolute("\(folder.isEmpty ? "." : folder)/\(name)")
      guard let found = self.problem(of: absolute) else { return absolute }
      // A file that cannot be executed explains more than folders that do not have it.
      if found != missing { problem = "\(absolute): \(found)" }
    }
    throw .notStarted(
      problem.map { "\(name): \($0)" }
        ?? "\(name): not found in PATH; check the spelling, or give the path of the program")
  }

  private static let missing = "there is no such file; check the spelling"

  /// Why a file cannot be executed; nil when it can be.
  private static func problem(of path: String) -> String? {
    guard let facts = try? FileFacts(of: path) else { return missing }
    if facts.isDirectory { return "it is a directory; give the program in it" }
    guard facts.isRegular else { return "it is not a regular file" }
    return Files.isExecutable(path) ? nil : "it is not executable; chmod +x makes it so"
  }
}
