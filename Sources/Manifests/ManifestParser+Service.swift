import ProfileModel
internal import Yams

// The fields that describe a server under load.
extension ManifestParser {
  private static let serviceFields = ["ready", "stop", "load"]

  /// The server's commands, by strategy.
  func serviceCommands() throws(ManifestError) -> [Strategy: WorkloadManifest.Command] {
    guard let part = try fields.part("service", .commands) else { return [:] }
    guard fields["commands"] == nil else {
      throw fields.error(
        at: "commands", "the manifest has both 'commands' and 'service'",
        "a server is a 'service', what does its work and ends is in 'commands': keep one of them")
    }
    let commands = try byStrategy(part) { node, path, _ throws(ManifestError) in
      .init(
        arguments: try arguments(node, path, known(ManifestFields.servicePlaceholders)),
        isCopied: false)
    }
    guard !commands.isEmpty else {
      throw part.error(
        "no server: 'service' is empty",
        "add a line such as 'process: [my-server, --workers, \"{workers}\", --port, \"{port}\"]'")
    }
    return commands
  }

  /// Nil when there is none.
  func service() throws(ManifestError) -> WorkloadManifest.Service? {
    guard fields["service"] != nil else {
      guard let field = fields.given(Self.serviceFields).first else { return nil }
      throw fields.error(
        at: field, "'\(field)' belongs to a server, and there is no 'service'",
        "write 'service:' in place of 'commands:', or leave it out")
    }
    try refuseBatchFields()
    let service = WorkloadManifest.Service(
      ready: try ready(), stop: try stop(), load: try load())
    guard try metrics().contains(where: \.spec.isPrimary) else {
      throw fields.error(
        at: "metrics", "no metric decides between servers",
        "give one 'primary: true' under 'metrics', such as the rate of requests")
    }
    return service
  }

  private func refuseBatchFields() throws(ManifestError) {
    guard fields["expect"] == nil else {
      throw fields.error(
        at: "expect", "'expect' means nothing for a server, which is ended and comes to no result",
        "let a metric tell what it did, such as the share of errors with 'at-most'")
    }
    for parameter in parameters where ["port", "duration", "warm-up"].contains(parameter.name) {
      throw fields.error(
        at: "parameters",
        "{\(parameter.name)} is a placeholder of the profiler's own in a service",
        "give the parameter another name")
    }
  }

  private func required(
    _ field: String, _ section: ManifestFields.Section, _ example: String
  ) throws(ManifestError) -> FieldReader {
    guard let part = try fields.part(field, section) else {
      throw fields.error("a service needs '\(field)'", "add '\(field): \(example)'")
    }
    return part
  }

  private func ready() throws(ManifestError) -> WorkloadManifest.Service.Ready {
    let part = try required("ready", .ready, "{tcp: \"127.0.0.1:{port}\"}")
    let kinds = part.given(ServiceSpec.Ready.Kind.allCases.map(\.rawValue))
    guard let field = kinds.first, let kind = ServiceSpec.Ready.Kind(rawValue: field),
      kinds.count == 1
    else {
      throw part.error(
        kinds.isEmpty ? "ready does not say how" : "ready says how more than once",
        "give one of http, tcp, line or command")
    }
    var ready = WorkloadManifest.Service.Ready(
      kind: kind, target: nil, command: [], status: kind == .http ? 200 : nil,
      withinSeconds: try part.seconds("within") ?? 20)
    let known = known(ManifestFields.servicePlaceholders)
    if kind == .command, let command = part[field] {
      ready.command = try arguments(command, part.path(field), known)
    } else if let target = try part.template(field, known: known) {
      try check(target, kind, part)
      ready.target = target
    }
    let status = try part.value(
      "status", "give the number of an HTTP status, such as 200, and only beside 'http'"
    ) { text in Int(text).flatMap { kind == .http && (100...599).contains($0) ? $0 : nil } }
    if let status { ready.status = status }
    return ready
  }

