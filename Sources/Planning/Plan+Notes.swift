import ProfileModel
import Text

extension Plan {
  /// What the configurations do not show, such as which CPUs change from round to round; a sentence each.
  public var notes: [String] {
    let search =
      doublesWorkers
      ? "Workers are doubled until another doubling buys less than the margin: not all of these are measured."
      : nil
    return [rotationNote, search].compactMap(\.self)
  }

  private var rotationNote: String? {
    let pinned = configurations.filter { $0.isPinned }
    guard !pinned.isEmpty else { return nil }
    let moving = pinned.compactMap { configuration in
      configuration.rotation.map { (id: configuration.id, cpus: Set($0.joined())) }
    }
    guard moving.isEmpty else {
      let cpus = moving.reduce(into: Set<Int>()) { $0.formUnion($1.cpus) }
      return
        "CPUs rotate: over the rounds \(ListText.and(moving.map(\.id))) \(moving.count == 1 ? "visits" : "visit") "
        + "\(ListText.named("CPU", cpus)) in turn."
    }
    let named = pinned.map(\.pin).unique.filter { !Placement.isWord($0) }
    return named.isEmpty
      ? "CPUs do not rotate: each configuration uses all that the study uses."
      : "CPUs do not rotate: --pin \(ListText.and(named)) \(named.count == 1 ? "names them, and is" : "name them, and are") kept to."
  }
}
