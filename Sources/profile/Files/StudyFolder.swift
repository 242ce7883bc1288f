import Execution
import Exports
import FoundationEssentials
import LinuxSystem
import ProfileModel
import Reporting
import SystemPackage

/// The folder that a study is written to; made before any trial, kept up after each.
package final class StudyFolder {
  let path: String
  /// Whether a link named `latest` beside it should point at it.
  private let isDefault: Bool
  /// Whether it holds a study that is gone on with, of which nothing may be lost.
  private let isResumed: Bool
  /// Held so that nobody goes on with a study that is being measured; nil where the folder cannot be locked.
  private var lock: FolderLock?
  private var created: [String] = []
  /// Whether the folder itself was made, and not only found.
  private var isNew = false
  /// All is written through it, whatever becomes of the path; nil only until the folder is there.
  private var handle: FolderHandle?
  private var samples: Descriptor?
  private var journal: Descriptor?
  private var saveCost = 0.0
  private var lastSave: Double?

  static let studyName = "study.json"
  static let journalName = "study.journal"
  static let samplesName = "samples.csv"

  /// Rewriting the study may take this share of the time; in between trials go to the journal.
  private static let saveShare = 0.05

  /// Makes the folder that was asked for, or one that is named after the study's workloads.
  convenience init(_ output: OutputRequest, for study: Study) throws(ProfileError) {
    try self.init(
      output: output.folder, name: FolderName.naming(study.configurations.map(\.workload)),
      force: output.force)
  }

  /// Makes `--output DIR`, or a folder of its own under `./reports`.
  package init(output: String?, name: String, force: Bool) throws(ProfileError) {
    isDefault = output == nil
    isResumed = false
    guard let output else {
      (path, created) = try Self.makeNumbered("reports/\(Self.timestamp())-\(name)")
      isNew = true
      do throws(ProfileError) {
        try open()
      } catch {
        discard()
        throw error
      }
      return
    }
    path = output
    guard !output.isEmpty else {
      throw ProfileError(.usage, "--output '': the path is empty. Name a folder for the results.")
    }
    do throws(ProfileError) {
      try OutputPlace.requireNoForeignLink(output)
      try make(output)
      try open()
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

  /// The folder of a study that is gone on with, which the caller has locked.
  init(resuming path: String) throws(ProfileError) {
    self.path = path
    isDefault = path.hasPrefix("reports/") && !path.hasPrefix("reports/latest")
    isResumed = true
    if let refusal = Files.refusal(.changeFolder, path) { throw Self.cannotWrite(path, refusal) }
    try OutputPlace.requireOwn(path)
    try keepOpen()
  }

  /// Takes the folder that was made.
  private func open() throws(ProfileError) {
    try OutputPlace.requireOwn(path)
    try keepOpen()
    lock = FolderLock(path)
    if lock == nil, FolderLock.isHeld(path) {
      throw ProfileError(
        .cannotWrite,
        "\(path): another profile is writing into it. Wait until that has ended, or give another folder with --output."
      )
    }
  }

  private func keepOpen() throws(ProfileError) {
    handle = try Self.writing(path) { () throws(SystemError) in try FolderHandle(path) }
  }

  /// What writing to a path gives; its refusal becomes an error of ours.
  private static func writing<Value: ~Copyable>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(ProfileError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw cannotWrite(path, error.errno)
    }
  }

  /// Begins the samples, behind those of the trials that the study has; rows of others, which a killed program left, go.
  func openSamples(after trials: Int = 0) throws(ProfileError) {
    let target = "\(path)/\(Self.samplesName)"
    let old = isResumed ? (try? Files.contents(of: target, limit: .max)) ?? [] : []
    let length = SamplesCSV.length(ofTrials: trials, in: old)
    guard length > 0 else {
      samples = try create(Self.samplesName)
      return try write(SamplesCSV.header, to: samples)
    }
    samples = try Self.writing(target) { () throws(SystemError) in
      try Descriptor(continuing: target, at: length)
    }
  }

  /// Removes the folders that were made, when nothing was measured; what was there before stays.
  func discard() {
    guard !isResumed else { return }
    if samples != nil { handle?.remove(Self.samplesName) }
    samples = nil
    if isNew { try? FileManager.default.removeItem(atPath: "\(path)/outputs") }
    for folder in created.reversed() { Files.removeIfEmpty(folder) }
  }

  /// Adds the study's last trial: its samples first, then the study, or the journal while rewriting would be dear.
  func save(_ study: Study, _ last: TrialResult) throws(ProfileError) {
    try remakeIfGone()
    let rows = SamplesCSV.rows(
      of: last.samples, trial: study.trials.count - 1, tids: last.trial.workers.map(\.tid),
      origin: last.origin)
    try write(rows, to: samples)
    let now = Self.monotonicSeconds()
    if let lastSave, now - lastSave < saveCost / Self.saveShare {
      try appendToJournal(study)
      return
    }
    try saveWhole(study)
  }

  /// Rewrites the study and drops the journal.
  func saveWhole(_ study: Study) throws(ProfileError) {
    try remakeIfGone()
    let started = Self.monotonicSeconds()
    try replace(
      Self.studyName, with: JSONText.encoded("the study") { try study.encoded() }, isFlushed: true)
    journal = nil
    handle?.remove(Self.journalName)
    lastSave = Self.monotonicSeconds()
    saveCost = Self.monotonicSeconds() - started
  }

  /// Makes the folder anew when somebody has removed it: all but the readings in mid-trial is still known.
  private func remakeIfGone() throws(ProfileError) {
    guard handle?.isGone == true else { return }
    Diagnostic.write(
      "warning: \(path) was removed meanwhile. It is made anew, without the samples of the trials up to now."
    )
    let hadSamples = samples != nil
    samples = nil
    journal = nil
    lastSave = nil
    try make(path)
    try open()
    if hadSamples { try openSamples() }
  }

  private func appendToJournal(_ study: Study) throws(ProfileError) {
    guard let trial = study.trials.last else { return }
    if journal == nil { journal = try create(Self.journalName) }
    let line = try JSONText.encoded("a trial") { try JSONEncoder().encode(trial) }
    try write(String(decoding: line, as: UTF8.self) + "\n", to: journal)
  }

  /// Writes a file under a temporary name and renames it.
  ///
  /// - Parameters:
  ///   - name: may be in a folder of the folder, which is made.
  ///   - isFlushed: what cannot be made again is on storage before it gets its name.
  func replace(_ name: String, with data: Data, isFlushed: Bool = false) throws(ProfileError) {
    do throws(SystemError) {
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2 {
        try handle?.subfolder(parts[0]).replace(parts[1], with: data, isFlushed: isFlushed)
      } else {
        try handle?.replace(name, with: data, isFlushed: isFlushed)
      }
    } catch {
      throw Self.cannotWrite("\(path)/\(name)", error.errno)
    }
  }

  /// Points `reports/latest` at this folder.
  func publishLatest() {
    guard isDefault, let slash = path.lastIndex(of: "/") else { return }
    let link = "\(path[..<slash])/latest"
    let temporary = "\(link).\(ProcessControl.ownPID)"
    Files.remove(temporary)
    do throws(SystemError) {
      try Files.link(temporary, to: String(path[path.index(after: slash)...]))
      try Files.rename(temporary, to: link)
    } catch {
      Files.remove(temporary)
    }
  }

  private func make(_ folder: String) throws(ProfileError) {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/\(part)"
      isNew = try Self.writing(path) { () throws(SystemError) in try Files.makeFolder(path) }
      if isNew { created.append(path) }
    }
    if Files.exists(folder), !FileFacts.isDirectory(folder) {
      throw Self.cannotWrite(folder, .notDirectory)
    }
    if let refusal = Files.refusal(.changeFolder, folder) {
      throw Self.cannotWrite(folder, refusal)
    }
  }

  /// A folder that did not exist before, and all that were made; a second study of the same second gets a number.
  private static func makeNumbered(
    _ base: String
  ) throws(ProfileError) -> (path: String, created: [String]) {
    func make(_ path: String) throws(ProfileError) -> Bool {
      try writing(path) { () throws(SystemError) in try Files.makeFolder(path) }
    }
    let isNew = try make("reports")
    for number in 1..<1000 {
      let path = number == 1 ? base : "\(base)-\(number)"
      if try make(path) { return (path, isNew ? ["reports", path] : [path]) }
    }
    throw ProfileError(.cannotWrite, "\(base): taken a thousand times over; give --output")
  }

  private func create(_ name: String) throws(ProfileError) -> Descriptor? {
    try Self.writing("\(path)/\(name)") { () throws(SystemError) in try handle?.create(name) }
  }

  private func write(_ text: String, to file: borrowing Descriptor?) throws(ProfileError) {
    do throws(SystemError) {
      switch file {
      case .some(let open): try open.put(text.utf8)
      case .none: break
      }
    } catch {
      throw Self.cannotWrite(path, error.errno)
    }
  }

  private static func cannotWrite(_ path: String, _ reason: Errno) -> ProfileError {
    ProfileError(
      .cannotWrite, "\(path): \(reason); results go there. Give a writable folder with --output.")
  }

  private static func isEmpty(_ folder: String) -> Bool {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).isEmpty
  }

  private static func monotonicSeconds() -> Double { Double(MonotonicClock.now()) / 1e9 }

  /// UTC, such as `20261123T070213Z`.
  private static func timestamp() -> String {
    UTCTime.now().filter { $0 != "-" && $0 != ":" }
  }
}