  /// Servers are asked on this machine only.
  private func check(
    _ target: Template, _ kind: ServiceSpec.Ready.Kind, _ part: FieldReader
  ) throws(ManifestError) {
    let text = target.text
    if kind == .line, !text.isEmpty { return }
    let prefix = kind == .http ? "http://" : ""
    let hosts = ["127.0.0.1:", "localhost:"]
    let address = text.dropFirst(prefix.count)
    let port = address.drop { $0 != ":" }.dropFirst().prefix { $0 != "/" }
    guard text.hasPrefix(prefix), hosts.contains(where: address.hasPrefix) else {
      throw part.error(
        at: kind.rawValue, "ready.\(kind.rawValue) is '\(text)'",
        kind == .line
          ? "give a text that the server writes when it is ready"
          : "give \(prefix)127.0.0.1:{port}\(kind == .http ? "/path" : ""): only a server on this machine can be measured"
      )
    }
    guard !target.placeholders.isEmpty || Int(port).map((1...65535).contains) == true else {
      throw part.error(
        at: kind.rawValue, "ready.\(kind.rawValue) is '\(text)', and '\(port)' is no port",
        "give one from 1 to 65535, or {port} for a free one")
    }
  }

  private func stop() throws(ManifestError) -> ServiceSpec.Stop {
    guard let part = try fields.part("stop", .stop) else {
      return ServiceSpec.Stop(signal: "TERM", withinSeconds: 10)
    }
    let signals = ServiceSpec.Stop.signals
    let signal = try part.value("signal", "give one of \(signals.joined(separator: ", "))") {
      text in
      let name = text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text
      return signals.contains(name) ? name : nil
    }
    return ServiceSpec.Stop(
      signal: signal ?? "TERM",
      withinSeconds: try part.seconds("within") ?? 10)
  }

  private func load() throws(ManifestError) -> WorkloadManifest.Service.Load {
    let part = try required("load", .load, "{command: [wrk, …], duration: 5s}")
    guard let command = part["command"] else {
      throw part.error(
        "load has no command",
        "add 'command:' and a list, such as [wrk, -d, \"{duration}\", …]")
    }
    let known = known(ManifestFields.servicePlaceholders)
    let load = WorkloadManifest.Service.Load(
      command: try arguments(
        command, part.path("command"), self.known(ManifestFields.loadPlaceholders)),
      warmUp: try part.template("warm-up", known: known) ?? Template(literal: "0s"),
      duration: try part.template("duration", known: known),
      model: try part.value(
        "model", "write closed or open", ServiceSpec.Load.Model.init(rawValue:)) ?? .closed,
      connections: try part.template("connections", known: known),
      rate: try part.template("rate", known: known))
    try check(load, part)
    return load
  }

  private func check(
    _ load: WorkloadManifest.Service.Load, _ part: FieldReader
  ) throws(ManifestError) {
    let hasDuration = load.command.contains { $0.placeholders.contains("duration") }
    if hasDuration, load.duration == nil {
      throw part.error("load.command uses {duration}", "add 'duration: 5s'")
    }
    if !hasDuration, load.duration != nil {
      throw part.error(
        at: "duration", "load.command does not use {duration}",
        "hand it on to the load, or leave it out where the load ends by itself")
    }
    if load.rate != nil, load.model == .closed {
      throw part.error(
        at: "rate", "a closed loop has no rate: each request waits for the answer before",
        "say 'model: open', or leave the rate out")
    }
  }

  /// Where Debian has the programs that the commands name.
  func packages() throws(ManifestError) -> [String: String] {
    guard let node = fields["packages"] else { return [:] }
    var packages: [String: String] = [:]
    for entry in try reader.entries(of: node, "packages") {
      packages[entry.key] = try reader.text(entry.value, "packages.\(entry.key)")
    }
    return packages
  }
}
