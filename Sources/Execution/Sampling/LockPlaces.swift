import LinuxSystem
import ProcFS
import ProfileModel

/// What memory locks lie in, looked up while their processes live.
struct LockPlaces {
  /// Where one lock lies.
  struct Description {
    /// The file mapped there, or `[heap]`, `[anon]`, …; nil for a hole in the maps.
    var mapping: String?
    /// Set where other processes may have the same memory.
    var shared: ProcessMaps.SharedPlace?
    var image: ProcessMaps.Image?

    /// Where `sem_open(3)` puts a semaphore; its name may have been unlinked.
    var isSemaphore: Bool { mapping?.hasPrefix("/dev/shm/sem.") == true }
  }

  private var found: [WaitTally.Place: Description] = [:]
  private static let mostPlaces = 512

  subscript(_ place: WaitTally.Place) -> Description? { found[place] }

  /// With the path by which this program finds the file: a container has another root.
  private static func reachable(_ image: ProcessMaps.Image, of pid: Int32) -> ProcessMaps.Image {
    guard let mounts = Files.target(ofLink: "/proc/\(pid)/ns/mnt"),
      mounts != Files.target(ofLink: "/proc/self/ns/mnt")
    else { return image }
    var image = image
    image.path = Array("/proc/\(pid)/root".utf8) + image.path
    return image
  }

  /// Reads a process's maps for one of its locks.
  ///
  /// - Returns: the memory in which other processes may have the same lock; nil where it lies in the process's own.
  mutating func look(at address: UInt64, of place: WaitTally.Place) -> ProcessMaps.SharedPlace? {
    if let known = found[place] { return known.shared }
    guard found.count < Self.mostPlaces,
      let maps = try? ProcReader().process(place.pid).read("maps", as: ProcessMaps.self)
    else { return nil }
    let description = Description(
      mapping: maps.name(at: address).map { String(decoding: $0, as: UTF8.self) },
      shared: maps.sharedPlace(of: address),
      image: maps.image(at: address).map { Self.reachable($0, of: place.pid) })
    found[place] = description
    return description.shared
  }
}
