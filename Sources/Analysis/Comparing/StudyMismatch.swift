public import ProfileModel
import Text

/// Why two studies can't be compared; exit code 65 (EX_DATAERR).
public enum StudyMismatch: Error, Equatable, CustomStringConvertible {
  /// The machines or parameters differ, and the caller did not allow that; one line for each difference.
  case different([String])
  case noSharedConfiguration(base: [String], new: [String])
  case units(configuration: String, base: String, new: String)
  case versions(base: Int, new: Int)

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
    }
  }
}

extension Study {
  /// What differs between two studies' machines and shared configurations, in words, in a fixed order.
  public func differences(from other: Study) -> [String] {
    machine.differences(from: other.machine)
      + configurations.flatMap { configuration in
        other.configurations.first { $0.id == configuration.id }
          .map { configuration.differences(from: $0) } ?? []
      }
  }
}

extension MachineDescription {
  /// CPU model, counts of CPUs and nodes, quota; the host's name does not matter.
  fileprivate func differences(from other: MachineDescription) -> [String] {
    let facts: [(String, String, String)] = [
      ("CPU model", cpuModel ?? "unknown", other.cpuModel ?? "unknown"),
      ("packages", "\(summary.packages)", "\(other.summary.packages)"),
      ("dies", "\(summary.dies)", "\(other.summary.dies)"),
      ("cores", "\(summary.cores)", "\(other.summary.cores)"),
      ("CPUs", "\(summary.cpus)", "\(other.summary.cpus)"),
      ("online CPUs", "\(summary.onlineCPUs)", "\(other.summary.onlineCPUs)"),
      ("allowed CPUs", "\(summary.allowedCPUs)", "\(other.summary.allowedCPUs)"),
      ("NUMA nodes", "\(summary.nodes)", "\(other.summary.nodes)"),
      ("CPU quota", Self.words(cpuQuotaCores), Self.words(other.cpuQuotaCores)),
    ]
    return facts.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) against \($0.2)" }
  }

  private static func words(_ quota: Double?) -> String {
    quota.map { "\($0) cores" } ?? "none"
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
    for key in Set(parameters.keys).union(other.parameters.keys).sorted()
    where parameters[key] != other.parameters[key] {
      let values = [parameters[key], other.parameters[key]].map { $0?.description ?? "none" }
      found.append("\(id): \(key) \(values[0]) against \(values[1])")
    }
    return found
  }

  private static func words(_ rotation: [[Int]]?) -> String {
    rotation.map { "changing over the rounds (\($0.joined().idList))" } ?? "the same in each round"
  }
}
