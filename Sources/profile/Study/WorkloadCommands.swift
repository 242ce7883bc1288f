import Builtin
import Execution
import LinuxSystem
import Manifests
import Planning
import ProfileModel
import Text

/// The workloads of a study: built-in ones, and those whose commands manifests describe.
struct WorkloadCommands {
  let variants: [WorkloadVariant]
  /// What the user may have taken for another.
  private(set) var warnings: [String] = []
  /// By the names of their workloads, of which a manifest has one for each amount of work.
  private var manifests: [String: WorkloadManifest] = [:]

  private let limits: CommandLimits

  /// The names that `--workload` takes now.
  static var known: [String] {
    let folders = (try? WorkloadFolders.all()) ?? []
    return Builtin.allCases.map(\.rawValue)
      + ManifestCatalog(folders: folders).manifests.map(\.name)
  }

  /// Whether one of them is a server under load.
  var hasService: Bool { manifests.values.contains { $0.service != nil } }

  init(_ options: WorkloadOptions, limits: CommandLimits, on machine: MachineDescription) throws {
    self.limits = limits
    let names = try options.names()
    let catalog = try ManifestCatalog(folders: WorkloadFolders.all())
    let overrides = try ParameterOverrides(options.parameter)
    var variants: [WorkloadVariant] = []
    var used: [WorkloadManifest] = []
    for name in names {
      if let builtIn = try options.builtIn(name, on: machine) {
        variants += builtIn
        continue
      }
      let manifest = try catalog.manifest(name)
      guard !used.contains(where: { $0.name == manifest.name }) else {
        throw ProfileError(
          .usage,
          "--workload \(name): another workload of this study is called \(manifest.name) too. Rename one of the two."
        )
      }
      used.append(manifest)
      if let warning = catalog.warning(about: manifest) { warnings.append(warning) }
      for values in overrides.combinations(for: manifest) {
        let workload = manifest.name + overrides.amountOfWork(values, of: manifest)
        manifests[workload] = manifest
        variants.append(try manifest.variant(named: workload, values))
      }
    }
    try overrides.requireTaken(by: used)
    try options.requireTaken(by: variants.map(\.name), hasCommands: !used.isEmpty)
    if used.isEmpty {
      // The built-in workloads have no metrics that a limit could be set to.
      var none = CommandSpec(commands: [])
      try limits.apply(to: &none)
    }
    self.variants = variants
  }

  /// The workload of one manifest.
  ///
  /// - Parameters:
  ///   - name: the manifest's.
  ///   - values: of its parameters, by their names; the others keep their defaults.
  init(manifest name: String, values: [String: String]) throws {
    limits = .standard
    let manifest = try ManifestCatalog(folders: WorkloadFolders.all()).manifest(name)
    manifests = [manifest.name: manifest]
    variants = [try manifest.variant(named: manifest.name, values)]
  }

  /// The plan with the commands of those configurations that have one, checked as far as can be before anything runs.
  ///
  /// - Parameters:
  ///   - scratch: the folder of the folders that stand for `{scratch}`: one per workload and set of parameters.
  ///   - split: the CPUs of a server and of its load.
  func added(
    to plan: Plan, scratch: String, split: () throws(Refusal) -> LoadPlacement.Split
  ) throws -> Plan {
    var variants: [[String: ParameterValue]] = []
    return try plan.mapConfigurations { configuration throws(any Error) in
      guard let manifest = manifests[configuration.workload] else { return configuration }
      let parameters = configuration.parameters
      let variant = variants.firstIndex(of: parameters) ?? variants.count
      if variant == variants.count { variants.append(parameters) }
      var spec = try manifest.command(
        for: configuration.layout, cpus: configuration.workerCPUs, parameters: parameters,
        scratch: "\(scratch)/\(manifest.name)-\(variant + 1)")
      try limits.apply(to: &spec)
      if spec.service != nil {
        let split = try split()
        let own = Set(configuration.workerCPUs.joined()).sorted()
        spec.service?.serverCPUs = configuration.pin == Placement.free.text ? split.server : own
        spec.service?.loadCPUs = split.load
      }
      if let problem = CommandCheck.problem(with: spec, packages: manifest.packages) {
        throw ProfileError(.missingInput, "\(manifest.file): \(problem)")
      }
      var configuration = configuration
      configuration.command = spec
      return configuration
    }
  }
}

extension WorkloadManifest {
  fileprivate func variant(
    named workload: String, _ values: [String: String]
  ) throws -> WorkloadVariant {
    WorkloadVariant(
      command: workload, parameters: try resolveParameters(values), strategies: strategies,
      isService: service != nil)
  }
}
