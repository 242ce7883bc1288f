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
  }

  private var found: [WaitTally.Place: Description] = [:]
  private static let mostPlaces = 512

  subscript(_ place: WaitTally.Place) -> Description? { found[place] }

  /// Reads a process's maps for one of its locks.
  mutating func look(at address: UInt64, of place: WaitTally.Place) {
    guard found[place] == nil, found.count < Self.mostPlaces,
      let maps = try? ProcReader().process(place.pid).read("maps", as: ProcessMaps.self)
    else { return }
    found[place] = Description(
      mapping: maps.name(at: address).map { String(decoding: $0, as: UTF8.self) },
      shared: maps.sharedPlace(of: address), image: maps.image(at: address))
  }

  /// Looks at all locks of a tally; for processes that are held.
  mutating func look(at tally: WaitTally) {
    for entry in tally.entries where entry.address != Sample.absent {
      look(at: entry.address, of: entry.place)
    }
  }
}
