import ProfileModel

/// The CPUs that a configuration's workers visit over the rounds.
///
/// CPUs are not alike: interrupts, neighbours and hybrid cores make one of them faster than the next, and a configuration
/// that always sat on the same ones would be measured with their speed. So its workers move on, round by round, along the
/// places that the study uses, as long as they stay placed in the same way: those that shared a core, a cache, a node or a
/// package still do, and each keeps its kind of core.
struct Rotation {
  /// The places that the study uses for one placement, in the order in which workers take them.
  private let places: [[Int]]
  private let domains: DomainIndex
  private let efficient: Set<Int>

  init(_ places: [[Int]], on machine: MachineDescription) {
    self.places = places
    domains = DomainIndex(machine)
    efficient = Set(machine.cpus.filter { $0.kind == .efficiency }.map(\.id))
  }

  /// The CPU lists of so many workers, one assignment for each turn, as planned first.
  ///
  /// A single one where workers take all places anyway, or no other place is like their own.
  func turns(workers: Int) -> [[[Int]]] {
    let planned = assignment(workers, from: 0)
    guard places.count > 1, !workers.isMultiple(of: places.count) else { return [planned] }
    let shape = shape(of: planned)
    let others = (1..<places.count).map { assignment(workers, from: $0) }
    return [planned] + others.filter { self.shape(of: $0) == shape }
  }

  private func assignment(_ workers: Int, from start: Int) -> [[Int]] {
    (0..<workers).map { places[(start + $0) % places.count] }
  }

  /// How workers lie to each other: for each kind of domain, which of them are together.
  private func shape(of assignment: [[Int]]) -> [[Int]] {
    let firsts = assignment.map { $0.first ?? 0 }
    let shared = MachineDescription.DomainKind.allCases.map { kind in
      Self.numbered(firsts.map { domains.id(kind, of: $0) })
    }
    let kinds = firsts.map { efficient.contains($0) ? 1 : 0 }
    return shared + [Self.numbered(firsts), kinds, assignment.map(\.count)]
  }

  /// Each element's number among the different ones, in the order of their first appearance.
  private static func numbered(_ ids: [Int]) -> [Int] {
    var numbers: [Int: Int] = [:]
    return ids.map { id in
      let number = numbers[id] ?? numbers.count
      numbers[id] = number
      return number
    }
  }
}
