import ProfileModel

/// What one node says of itself and the others of its kind do not.
enum Oddity {
  /// Settings that should be the same on machines of one kind.
  static func settings(of machine: MachineDescription) -> [MachineSignature.Fact] {
    let settings = machine.settings
    let told: [(String, String?)] = [
      ("kernel", machine.kernel), ("microcode", settings.microcode),
      ("transparent huge pages", settings.transparentHugePages),
    ]
    let mitigations = (settings.mitigations ?? [:]).sorted { $0.key < $1.key }
      .map { ("\($0.key):", Optional($0.value)) }
    return (told + mitigations).compactMap { name, value in
      value.map { .init(name: name, value: $0) }
    }
  }

  /// For each node what only it says, or at most a quarter of the kind; nothing for a single node.
  static func all(in kind: [NodeStudy]) -> [[String]] {
    guard kind.count > 1 else { return kind.map { _ in [] } }
    let doctor = shares(kind) { $0.doctor.map(key) }
    let settings = shares(kind) { $0.settings.map { "\($0.name) \($0.value)" } }
    func isRare(_ count: Int?) -> Bool {
      let count = count ?? 0
      return count == 1 || 4 * count <= kind.count
    }
    return kind.map { node in
      node.doctor.filter { $0.severity != .ok && isRare(doctor[key($0)]) }.map { words($0.what) }
        + node.settings.map { "\($0.name) \($0.value)" }
        .filter { kind.count > 2 && isRare(settings[$0]) }
    }
  }

  /// What makes two findings of a check the same.
  private static func key(_ finding: DoctorFinding) -> String {
    let says =
      Doctor.measured.contains(finding.name) ? finding.severity.rawValue : finding.what
    return "\(finding.name): \(says)"
  }

  private static func shares(
    _ kind: [NodeStudy], _ keys: (NodeStudy) -> [String]
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    for node in kind { for key in keys(node) { counts[key, default: 0] += 1 } }
    return counts
  }

  /// A sentence as a part of one.
  private static func words(_ sentence: String) -> String {
    let bare = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    let second = bare.dropFirst().first
    return second?.isUppercase == true ? bare : bare.prefix(1).lowercased() + bare.dropFirst()
  }
}
