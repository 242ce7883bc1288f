import Builtin
import Manifests
import ProfileModel
import Text

/// What `--parameter name=value` asked for: values by parameter, several of which make variants to compare.
struct ParameterOverrides {
  /// In the order of their first mention.
  private var values: [(name: String, values: [String])] = []

  private static let mostVariants = 1000

  init(_ texts: [String]) throws(ProfileError) {
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw ProfileError(
          .usage, "--parameter \(text): this is not name=value. Write, say, --parameter limit=1000."
        )
      }
      let name = String(text[..<sign])
      let value = String(text[text.index(after: sign)...])
      guard let index = values.firstIndex(where: { $0.name == name }) else {
        values.append((name, [value]))
        continue
      }
      if !values[index].values.contains(value) { values[index].values.append(value) }
    }
    let count = values.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.mostVariants) else {
      throw ProfileError(
        .usage,
        "--parameter: these values make \(Int(count)) combinations. Compare at most \(Self.mostVariants)."
      )
    }
  }

  /// Every combination of the values of those parameters that the manifest has.
  func combinations(for manifest: WorkloadManifest) -> [[String: String]] {
    let names = Set(manifest.parameters.map(\.name))
    return Self.combinations(of: values.filter { names.contains($0.name) })
  }

  /// Every combination of one value of each name.
  static func combinations(of values: [(name: String, values: [String])]) -> [[String: String]] {
    values.reduce([[:]]) { combinations, each in
      combinations.flatMap { combination in
        each.values.map { combination.merging([each.name: $0]) { $1 } }
      }
    }
  }

  /// What tells this amount of work from the others that were asked for: `:limit=1000`, or nothing where there is one.
  ///
  /// Each is a workload of its own: half the work in half the time is no gain.
  func amountOfWork(_ combination: [String: String], of manifest: WorkloadManifest) -> String {
    let names = Set(manifest.parameters.filter(\.changesWork).map(\.name))
    return values.filter { names.contains($0.name) && $0.values.count > 1 }.map { parameter in
      ":\(parameter.name)=\(combination[parameter.name] ?? "")"
    }.joined()
  }

  /// Refuses a parameter that none of the workloads has.
  func requireTaken(by manifests: [WorkloadManifest]) throws {
    for parameter in values {
      let isTaken = manifests.contains { manifest in
        manifest.parameters.contains { $0.name == parameter.name }
      }
      guard !isTaken else { continue }
      guard manifests.count != 1 else {
        // The manifest knows best what was meant.
        _ = try manifests[0].resolveParameters([parameter.name: parameter.values[0]])
        continue
      }
      throw ProfileError(
        .usage,
        "--parameter \(parameter.name)=\(parameter.values[0]): none of these workloads has this parameter. 'profile workloads' lists what each has; \(ListText.and(Builtin.names)) have options of their own, such as --limit."
      )
    }
  }
}
