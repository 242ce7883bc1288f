public import ProfileModel

extension WorkloadManifest {
  /// What a user can know of it before it is run.
  public var description: WorkloadDescription {
    WorkloadDescription(
      name: name, summary: summary, file: file, strategies: strategies,
      parameters: parameters.map { parameter in
        WorkloadDescription.Parameter(
          name: parameter.name, option: "--parameter \(parameter.name)=VALUE",
          summary: parameter.summary, defaultValue: parameter.defaultValue.text,
          choices: parameter.choices)
      })
  }
}
