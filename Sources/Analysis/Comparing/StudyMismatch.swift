public import ProfileModel
import Text

/// Why two studies can't be compared; exit code 65 (EX_DATAERR).
public enum StudyMismatch: Error, Equatable, CustomStringConvertible {
  /// The machines or parameters differ, and the caller did not allow that; one line for each difference.
  case different([String])
  case noSharedConfiguration(base: [String], new: [String])
  case units(configuration: String, base: String, new: String)
  case versions(base: Int, new: Int)
  /// Of a fleet's studies, one that measured something else than the first.
  case otherPlan(first: String, other: String, [String])

  public var description: String {
    switch self {
    case .different(let differences):
      "the studies differ in more than what was measured: \(differences.joined(separator: "; ")). "
        + "Measure both under the same conditions, or give --allow-different to compare all the same"
    case .noSharedConfiguration(let base, let new):
      "the studies share no configuration: one has \(ListText.and(base)), the other "
        + "\(ListText.and(new)). Run both with the same workloads, strategies, workers and --pin"
    case .units(let configuration, let base, let new):
      "\(configuration) counts its work in \(base) in one study and in \(new) in the other. "
        + "Compare studies of the same workload"
    case .versions(let base, let new):
      "the studies are of different format versions, \(base) and \(new). "
        + "Measure both with the same profile"
    case .otherPlan(let first, let other, let differences):
      "\(other) is not of the plan of \(first): \(differences.joined(separator: "; ")). "
        + "A fleet is one plan on many machines: give the studies of one command line"
    }
  }
}

extension Study {
  /// What differs between two studies' machines and shared configurations, in words, in a fixed order.
  public func differences(from other: Study) -> [String] {
    MachineSignature(machine).differences(from: MachineSignature(other.machine))
      + configurations.flatMap { configuration in
        other.configuration(configuration.id).map { configuration.differences(from: $0) } ?? []
      }
  }
}

extension Study {
  /// Commands that differ under the same id: two versions of a program may be what is compared.
  func commandDifferences(from other: Study) -> [String] {
    configurations.compactMap { configuration in
      guard let own = configuration.command?.commands,
        let others = other.configuration(configuration.id)?.command?.commands, own != others
      else { return nil }
      let words = [own, others].map { commands in
        OutsideText.clipped(commands.map { $0.joined(separator: " ") }.joined(separator: "; "))
      }
      return "\(configuration.id): the command, \(words[0]) against \(words[1])"
    }
  }
}

extension Configuration {
  /// Layout, placement and parameters under the same id.
  fileprivate func differences(from other: Configuration) -> [String] {
    var found: [String] = []
    if layout != other.layout { found.append("\(id): layout") }
    if workerCPUs != other.workerCPUs {
      found.append("\(id): CPUs \(workerCPUs) against \(other.workerCPUs)")
    }
    if rotation != other.rotation {
      found.append("\(id): CPUs \(Self.words(rotation)) against \(Self.words(other.rotation))")
    }
    if memoryPolicy != other.memoryPolicy {
      found.append("\(id): memory policy \(memoryPolicy) against \(other.memoryPolicy)")
    }
    return found + parameterDifferences(from: other)
  }

  func parameterDifferences(from other: Configuration) -> [String] {
    Set(parameters.keys).union(other.parameters.keys).sorted().compactMap { key in
      guard parameters[key] != other.parameters[key] else { return nil }
      let values = [parameters[key], other.parameters[key]].map { $0?.description ?? "none" }
      return "\(id): \(key) \(values[0]) against \(values[1])"
    }
  }

  private static func words(_ rotation: [[Int]]?) -> String {
    rotation.map { "changing over the rounds (\($0.joined().idList))" } ?? "the same in each round"
  }
}
