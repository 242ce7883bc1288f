import LinuxSystem

/// Where files of the built-in workloads and data of commands go.
struct DataPlace {
  let directory: String
  /// Whether a directory on tmpfs or ramfs will do.
  let allowsMemoryFilesystem: Bool
  /// Why it is not the usual one; nil when it is, or was asked for.
  private(set) var remark: String?

  /// Takes the directory that was asked for, else `TMPDIR`, else `/var/tmp`.
  ///
  /// In a container whose root file system is read-only, the way to the results is all that can be written to: then the
  /// outermost such folder on it is taken, which is the same one when the study is gone on with.
  init(
    _ directory: String?, output: OutputRequest, allowsMemoryFilesystem: Bool = false
  ) {
    self.allowsMemoryFilesystem = allowsMemoryFilesystem
    let usual = directory ?? Self.standard
    guard directory == nil, Self.chosen == nil, let refusal = Files.refusal(.changeFolder, usual),
      let other = Self.steps(to: output.folder ?? "reports").first(where: {
        Files.refusal(.changeFolder, $0) == nil
      })
    else {
      self.directory = usual
      return
    }
    self.directory = other
    remark = "\(usual) cannot be written to (\(refusal)), so data go to \(other)"
  }

  /// `TMPDIR`, else `/var/tmp`.
  static var standard: String { chosen ?? "/var/tmp" }

  private static var chosen: String? { Environment.text("TMPDIR") }

  /// The folders on the way to a path, from the root or the working directory on.
  private static func steps(to path: String) -> [String] {
    let start = path.hasPrefix("/") ? "/" : (try? Files.resolved(".")) ?? "."
    return path.split(separator: "/").reduce(into: [start]) { steps, part in
      let last = steps[steps.count - 1]
      steps.append(last.hasSuffix("/") ? "\(last)\(part)" : "\(last)/\(part)")
    }
  }
}
