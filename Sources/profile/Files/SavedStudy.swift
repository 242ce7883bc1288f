import FoundationEssentials
import LinuxSystem
import ProfileModel

/// Reads saved studies.
enum SavedStudy {
  /// The study of a file or of the folder that holds it, with the trials that only its journal has.
  ///
  /// - Parameter condensed: without what a summary of many studies does not need.
  static func load(_ path: String, condensed: Bool = false) throws(ProfileError) -> Study {
    let file = FileFacts.isDirectory(path) ? "\(path)/\(StudyFolder.studyName)" : path
    let data = try contents(of: file)
    var study: Study
    do {
      study = try condensed ? Study(condensing: data) : Study(decoding: data)
    } catch {
      throw ProfileError(.malformedInput, "\(file): \(error).")
    }
    try addJournal(to: &study, beside: file)
    return study
  }

  /// The report folder that a study lies in; nil for a file of another name, which what lies beside it may not belong to.
  static func folder(of path: String) -> String? {
    if FileFacts.isDirectory(path) { return path }
    let slash = path.lastIndex(of: "/")
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    guard name == StudyFolder.studyName else { return nil }
    return slash.map { String(path[..<$0]) } ?? "."
  }

  /// Whether the rows that a report links lie beside a study.
  static func hasTrials(_ folder: String) -> Bool {
    Files.isReadable("\(folder)/\(ReportForm.csv.fileName)")
  }

  /// Whether more than the bare study lies there.
  static func hasCompanions(_ folder: String) -> Bool {
    hasTrials(folder) || FileFacts.isDirectory("\(folder)/\(PictureFolder.name)")
  }

  /// A killed study's last trials are in its journal, one line each; a line that was cut off is left out.
  private static func addJournal(
    to study: inout Study, beside file: String
  ) throws(ProfileError) {
    guard let folder = folder(of: file) else { return }
    let path = "\(folder)/\(StudyFolder.journalName)"
    guard Files.exists(path) else { return }
    let lines = try contents(of: path).split(separator: UInt8(ascii: "\n"))
    do {
      for line in lines {
        guard let trial = try? JSONDecoder().decode(Trial.self, from: line) else { break }
        try StudyNumbers.check(line)
        // Killed between rewriting the study and dropping the journal, a program leaves trials in both.
        if !study.trials.contains(where: { isSame($0, trial) }) { study.trials.append(trial) }
      }
      try study.validate()
    } catch {
      throw ProfileError(.malformedInput, "\(path): \(error).")
    }
  }

  /// By its place in the plan: a condensed trial lacks most of the rest.
  private static func isSame(_ trial: Trial, _ other: Trial) -> Bool {
    trial.configuration == other.configuration && trial.round == other.round
      && trial.position == other.position && trial.twin == other.twin
      && trial.retryOf == other.retryOf && trial.warmup == other.warmup
  }

  /// Larger files are no studies: they would fill the memory before that could be said.
  private static let mostBytes: UInt64 = 1 << 30

  private static func contents(of file: String) throws(ProfileError) -> Data {
    if let facts = try? FileFacts(of: file), facts.isRegular, facts.sizeBytes > mostBytes {
      throw ProfileError(
        .malformedInput,
        "\(file): it is larger than \(mostBytes >> 20) MiB, and no study is. Give a study.json, or the report folder that holds one."
      )
    }
    do {
      return try Data(contentsOf: URL(filePath: file))
    } catch {
      let reason = UnreadableInput.reason(file) ?? "it cannot be read"
      throw ProfileError(
        .missingInput,
        "\(file): \(reason). Give a study.json, or the report folder that holds one.")
    }
  }
}
