import ProfileModel
import Text

/// Which studies count, grouped by what their machines are.
struct FleetRoster {
  /// One study per node, by the nodes' names.
  let nodes: [NodeStudy]
  /// Those of most nodes first.
  let kinds: [[NodeStudy]]
  let remarks: [String]

  init(_ studies: [NodeStudy]) {
    let byNode = Dictionary(grouping: studies, by: \.node).mapValues { studies in
      studies.sorted { ($0.createdAt, $0.path) < ($1.createdAt, $1.path) }
    }
    nodes = byNode.values.compactMap(\.last).sorted {
      HostList.isAscending($0.node, $1.node)
    }
    var order: [MachineSignature: Int] = [:]
    var kinds: [[NodeStudy]] = []
    for node in nodes {
      if let place = order[node.signature] {
        kinds[place].append(node)
      } else {
        order[node.signature] = kinds.count
        kinds.append([node])
      }
    }
    let ranked = kinds.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    self.kinds = ranked.map(\.element)
    remarks =
      Self.doubles(byNode) + Self.oneMachine(nodes) + Self.versions(nodes) + Self.partial(nodes)
  }

  /// Distinct boot ids; a study that tells none is a machine of its own.
  static func machines(_ nodes: [NodeStudy]) -> Int {
    Set(nodes.map { $0.bootID ?? "node \($0.node)" }).count
  }

  /// Nodes that were expected, or belong to the studies' own job, and have no study.
  func missing(of expected: [String]) -> [String] {
    let own = Set(nodes.compactMap(\.jobNodes)).sorted().flatMap { HostList.names(in: $0) ?? [] }
    var known = Set(nodes.map(\.node))
    return (expected.isEmpty ? own : expected).filter { known.insert($0).inserted }
      .sorted(by: HostList.isAscending)
  }

  /// Clocks of different nodes need not agree: only studies of one node are held against each other by their time.
  private static func doubles(_ byNode: [String: [NodeStudy]]) -> [String] {
    byNode.filter { $0.value.count > 1 }.sorted { HostList.isAscending($0.key, $1.key) }
      .compactMap { node, studies in
        guard let newest = studies.last else { return nil }
        return "\(node) has \(studies.count) studies: the newest counts, \(newest.path) of "
          + "\(newest.createdAt)"
      }
  }

  private static func oneMachine(_ nodes: [NodeStudy]) -> [String] {
    let named = Dictionary(grouping: nodes.filter { $0.bootID != nil }) { $0.bootID ?? "" }
    return named.values.filter { $0.count > 1 }.map { nodes in
      nodes.map(\.node)
    }.sorted { HostList.isAscending($0[0], $1[0]) }.map { names in
      "\(ListText.and(shown(names))) are one machine (they have one boot id): what they share, and what they took "
        + "from each other if they ran together, is in their figures"
    }
  }

  private static func versions(_ nodes: [NodeStudy]) -> [String] {
    let versions = Dictionary(grouping: nodes, by: \.toolVersion)
    guard versions.count > 1 else { return [] }
    let words = versions.sorted { $0.key < $1.key }.map { version, nodes in
      "\(version) on \(ListText.and(shown(nodes.map(\.node))))"
    }
    return ["the studies are of different versions of profile: \(words.joined(separator: ", "))"]
  }

  private static func partial(_ nodes: [NodeStudy]) -> [String] {
    nodes.compactMap { node in
      if node.failures > 0 {
        let why = node.firstFailure.map { ": \($0)" } ?? ""
        return
          "\(node.node): \(node.failures) of \(ListText.counted(node.trials, "measured trial")) failed\(why)"
      }
      guard node.isPartial else { return nil }
      return
        "\(node.node): its study was ended early, after \(ListText.counted(node.trials, "measured trial"))"
    }
  }

  private static func shown(_ names: [String]) -> [String] {
    names.count > 8 ? names.prefix(7) + ["\(names.count - 7) more"] : names
  }
}
