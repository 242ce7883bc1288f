import ProfileModel

/// Whether studies are of one plan: the same work in the same units; on machines of one kind the same configurations too.
enum FleetPlan {
  /// - Throws: ``StudyMismatch`` with what differs from the first study, or from the first of its kind.
  static func check(_ nodes: [NodeStudy]) throws(StudyMismatch) {
    guard let first = nodes.first else { return }
    var kinds: [MachineSignature: NodeStudy] = [:]
    for node in nodes {
      guard node.version == first.version else {
        throw .versions(base: first.version, new: node.version)
      }
      let model = kinds[node.signature] ?? first
      let isKnown = kinds[node.signature] != nil
      if !isKnown { kinds[node.signature] = node }
      let differences = isKnown ? layouts(model, node) : work(first, node)
      guard differences.isEmpty else {
        throw .otherPlan(first: model.path, other: node.path, differences)
      }
      try units(first, node)
    }
  }

  /// Machines of another kind may have other numbers of workers, and other CPUs for them.
  private static func work(_ first: NodeStudy, _ other: NodeStudy) -> [String] {
    let names = [first, other].map { $0.workloads.joined(separator: ", ") }
    guard names[0] == names[1] else { return ["workloads: \(names[0]) against \(names[1])"] }
    return other.workloads.flatMap { workload -> [String] in
      let values = [first, other].map { node in
        Set(node.configurations.filter { $0.comparisonName == workload }.flatMap(parameters))
      }
      let differing = values[0].symmetricDifference(values[1]).sorted()
      guard !differing.isEmpty else { return [] }
      let shown = values.map { $0.intersection(differing).sorted().joined(separator: ", ") }
        .map { $0.isEmpty ? "none" : $0 }
      return ["\(workload): \(shown[0]) against \(shown[1])"]
    }
  }

  private static func parameters(_ configuration: Configuration) -> [String] {
    configuration.parameters.map { "\($0.key) \($0.value)" }
  }

  private static func layouts(_ first: NodeStudy, _ other: NodeStudy) -> [String] {
    let ids = [first, other].map { $0.configurations.map(\.id) }
    guard Set(ids[0]) == Set(ids[1]) else {
      let lacking = ids[0].filter { !ids[1].contains($0) }.map { "only the first has \($0)" }
      return lacking + ids[1].filter { !ids[0].contains($0) }.map { "only the second has \($0)" }
    }
    return first.configurations.flatMap { configuration -> [String] in
      guard let twin = other.configurations.first(where: { $0.id == configuration.id }) else {
        return []
      }
      let layout = configuration.layout == twin.layout ? [] : ["\(configuration.id): layout"]
      return layout + configuration.parameterDifferences(from: twin)
    }
  }

  private static func units(_ first: NodeStudy, _ other: NodeStudy) throws(StudyMismatch) {
    for (id, unit) in other.workUnits.sorted(by: { $0.key < $1.key }) {
      if let known = first.workUnits[id], known != unit {
        throw .units(configuration: id, base: known, new: unit)
      }
    }
  }
}
