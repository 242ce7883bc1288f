import Planning
import ProfileModel
import Testing

@Suite("On any machine")
struct PlacementPropertyTests {
  private static let seeds: Range<UInt64> = 0..<400

  @Test(
    "no two workers are on SMT siblings while whole cores are free, and performance cores come first",
    arguments: ["spread", "core", "l3", "node", "socket"])
  func wholeCores(policy: String) throws {
    var shared = 0
    for seed in Self.seeds {
      let machine = RandomMachine.machine(seed: seed)
      let byID = Dictionary(uniqueKeysWithValues: machine.cpus.map { ($0.id, $0) })
      let allowed = Set(machine.allowedCPUs)
      let order = try Placement.parse(policy).slots(on: machine).flatMap { $0 }
      #expect(Set(order) == allowed && order.count == allowed.count, "seed \(seed)")
      var free = allowed
      var used: [Int: Int] = [:]
      for id in order {
        let cpu = try #require(byID[id])
        // How many of its core's hardware threads are taken already decides; fewer is better.
        let load = used[cpu.siblings[0], default: 0]
        let better = free.compactMap { byID[$0] }.filter { other in
          let otherLoad = used[other.siblings[0], default: 0]
          return otherLoad < load
            || (otherLoad == load && other.kind == .performance && cpu.kind == .efficiency)
        }
        #expect(better.isEmpty, "seed \(seed): \(id) before \(better.map(\.id))")
        if load > 0 { shared += 1 }
        used[cpu.siblings[0], default: 0] += 1
        free.remove(id)
      }
    }
    // Without a single shared core the property would hold of anything.
    #expect(shared > 1000)
  }

  @Test("compact finishes a core before the next, and a package before the next")
  func compact() throws {
    for seed in Self.seeds {
      let machine = RandomMachine.machine(seed: seed)
      let byID = Dictionary(uniqueKeysWithValues: machine.cpus.map { ($0.id, $0) })
      let order = try Placement.parse("compact").slots(on: machine).flatMap { $0 }
      #expect(Set(order) == Set(machine.allowedCPUs) && order.count == Set(order).count)
      let paths: [(CPU) -> Int] = [
        { $0.siblings[0] }, { $0.node ?? 0 }, { $0.package ?? 0 },
      ]
      for path in paths {
        let runs = order.compactMap { byID[$0] }.map(path)
          .reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        #expect(runs.count == Set(runs).count, "seed \(seed)")
      }
    }
  }

  @Test(
    "a worker's set is inside its domain and the allowed CPUs, and isolated CPUs are never shared")
  func widths() throws {
    let cases: [(PinWidth, MachineDescription.DomainKind)] = [
      (.core, .core), (.l3, .l3), (.node, .node),
    ]
    for seed in Self.seeds {
      let machine = RandomMachine.machine(seed: seed)
      let isolated = Set(machine.cpus.filter(\.isolated).map(\.id))
      let own = try Placement.parse("core").slots(on: machine).flatMap { $0 }
      for (width, kind) in cases {
        let domains = machine.domains(kind)
        let sets = try Placement.parse("core", width: width).slots(on: machine)
        #expect(sets.count == own.count)
        for (set, cpu) in zip(sets, own) {
          let domain = try #require(domains.first { $0.cpus.contains(cpu) })
          let shareable = domain.cpus.filter {
            machine.allowedCPUs.contains($0) && !isolated.contains($0)
          }
          #expect(set == (isolated.contains(cpu) ? [cpu] : shareable), "seed \(seed)")
        }
      }
    }
  }

  private typealias CPU = MachineDescription.CPU
}
