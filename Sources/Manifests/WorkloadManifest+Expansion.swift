public import ProfileModel

/// What one trial of a manifest's workload runs, with every placeholder replaced.
public struct ExpandedWorkload: Equatable, Sendable {
  /// One argument vector; one per worker where the strategy is "copies of this command".
  public var commands: [[String]]
  public var isCopied: Bool
  /// Absolute, or nil for the caller's.
  public var workingDirectory: String?
  /// To be added to the caller's environment; a nil value takes the variable out.
  public var environment: [EnvironmentChange]
  public var setUp: [[String]]
  public var cleanUp: [[String]]
  public var exitStatus: Int
  /// Nil: only the exit status is checked.
  public var output: ExpectedOutput?
  public var timeout: Duration

  public struct EnvironmentChange: Equatable, Sendable {
    public var name: String
    public var value: String?
  }
}

extension WorkloadManifest {
  /// The parameters' values: the defaults, and in their place what `--parameter` gave.
  ///
  /// - Throws: ``ManifestError`` of kind `usage`: an unknown parameter, a text for a number, a value that is no choice.
  public func resolveParameters(_ overrides: [String: String]) throws(ManifestError) -> [String:
    ParameterValue]
  {
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      try check(name, value)
    }
    var values = overrides
    for parameter in parameters {
      try resolve(parameter, &values)
    }
    return values.mapValues { text in
      guard let number = Int64(text), isWholeNumber(text) else { return .text(text) }
      return .integer(number)
    }
  }

  private func check(_ name: String, _ value: String) throws(ManifestError) {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      throw usage(
        "\(self.name) has no parameter '\(name)'",
        suggestion(for: name, among: parameters.map(\.name), noun: "parameters"))
    }
    guard !parameter.isInteger || isWholeNumber(value) else {
      throw usage("parameter \(name) must be a whole number, not '\(value)'", "write digits only")
    }
    guard parameter.choices.isEmpty || parameter.choices.contains(value) else {
      throw usage(
        "parameter \(name) cannot be '\(value)'",
        "choose one of \(parameter.choices.joined(separator: ", "))")
    }
    guard !value.utf8.contains(0) else {
      throw usage("parameter \(name) contains a NUL byte", "no program can be given one")
    }
  }

  /// Puts the parameter's value into `values`, and before it those that it refers to; the parser refused circles.
  private func resolve(_ parameter: Parameter, _ values: inout [String: String])
    throws(ManifestError)
  {
    guard values[parameter.name] == nil else { return }
    for name in parameter.defaultValue.placeholders where values[name] == nil {
      guard let other = parameters.first(where: { $0.name == name }) else { continue }
      try resolve(other, &values)
    }
    values[parameter.name] = try fill(
      parameter.defaultValue, values.merging(["folder": folder]) { $1 })
  }

  /// The set-up or clean-up commands that run once per study.
  ///
  /// - Parameters:
  ///   - parameters: from ``resolveParameters(_:)``.
  ///   - scratch: the absolute path of a folder for this study's data: `{scratch}`.
  public func studySteps(
    _ steps: Steps, parameters: [String: ParameterValue], scratch: String
  ) throws(ManifestError) -> [[String]] {
    try fill(steps.study, studyValues(parameters, scratch))
  }

  /// Everything that a trial under this layout runs.
  ///
  /// - Parameters:
  ///   - cpus: the CPUs (OS ids) that each worker may use, one list per worker.
  ///   - parameters: from ``resolveParameters(_:)``.
  ///   - scratch: the absolute path of a folder for this study's data: `{scratch}`.
  /// - Throws: ``ManifestError`` of kind `usage`: no command for this strategy, or a check value that cannot be computed.
  public func expand(
    layout: Layout, cpus: [[Int]], parameters: [String: ParameterValue], scratch: String
  ) throws(ManifestError) -> ExpandedWorkload {
    guard let command = commands[layout.strategy] else {
      let offered = Strategy.allCases.filter { commands[$0] != nil }.map(\.rawValue)
      throw usage(
        "\(name) has no command for the strategy '\(layout.strategy.rawValue)'",
        "it offers \(offered.joined(separator: ", ")); others are added under 'commands'")
    }
    var values = studyValues(parameters, scratch)
    values["workers"] = String(layout.workers)
    values["processes"] = String(layout.processes)
    values["threads"] = String(layout.threadsPerProcess)
    values["cpus"] = Self.list(Set(cpus.joined()).sorted())

    var changes: [ExpandedWorkload.EnvironmentChange] = []
    for variable in environment {
      let value = try variable.value.map { value throws(ManifestError) in try fill(value, values) }
      changes.append(.init(name: variable.name, value: value))
    }
    return ExpandedWorkload(
      commands: try vectors(command, layout, cpus, values), isCopied: command.isCopied,
      workingDirectory: try expandWorkingDirectory(values), environment: changes,
      setUp: try fill(setUp.trial, values), cleanUp: try fill(cleanUp.trial, values),
      exitStatus: expectation.exitStatus, output: try expandOutput(values), timeout: timeout)
  }

  private func vectors(
    _ command: Command, _ layout: Layout, _ cpus: [[Int]], _ values: [String: String]
  ) throws(ManifestError) -> [[String]] {
    guard command.isCopied else { return try fill([command.arguments], values) }
    var vectors: [[String]] = []
    for index in 0..<layout.workers {
      var own = values
      own["index"] = String(index)
      own["cpus"] = Self.list(index < cpus.count ? cpus[index].sorted() : [])
      vectors += try fill([command.arguments], own)
    }
    return vectors
  }

  private func expandWorkingDirectory(_ values: [String: String]) throws(ManifestError) -> String? {
    guard let template = workingDirectory else { return nil }
    let path = try fill(template, values)
    return path.hasPrefix("/") ? path : folder + "/" + path
  }

  private func studyValues(_ parameters: [String: ParameterValue], _ scratch: String) -> [String:
    String]
  {
    var values = parameters.mapValues(\.description)
    values["folder"] = folder
    values["scratch"] = scratch
    return values
  }

  private static func list(_ cpus: [Int]) -> String {
    cpus.map(String.init).joined(separator: ",")
  }

  func usage(_ problem: String, _ remedy: String) -> ManifestError {
    ManifestError(.usage, file: file, problem: problem, remedy: remedy)
  }

  private func fill(_ commands: [[Template]], _ values: [String: String]) throws(ManifestError)
    -> [[String]]
  {
    var filled: [[String]] = []
    for command in commands {
      var arguments: [String] = []
      for argument in command { arguments.append(try fill(argument, values)) }
      filled.append(arguments)
    }
    return filled
  }

  func fill(_ template: Template, _ values: [String: String]) throws(ManifestError) -> String {
    do {
      return try template.expanded(with: values)
    } catch .missingValue(let name) {
      throw usage(
        "{\(name)} has no value", "resolve the parameters before the commands are expanded")
    } catch {
      throw usage(
        "a value exceeds \(Template.maximumBytes) bytes, the longest argument that the kernel takes",
        "choose shorter parameters")
    }
  }
}
