import Analysis
import LinuxSystem
import ProfileModel
import Synchronization

/// Finds the studies of a fleet and reads them, several at once.
enum FleetStudies {
  struct Found {
    var studies: [NodeStudy] = []
    var unread: [Fleet.Unread] = []
  }

  /// Folders below the one that was named, at most.
  private static let depth = 4
  private static let mostThreads = 8

  /// - Parameter paths: studies, their folders, or folders that hold such.
  /// - Throws: 66 when a path holds no study at all, 65 when none can be used.
  static func read(_ paths: [String]) throws(ProfileError) -> Found {
    var files: [String] = []
    for path in paths {
      let found = try Self.files(at: path)
      files += found.filter { !files.contains($0) }
    }
    let found = summaries(of: files)
    guard !found.studies.isEmpty else {
      let reasons = found.unread.prefix(3).map { "\($0.study): \($0.reason)" }
      throw ProfileError(
        .malformedInput,
        "none of \(files.count) studies can be used: \(reasons.joined(separator: "; ")). Give studies that profile has saved."
      )
    }
    return found
  }

  private static func files(at path: String) throws(ProfileError) -> [String] {
    guard FileFacts.isDirectory(path) else {
      guard Files.exists(path) else {
        throw ProfileError(
          .missingInput,
          "\(path): it does not exist. Give a study.json, a report folder, or a folder of such.")
      }
      return [path]
    }
    let found = below(path, depth: depth)
    guard !found.isEmpty else {
      throw ProfileError(
        .missingInput,
        "\(path): no study.json lies in it or up to \(depth) folders below. Give the folder that --output DIR/{node} wrote into."
      )
    }
    return found
  }

  /// A report's own folder holds no other; links (`latest`) lead to what is found anyway.
  private static func below(_ folder: String, depth: Int) -> [String] {
    let study = "\(folder)/\(StudyFolder.studyName)"
    if Files.exists(study) { return [study] }
    guard depth > 0 else { return [] }
    return Files.names(in: folder).sorted().flatMap { name in
      let path = "\(folder)/\(name)"
      let isFolder = (try? FileFacts(of: path, followsLink: false))?.isDirectory == true
      return isFolder ? below(path, depth: depth - 1) : []
    }
  }

  /// In the order of the files, whoever read them.
  private static func summaries(of files: [String]) -> Found {
    let pile = Pile(files: files)
    let count = min(files.count, mostThreads, (try? Affinity.get())?.count ?? 1)
    let helpers = (1..<max(1, count)).compactMap { _ in try? WorkerThread { pile.work() } }
    pile.work()
    for helper in helpers { helper.join() }
    return pile.found
  }

  /// Files that several threads take from.
  private final class Pile: Sendable {
    private let files: [String]
    private let next = Atomic<Int>(0)
    private let outcomes = Mutex<[Int: Outcome]>([:])

    init(files: [String]) {
      self.files = files
    }

    func work() {
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard files.indices.contains(place) else { return }
        let outcome = FleetStudies.summary(of: files[place])
        outcomes.withLock { $0[place] = outcome }
      }
    }

    var found: Found {
      outcomes.withLock { outcomes in
        var found = Found()
        for place in files.indices {
          switch outcomes[place] {
          case .study(let study): found.studies.append(study)
          case .unread(let unread): found.unread.append(unread)
          case nil: break
          }
        }
        return found
      }
    }
  }

  fileprivate enum Outcome: Sendable {
    case study(NodeStudy)
    case unread(Fleet.Unread)
  }

  fileprivate static func summary(of file: String) -> Outcome {
    do throws(ProfileError) {
      let study = try SavedStudy.load(file, condensed: true)
      guard !study.configurations.contains(where: { $0.attached != nil }) else {
        return .unread(
          .init(
            study: file,
            reason: "it looks at a program that was running already, for a time that was asked for")
        )
      }
      return .study(NodeStudy(study, path: file))
    } catch {
      return .unread(.init(study: file, reason: reason(error, file)))
    }
  }

  /// The error's words without the file's name and the final stop.
  private static func reason(_ error: ProfileError, _ file: String) -> String {
    var words = error.description
    if words.hasPrefix("\(file): ") { words.removeFirst(file.count + 2) }
    if words.hasSuffix(".") { words.removeLast() }
    return words
  }
}
