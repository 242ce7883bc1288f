import FoundationEssentials
import LinuxSystem
import Planning
import ProfileModel
import SystemPackage

/// The folder for a study's data on the data directory, in which each variant of a workload has one that manifests call
/// `{scratch}`; gone after the study.
final class ScratchFolder {
  let path: String
  private let directory: String
  private var lock: FolderLock?

  private static let prefix = "profile-scratch-"
  /// A folder that was just made may not be locked yet.
  private static let leastAge = 60.0

  /// Names it as nobody can know before; ``make(for:)`` makes it.
  init(in directory: String) {
    self.directory = Files.absolute(directory)
    path =
      "\(self.directory)/\(Self.prefix)\(ProcessControl.ownPID)-\(UInt64.random(in: 1 << 60 ... .max))"
  }

  /// Makes it if a command of the plan mentions it; those of profilers that were killed go.
  func make(for plan: Plan) throws(ProfileError) {
    let folders = Set(plan.configurations.compactMap(\.command).flatMap(mentioned))
    guard !folders.isEmpty else { return }
    removeAbandoned()
    try make(path)
    lock = FolderLock(path)
    do {
      for folder in folders.sorted() { try make("\(path)/\(folder)") }
    } catch {
      _ = remove()
      throw error
    }
  }

  /// Removes the folders that nobody holds, as far as they are this user's.
  private func removeAbandoned() {
    for name in Files.names(in: directory) where Self.isOurs(name) {
      let path = "\(directory)/\(name)"
      guard let facts = try? FileFacts(of: path, followsLink: false), facts.isDirectory,
        facts.isOwn, facts.ageSeconds > Self.leastAge, let lock = FolderLock(path)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
      _ = consume lock
    }
  }

  /// Whether it is called as ours are: the prefix, a pid, and a number.
  private static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { UInt64($0) != nil }
  }

  private func make(_ path: String) throws(ProfileError) {
    do throws(SystemError) {
      try Files.makeNewFolder(path, permissions: .ownerReadWriteExecute)
    } catch {
      let isMissing = [.noSuchFileOrDirectory, .notDirectory].contains(error.errno)
      throw ProfileError(
        isMissing ? .missingInput : .cannotWrite,
        "\(path): \(error.errno); the workload's data go there. Give an existing, writable --directory."
      )
    }
  }

  /// Removes it with all that is in it.
  ///
  /// - Returns: what could not be removed, as a warning.
  func remove() -> String? {
    guard Files.exists(path) else { return nil }
    do {
      try FileManager.default.removeItem(atPath: path)
      return nil
    } catch {
      return
        "\(path) could not be removed (\(error)); it holds data of the workload: remove it by hand."
    }
  }

  /// Names of the folders in it that a command mentions.
  private func mentioned(in spec: CommandSpec) -> [String] {
    let vectors =
      spec.commands + spec.setUp + spec.cleanUp + spec.studySetUp + spec.studyCleanUp
    let service = spec.service
    let load = (service?.load.command ?? []) + (service?.load.warmUpCommand ?? [])
    let texts =
      vectors.joined() + load + (service?.ready.command ?? []) + [spec.directory ?? ""]
      + spec.environment.map { $0.value ?? "" } + (spec.metrics ?? []).map(\.source)
    return texts.compactMap { text in
      guard let place = text.firstRange(of: "\(path)/") else { return nil }
      return String(text[place.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" })
    }
  }
}
