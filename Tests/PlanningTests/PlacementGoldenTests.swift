import Planning
import ProfileModel
import TestSupport
import Testing

@Suite("Placements on made-up machines")
struct PlacementGoldenTests {
  @Test("give the agreed table of workers and CPUs", arguments: DumpedTree.all)
  func tables(tree: DumpedTree) throws {
    let machine = try tree.surveyed()
    var lines = [
      "machine  \(tree.name)",
      "allowed  \(Self.ranges(machine.allowedCPUs))",
    ]
    for text in Self.placements(for: machine) {
      lines.append(try Self.line(text, .cpu, machine))
    }
    for width in [PinWidth.core, .l3, .node] {
      lines.append(try Self.line("core", width, machine))
      lines.append(try Self.line("spread", width, machine))
    }
    try GoldenFile.expect(lines.joined(separator: "\n") + "\n", equals: tree.name + ".txt")
  }

  /// The words, and a list and an expression of each kind that this machine has the CPUs for.
  private static func placements(for machine: MachineDescription) -> [String] {
    let allowed = machine.allowedCPUs
    let words = ["none", "compact", "spread", "core", "l3", "node", "socket"]
    guard let first = allowed.first, let last = allowed.last else { return words }
    func usable(_ kind: MachineDescription.DomainKind) -> [Int] {
      machine.domains(kind).filter { !Set($0.cpus).isDisjoint(with: allowed) }.map(\.id)
    }
    let sockets = usable(.package).map { "S\($0):0" }.reversed().joined(separator: "@")
    let nodes = usable(.node).map { "node\($0):0-1" }.joined(separator: "@")
    let caches = usable(.l3).map { "L3-\($0):0" }.joined(separator: "@")
    return words + [
      "\(last),\(first)", "!\(first)", "+1,0", sockets, nodes, caches, "S\(usable(.package)[0])",
    ]
  }

  /// Ascending ids as `0-3,8`.
  private static func ranges(_ ids: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for id in ids {
      if let last = runs.last, last.upperBound + 1 == id {
        runs[runs.count - 1] = last.lowerBound...id
      } else {
        runs.append(id...id)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// One turn through a placement's CPU sets, worker by worker.
  private static func line(
    _ text: String, _ width: PinWidth, _ machine: MachineDescription
  ) throws -> String {
    let slots = try Placement.parse(text, width: width).slots(on: machine)
    let sets = slots.map(ranges).joined(separator: " ")
    let suffix = width == .cpu ? "" : " width \(width.rawValue)"
    return "\(text)\(suffix)  \(sets)"
  }
}
