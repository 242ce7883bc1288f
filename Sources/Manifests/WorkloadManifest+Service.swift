public import ProfileModel
import Text

extension WorkloadManifest {
  /// A server under load: how it is seen to be ready, ended, and asked.
  public struct Service: Equatable, Sendable {
    public var ready: Ready
    public var stop: ServiceSpec.Stop
    public var load: Load

    /// How it is seen that it can be asked.
    public struct Ready: Equatable, Sendable {
      public var kind: ServiceSpec.Ready.Kind
      public var target: Template?
      public var command: [Template]
      public var status: Int?
      public var withinSeconds: Double
    }

    /// Who asks it.
    public struct Load: Equatable, Sendable {
      public var command: [Template]
      public var warmUp: Template
      public var duration: Template?
      public var model: ServiceSpec.Load.Model
      public var connections: Template?
      public var rate: Template?
    }
  }

  /// In the place of a port that is not chosen yet.
  static let portMark = "{port}"

  /// Adds what makes the command a server under load.
  func addService(to spec: inout CommandSpec, _ values: [String: String]) throws(ManifestError) {
    guard let service else { return }
    var ready = ServiceSpec.Ready(
      kind: service.ready.kind,
      target: try service.ready.target.map { target throws(ManifestError) in
        try fill(target, values)
      } ?? "", withinSeconds: service.ready.withinSeconds)
    ready.command = try fill([service.ready.command], values)[0]
    ready.status = service.ready.status
    spec.service = ServiceSpec(
      ready: ready, stop: service.stop, load: try load(service.load, values))
    spec.exitStatus = nil
  }

  private func load(
    _ load: Service.Load, _ values: [String: String]
  ) throws(ManifestError) -> ServiceSpec.Load {
    let warmUp = try seconds(load.warmUp, "load.warm-up", values)
    let duration = try load.duration.map { text throws(ManifestError) in
      try seconds(text, "load.duration", values)
    }
    var values = values
    values["warm-up"] = Self.text(warmUp)
    if let duration { values["duration"] = Self.text(duration) }
    let mentioned = Set(load.command.flatMap(\.placeholders))
    var filled = ServiceSpec.Load(
      command: try fill([load.command], values)[0], warmUpSeconds: warmUp, model: load.model)
    if !mentioned.contains("warm-up"), warmUp > 0 {
      // It cannot warm up by itself: it is run before, for as long.
      var earlier = values
      earlier["duration"] = Self.text(warmUp)
      filled.warmUpCommand = try fill([load.command], earlier)[0]
    }
    if mentioned.contains("duration") { filled.durationSeconds = duration }
    filled.connections = try number(load.connections, "load.connections", values).map { Int($0) }
    filled.rate = try number(load.rate, "load.rate", values)
    return filled
  }

  private func seconds(
    _ template: Template, _ what: String, _ values: [String: String]
  ) throws(ManifestError) -> Double {
    let text = try fill(template, values)
    if text == "0s" { return 0 }
    guard let seconds = ManifestParser.seconds(text) else {
      throw usage(
        "\(what) is '\(text)'\(origin(template))", ManifestParser.timeRemedy, at: template)
    }
    return seconds
  }

  private func number(
    _ template: Template?, _ what: String, _ values: [String: String]
  ) throws(ManifestError) -> Double? {
    guard let template else { return nil }
    let text = try fill(template, values)
    guard let number = Double(text), number.isFinite, number > 0, number < 1e9 else {
      throw usage(
        "\(what) is '\(text)'\(origin(template))", "give a number above 0", at: template)
    }
    return number
  }

  /// Whose value it is, where that is a parameter's, which may have been given on the command line.
  private func origin(_ template: Template) -> String {
    let names = template.placeholders.filter { name in parameters.contains { $0.name == name } }
    return names.isEmpty ? "" : ", from the parameter \(ListText.and(names))"
  }

  /// As load generators take seconds: `5`, or `0.5`.
  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }
}
