import FoundationEssentials
import Glibc
import ProfileModel
import Reporting

/// The folder that a study is written to; made before any trial, kept up after each.
package final class StudyFolder {
  let path: String
  /// Whether a link named `latest` beside it should point at it.
  private let isDefault: Bool
  private var created: [String] = []
  /// Whether the folder itself was made, and not only found.
  private var isNew = false
  private var samples: FileWriter?
  private var journal: FileWriter?
  private var saveCost = 0.0
  private var lastSave: Double?

  static let studyName = "study.json"
  static let journalName = "study.journal"
  static let samplesName = "samples.csv"

  /// Rewriting the study may take this share of the time; in between trials go to the journal.
  private static let saveShare = 0.05

  /// Makes `--output DIR`, or a folder of its own under `./reports`.
  package init(output: String?, name: String, force: Bool) throws(ProfileError) {
    isDefault = output == nil
    guard let output else {
      (path, created) = try Self.makeNumbered("reports/\(Self.timestamp())-\(name)")
      isNew = true
      return
    }
    path = output
    guard !output.isEmpty else {
      throw ProfileError(.usage, "--output '': the path is empty. Name a folder for the results.")
    }
    do throws(ProfileError) {
      try make(output)
    } catch {
      discard()
      throw error
    }
    guard force || Self.isEmpty(output) else {
      throw ProfileError(
        .cannotWrite,
        "--output \(output): the folder is not empty. Give a new one, or --force to write into it."
      )
    }
  }

  /// Begins the samples of a new study.
  func openSamples() throws(ProfileError) {
    samples = try writer(Self.samplesName)
    try write(SamplesCSV.header, to: samples)
  }

  /// Removes the folders that were made, when nothing was measured; what was there before stays.
  func discard() {
    if samples != nil { unlink("\(path)/\(Self.samplesName)") }
    samples = nil
    if isNew { try? FileManager.default.removeItem(atPath: "\(path)/outputs") }
    for folder in created.reversed() { rmdir(folder) }
  }

  /// Adds a trial: its samples first, then the study, or the journal while rewriting would be dear.
  func save(_ study: Study, samplesRows: String) throws(ProfileError) {
    try write(samplesRows, to: samples)
    let now = Self.monotonicSeconds()
    if let lastSave, now - lastSave < saveCost / Self.saveShare {
      try appendToJournal(study)
      return
    }
    try saveWhole(study)
  }

  /// Rewrites the study and drops the journal.
  func saveWhole(_ study: Study) throws(ProfileError) {
    let started = Self.monotonicSeconds()
    try replace(Self.studyName, with: encoded(study))
    journal = nil
    unlink("\(path)/\(Self.journalName)")
    lastSave = Self.monotonicSeconds()
    saveCost = Self.monotonicSeconds() - started
  }

  private func encoded(_ study: Study) throws(ProfileError) -> Data {
    do {
      return try study.encoded()
    } catch {
      throw ProfileError(
        .internalError, "the study could not be encoded (\(error)); please report this")
    }
  }

  private func appendToJournal(_ study: Study) throws(ProfileError) {
    guard let trial = study.trials.last else { return }
    if journal == nil { journal = try writer(Self.journalName) }
    do {
      let line = try JSONEncoder().encode(trial)
      try write(String(decoding: line, as: UTF8.self) + "\n", to: journal)
    } catch let error as ProfileError {
      throw error
    } catch {
      throw ProfileError(
        .internalError, "a trial could not be encoded (\(error)); please report this")
    }
  }

  /// Writes a file under a temporary name and renames it.
  func replace(_ name: String, with data: Data) throws(ProfileError) {
    let target = "\(path)/\(name)"
    let temporary = target + ".partial"
    do {
      try FileWriter(creating: temporary).writeAll(data)
    } catch {
      unlink(temporary)
      throw Self.cannotWrite(target, error)
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw Self.cannotWrite(target, FileWriter.Failure(code: code))
    }
  }

  /// Makes a folder in it; one that exists is no error.
  func makeSubfolder(_ name: String) throws(ProfileError) {
    let target = "\(path)/\(name)"
    guard mkdir(target, 0o755) != 0, errno != EEXIST else { return }
    throw Self.cannotWrite(target, FileWriter.Failure(code: errno))
  }

  /// Points `reports/latest` at this folder.
  func publishLatest() {
    guard isDefault, let slash = path.lastIndex(of: "/") else { return }
    let link = "\(path[..<slash])/latest"
    let temporary = "\(link).\(getpid())"
    unlink(temporary)
    guard symlink(String(path[path.index(after: slash)...]), temporary) == 0 else { return }
    if rename(temporary, link) != 0 { unlink(temporary) }
  }

  private func make(_ folder: String) throws(ProfileError) {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/\(part)"
      isNew = mkdir(path, 0o755) == 0
      if isNew {
        created.append(path)
      } else if errno != EEXIST {
        throw Self.cannotWrite(path, FileWriter.Failure(code: errno))
      }
    }
    var info = stat()
    if stat(folder, &info) == 0, info.st_mode & S_IFMT != S_IFDIR {
      throw Self.cannotWrite(folder, FileWriter.Failure(code: ENOTDIR))
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw Self.cannotWrite(folder, FileWriter.Failure(code: errno))
    }
  }

  /// A folder that did not exist before, and all that were made; a second study of the same second gets a number.
  private static func makeNumbered(
    _ base: String
  ) throws(ProfileError) -> (path: String, created: [String]) {
    let isNew = mkdir("reports", 0o755) == 0
    guard isNew || errno == EEXIST else {
      throw cannotWrite("reports", FileWriter.Failure(code: errno))
    }
    for number in 1..<1000 {
      let path = number == 1 ? base : "\(base)-\(number)"
      if mkdir(path, 0o755) == 0 { return (path, isNew ? ["reports", path] : [path]) }
      if errno != EEXIST { throw cannotWrite(path, FileWriter.Failure(code: errno)) }
    }
    throw ProfileError(.cannotWrite, "\(base): taken a thousand times over; give --output")
  }

  private func writer(_ name: String) throws(ProfileError) -> FileWriter {
    do {
      return try FileWriter(creating: "\(path)/\(name)")
    } catch {
      throw Self.cannotWrite("\(path)/\(name)", error)
    }
  }

  private func write(_ text: String, to file: FileWriter?) throws(ProfileError) {
    do {
      try file?.writeAll(Data(text.utf8))
    } catch {
      throw Self.cannotWrite(path, error)
    }
  }

  private static func cannotWrite(_ path: String, _ failure: FileWriter.Failure) -> ProfileError {
    ProfileError(
      .cannotWrite, "\(path): \(failure); results go there. Give a writable folder with --output.")
  }

  private static func isEmpty(_ folder: String) -> Bool {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).isEmpty
  }

  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// UTC, such as `20261123T070213Z`.
  private static func timestamp() -> String {
    UTCTime.now().filter { $0 != "-" && $0 != ":" }
  }
}
