public import ProfileModel
import Text

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
        Suggestion.words(for: name, among: parameters.map(\.name), noun: "parameters"))
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

  /// What the trials of this layout run, with every placeholder replaced.
  ///
  /// - Parameters:
  ///   - cpus: the CPUs (OS ids) that each worker may use, one list per worker.
  ///   - parameters: from ``resolveParameters(_:)``.
  ///   - scratch: the absolute path of a folder for this study's data: `{scratch}`.
  /// - Throws: ``ManifestError`` of kind `usage`: no command for this strategy, or a check value that cannot be computed.
  public func command(
    for layout: Layout, cpus: [[Int]], parameters: [String: ParameterValue], scratch: String
  ) throws(ManifestError) -> CommandSpec {
    guard let command = commands[layout.strategy] else {
      let offered = strategies.map(\.rawValue)
      throw usage(
        "\(name) has no command for the strategy '\(layout.strategy.rawValue)'",
        "it offers \(offered.joined(separator: ", ")); others are added under 'commands'")
    }
    let studyValues = studyValues(parameters, scratch)
    var values = studyValues
    values["workers"] = String(layout.workers)
    values["processes"] = String(layout.processes)
    values["threads"] = String(layout.threadsPerProcess)
    values["cpus"] = Self.list(Set(cpus.joined()).sorted())
    // Chosen by each trial: stays what it is until then.
    if service != nil { values["port"] = Self.portMark }

    var spec = CommandSpec(
      commands: try vectors(command, layout, cpus, values), isCopied: command.isCopied)
    spec.directory = try expandWorkingDirectory(values)
    for variable in environment {
      let value = try variable.value.map { value throws(ManifestError) in try fill(value, values) }
      spec.environment.append(.init(name: variable.name, value: value))
    }
    spec.setUp = try fill(setUp.trial, values)
    spec.cleanUp = try fill(cleanUp.trial, values)
    spec.studySetUp = try fill(setUp.study, studyValues)
    spec.studyCleanUp = try fill(cleanUp.study, studyValues)
    spec.exitStatus = expectation.exitStatus
    spec.output = try expandOutput(values)
    spec.reportedLines = reportedLines
    for metric in metrics {
      var filled = metric.spec
      if let source = metric.source { filled.source = try file(source, values) }
      spec.metrics = (spec.metrics ?? []) + [filled]
    }
    try addService(to: &spec, values)
    spec.timeoutSeconds = timeoutSeconds
    return spec
  }

  /// Those for which it has a command, in the order of ``Strategy``.
  public var strategies: [Strategy] { Strategy.allCases.filter { commands[$0] != nil } }

  private func vectors(
    _ command: Command, _ layout: Layout, _ cpus: [[Int]], _ values: [String: String]
  ) throws(ManifestError) -> [[String]] {
    guard command.isCopied else { return try fill([command.arguments], values) }
    return try (0..<layout.workers).map { index throws(ManifestError) in
      var own = values
      own["index"] = String(index)
      own["cpus"] = Self.list(index < cpus.count ? cpus[index].sorted() : [])
      return try fill([command.arguments], own)[0]
    }
  }

  private func expandWorkingDirectory(_ values: [String: String]) throws(ManifestError) -> String? {
    guard let template = workingDirectory else { return nil }
    let path = try fill(template, values)
    return path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// A stream by its name, or a path, which counts from the manifest's folder.
  private func file(
    _ source: Template, _ values: [String: String]
  ) throws(ManifestError) -> String {
    let text = try fill(source, values)
    return MetricSpec.streams.contains(text) || text.hasPrefix("/") ? text : folder + "/" + text
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

  /// - Parameter template: what in the file is to blame, if it is.
  func usage(_ problem: String, _ remedy: String, at template: Template? = nil) -> ManifestError {
    ManifestError(
      .usage, file: file, line: template?.line, column: template?.column, problem: problem,
      remedy: remedy)
  }

  func fill(_ commands: [[Template]], _ values: [String: String]) throws(ManifestError)
    -> [[String]]
  {
    try commands.map { command throws(ManifestError) in
      try command.map { argument throws(ManifestError) in try fill(argument, values) }
    }
  }

  func fill(_ template: Template, _ values: [String: String]) throws(ManifestError) -> String {
    let text: String
    do {
      text = try template.expanded(with: values)
    } catch .missingValue(let name) {
      throw usage(
        "{\(name)} has no value", "resolve the parameters before the commands are expanded",
        at: template)
    } catch {
      throw usage(
        "a value exceeds \(NumberText.count(Template.maximumBytes)) bytes, the longest argument that the kernel takes",
        "choose shorter parameters", at: template)
    }
    // A trial puts its port wherever it finds the mark.
    let ports = template.placeholders.count { $0 == "port" }
    guard values["port"] == nil || text.ranges(of: Self.portMark).count == ports else {
      throw usage(
        "the text '\(Self.portMark)' itself can be handed to no service: each trial's port takes its place",
        "write {port} where the port is meant, and no {{port}}", at: template)
    }
    return text
  }
}
