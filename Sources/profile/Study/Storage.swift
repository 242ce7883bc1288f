import Builtin
import LinuxSystem
import Planning
import ProfileModel
import SystemPackage
import Text

/// The files that built-in workloads read: checked and laid out before any trial.
struct Storage {
  /// Nil when no configuration reads files.
  let description: StorageDescription?
  /// The file to read for each size in bytes.
  let files: [UInt64: String]

  /// Nil when it was cancelled.
  ///
  /// - Parameter isCancelled: asked while a file is written.
  static func prepare(
    for plan: Plan, _ place: DataPlace, isCancelled: () -> Bool, progress: Progress
  ) throws(ProfileError) -> Storage? {
    guard let layout = try layout(for: plan, place) else {
      return Storage(description: nil, files: [:])
    }
    if let remark = place.remark { progress.note(remark) }
    for file in layout.missing {
      progress.note("laying out \(file.path) (\(NumberText.chosenBytes(Int64(file.sizeBytes))))")
      guard try layOut(file, isCancelled) else { return nil }
    }
    return Storage(
      description: layout.description,
      files: Dictionary(uniqueKeysWithValues: layout.files.map { ($0.sizeBytes, $0.path) }))
  }

  /// Refuses what `prepare` would, and lays nothing out.
  static func check(for plan: Plan, _ place: DataPlace) throws(ProfileError) {
    _ = try layout(for: plan, place)
  }

  /// The files that a plan reads, all of them and those that are not there yet.
  private struct Layout {
    let description: StorageDescription
    let files: [DataFile]
    let missing: [DataFile]
  }

  /// Nil when no configuration reads files.
  private static func layout(
    for plan: Plan, _ place: DataPlace
  ) throws(ProfileError) -> Layout? {
    let needs = Set(plan.configurations.compactMap(need))
    guard !needs.isEmpty else { return nil }
    let directory = place.directory
    let description = try describe(
      directory, allowMemoryFilesystem: place.allowsMemoryFilesystem)
    let files = Set(needs.map(\.sizeBytes)).sorted().map {
      DataFile(directory: directory, sizeBytes: $0)
    }
    let missing = files.filter { !$0.matches() }
    try checkSpace(for: missing, in: directory)
    try checkDirect(needs, directory)
    return Layout(description: description, files: files, missing: missing)
  }

  private static func need(_ configuration: Configuration) -> FileNeed? {
    Builtin.workload(configuration.workload, recorded: configuration.parameters)?.file
  }

  private static func describe(
    _ directory: String, allowMemoryFilesystem: Bool
  ) throws(ProfileError) -> StorageDescription {
    let facts: FileFacts
    let system: FileSystemFacts
    do throws(SystemError) {
      facts = try FileFacts(of: directory)
      system = try FileSystemFacts(at: directory)
    } catch {
      throw ProfileError(
        .missingInput,
        "--directory \(directory): \(error.errno); give an existing directory on the storage to measure."
      )
    }
    guard facts.isDirectory else {
      throw ProfileError(
        .missingInput,
        "--directory \(directory): it is not a directory; give one on the storage to measure.")
    }
    guard !system.isMemoryBacked || allowMemoryFilesystem else {
      throw ProfileError(
        .unavailable,
        "--directory \(directory): it is on \(system.name), which has no storage behind it, so reads would measure memory. "
          + "Give a directory on a disk, or --allow-memory-filesystem if that is what you want to measure."
      )
    }
    if system.isReadOnly {
      throw ProfileError(
        .cannotWrite,
        "--directory \(directory): its file system is mounted read-only; the data file must be laid out there first. Give a writable directory."
      )
    }
    return StorageDescription(
      directory: directory, filesystem: system.name, memoryBacked: system.isMemoryBacked,
      device: MountedDevice.name(holding: directory))
  }

  private static func checkSpace(
    for files: [DataFile], in directory: String
  ) throws(ProfileError) {
    let needed = files.reduce(0) { $0 + $1.sizeBytes }
    guard needed > 0, let available = (try? FileSystemFacts(at: directory))?.availableBytes,
      available < needed
    else { return }
    throw ProfileError(
      .cannotWrite,
      "--directory \(directory): the data file needs \(NumberText.bytes(Double(needed))), \(NumberText.bytes(Double(available))) are free. Free some, give another directory, or a smaller --size."
    )
  }

  /// Opening with `O_DIRECT` is refused by some file systems, and the first read by others.
  private static func checkDirect(
    _ needs: Set<FileNeed>, _ directory: String
  ) throws(ProfileError) {
    for blockSize in Set(needs.filter { $0.cache == .direct }.map(\.blockSizeBytes)) {
      do {
        try DirectIO.probe(directory: directory, blockSizeBytes: Int(blockSize))
      } catch  where error.errno == .invalidArgument || error.errno == .notSupported {
        throw ProfileError(
          .unavailable,
          "--cache direct: the file system of \(directory) refuses O_DIRECT reads of \(blockSize) bytes (\(error)). "
            + "Use --cache cold, a --block-size that is a multiple of 4096, or another --directory."
        )
      } catch {
        throw ProfileError(
          .cannotWrite,
          "--directory \(directory): \(error.errno); the data file must be laid out there. Give a writable directory."
        )
      }
    }
  }

  private static func layOut(
    _ file: DataFile, _ isCancelled: () -> Bool
  ) throws(ProfileError) -> Bool {
    do {
      return try file.layOut(isCancelled: isCancelled)
    } catch {
      let owner = (try? FileFacts(of: file.path, followsLink: false))?.ownerID
      if error.errno == .notPermitted, let owner, owner != ProcessControl.ownUser {
        throw ProfileError(
          .cannotWrite,
          "\(file.path): user \(owner) has put something there that only they may take away; the data file belongs there. Have it removed, or give another --directory."
        )
      }
      throw ProfileError(
        .cannotWrite,
        "\(file.path): \(error.errno); the data file could not be laid out. Give a writable --directory with enough space."
      )
    }
  }
}
