import ProfileModel

/// How configurations are named: `cpu/thread-2/core`, with `;key=value` for parameters that differ within the study.
enum ConfigurationID {
  static func text(_ workload: String, _ layout: Layout, _ pin: String) -> String {
    "\(workload)/\(text(layout))/\(pin)"
  }

  /// `sequential`, `thread-2`, `process-2`, `hybrid-2x3`.
  static func text(_ layout: Layout) -> String {
    switch layout.strategy {
    case .sequential: "sequential"
    case .thread: "thread-\(layout.threadsPerProcess)"
    case .process: "process-\(layout.processes)"
    case .hybrid: "hybrid-\(layout.processes)x\(layout.threadsPerProcess)"
    }
  }

  /// The parameters, by name, in which the variants of this workload differ from each other.
  static func suffix(of workload: WorkloadVariant, among all: [WorkloadVariant]) -> String {
    let variants = all.filter { $0.name == workload.name }
    let differing = workload.parameters.keys.sorted().filter { key in
      variants.contains { $0.parameters[key] != workload.parameters[key] }
    }
    return differing.map { key in
      ";\(key)=\(workload.parameters[key].map(\.description) ?? "")"
    }.joined()
  }
}
