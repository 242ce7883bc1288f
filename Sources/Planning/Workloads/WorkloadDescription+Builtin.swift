import Builtin
public import ProfileModel

extension WorkloadDescription {
  /// The workloads that need no manifest, in the order of the manual.
  public static let builtIn = Builtin.allCases.map { builtin in
    WorkloadDescription(
      name: builtin.rawValue, summary: builtin.workload.summary,
      strategies: Strategy.allCases.filter {
        $0 != .sequential || builtin.workload.groupSize == 1
      },
      parameters: builtin.workload.options.map { option in
        Parameter(
          name: option.name, option: "--\(option.name) \(option.value)", summary: option.summary,
          defaultValue: option.standard, choices: option.choices)
      })
  }
}
