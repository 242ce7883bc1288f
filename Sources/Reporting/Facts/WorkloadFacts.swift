import Builtin
package import ProfileModel

/// One workload's configurations; the first is the reference.
package struct WorkloadFacts: Sendable {
  package var name: String
  package var configurations: [ConfigurationFacts]
  package var verdict: Verdict?
  package var noiseFloor: NoiseFloor?
  package var scaling: [ScalingCurve]
  /// Of a program that was running already.
  package var attached: AttachFinding?

  package var reference: ConfigurationFacts? { configurations.first }

  /// What one measured execution is called.
  var trialNoun: String { reference?.configuration.trialNoun ?? "trial" }

  /// Rounds with a measured trial, of the configuration that has most.
  package var rounds: Int { configurations.map(\.measured.count).max() ?? 0 }

  /// Whether it reads a file.
  package var readsFile: Bool {
    configurations.contains { facts in facts.measured.contains { $0.readLatency != nil } }
      || (builtIn?.readsFile == true && rounds > 0)
  }

  /// Whether it reads memory, so that its rate is a bandwidth.
  package var streamsMemory: Bool { builtIn?.streamsMemory == true && rounds > 0 }

  private var builtIn: (any BuiltinWorkload.Type)? {
    reference.flatMap { Builtin(rawValue: $0.configuration.workload)?.workload }
  }

  /// What decides between the configurations: the wall time, or the primary metric.
  package var deciding: Quantity { reference?.deciding ?? .wallSeconds }

  /// The one to look at: what is recommended, or else the fastest.
  var chosen: ConfigurationFacts? {
    verdict?.configuration.flatMap(configuration) ?? fastest
  }

  func configuration(_ id: String) -> ConfigurationFacts? {
    configurations.first { $0.configuration.id == id }
  }

  /// The lowest median wall time, or the best of the primary metric.
  private var fastest: ConfigurationFacts? {
    let sign = deciding.isMoreBetter ? -1.0 : 1
    return configurations.filter { $0[deciding] != nil }.min {
      sign * ($0[deciding]?.median ?? 0) < sign * ($1[deciding]?.median ?? 0)
    }
  }
}
