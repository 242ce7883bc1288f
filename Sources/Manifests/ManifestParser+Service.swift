import ProfileModel
internal import Yams

// The fields that describe a server under load.
extension ManifestParser {
  private static let serviceFields = ["ready", "stop", "load"]

  /// The server's commands, by strategy.
  func serviceCommands() throws(ManifestError) -> [Strategy: WorkloadManifest.Command] {
    guard let node = fields["service"] else { return [:] }
    if let other = fields["commands"] {
      throw reader.error(
        at: other, "the manifest has both 'commands' and 'service'",
        "a server is a 'service', what does its work and ends is in 'commands': keep one of them")
    }
    let commands = try byStrategy(node, "service") { node, strategy throws(ManifestError) in
      .init(
        arguments: try arguments(
          node, "service.\(strategy.rawValue)", known(ManifestFields.servicePlaceholders)),
        isCopied: false)
    }
    guard !commands.isEmpty else {
      throw reader.error(
        at: node, "no server: 'service' is empty",
        "add a line such as 'process: [my-server, --workers, \"{workers}\", --port, \"{port}\"]'")
    }
    return commands
  }

  /// Nil when there is none.
  func service() throws(ManifestError) -> WorkloadManifest.Service? {
    guard fields["service"] != nil else {
      for field in Self.serviceFields {
        guard let node = fields[field] else { continue }
        throw reader.error(
          at: node, "'\(field)' belongs to a server, and there is no 'service'",
          "write 'service:' in place of 'commands:', or leave it out")
      }
      return nil
    }
    try refuseBatchFields()
    let service = WorkloadManifest.Service(
      ready: try ready(), stop: try stop(), load: try load())
    try requirePrimaryMetric()
    return service
  }

  private func refuseBatchFields() throws(ManifestError) {
    if let node = fields["expect"] {
      throw reader.error(
        at: node, "'expect' means nothing for a server, which is ended and comes to no result",
        "let a metric tell what it did, such as the share of errors with 'at-most'")
    }
    for parameter in parameters where ["port", "duration", "warm-up"].contains(parameter.name) {
      throw reader.error(
        at: fields["parameters"],
        "{\(parameter.name)} is a placeholder of the profiler's own in a service",
        "give the parameter another name")
    }
  }

  private func requirePrimaryMetric() throws(ManifestError) {
    guard try metrics().contains(where: \.spec.isPrimary) else {
      throw reader.error(
        at: fields["metrics"] ?? root, "no metric decides between servers",
        "give one 'primary: true' under 'metrics', such as the rate of requests")
    }
  }

  private func required(_ field: String, _ example: String) throws(ManifestError) -> Node {
    guard let node = fields[field] else {
      throw reader.error(at: root, "a service needs '\(field)'", "add '\(field): \(example)'")
    }
    return node
  }

  private func ready() throws(ManifestError) -> WorkloadManifest.Service.Ready {
    let node = try required("ready", "{tcp: \"127.0.0.1:{port}\"}")
    let fields = try reader.fields(of: node, in: .ready, "ready")
    let kinds = ServiceSpec.Ready.Kind.allCases.filter { fields[$0.rawValue] != nil }
    guard let kind = kinds.first, kinds.count == 1, let value = fields[kind.rawValue] else {
      throw reader.error(
        at: node,
        kinds.isEmpty ? "ready does not say how" : "ready says how more than once",
        "give one of http, tcp, line or command")
    }
    var ready = WorkloadManifest.Service.Ready(
      kind: kind, target: nil, command: [], status: kind == .http ? 200 : nil,
      within: try duration(fields["within"], "ready.within") ?? .seconds(20))
    let known = known(ManifestFields.servicePlaceholders)
    if kind == .command {
      ready.command = try arguments(value, "ready.command", known)
    } else {
      let target = try reader.template(value, "ready.\(kind.rawValue)", known: known)
      try check(target, kind, value)
      ready.target = target
    }
    if let status = fields["status"] { ready.status = try httpStatus(status, kind) }
    return ready
  }

  /// Servers are asked on this machine only.
  private func check(
    _ target: Template, _ kind: ServiceSpec.Ready.Kind, _ node: Node
  ) throws(ManifestError) {
    let text = target.text
    if kind == .line, !text.isEmpty { return }
    let prefix = kind == .http ? "http://" : ""
    let hosts = ["127.0.0.1:", "localhost:"]
    let address = text.dropFirst(prefix.count)
    let port = address.drop { $0 != ":" }.dropFirst().prefix { $0 != "/" }
    guard text.hasPrefix(prefix), hosts.contains(where: address.hasPrefix) else {
      throw reader.error(
        at: node, "ready.\(kind.rawValue) is '\(text)'",
        kind == .line
          ? "give a text that the server writes when it is ready"
          : "give \(prefix)127.0.0.1:{port}\(kind == .http ? "/path" : ""): only a server on this machine can be measured"
      )
    }
    guard !target.placeholders.isEmpty || Int(port).map((1...65535).contains) == true else {
      throw reader.error(
        at: node, "ready.\(kind.rawValue) is '\(text)', and '\(port)' is no port",
        "give one from 1 to 65535, or {port} for a free one")
    }
  }

  private func httpStatus(
    _ node: Node, _ kind: ServiceSpec.Ready.Kind
  ) throws(ManifestError) -> Int {
    let text = try reader.text(node, "ready.status")
    guard kind == .http, let status = Int(text), (100...599).contains(status) else {
      throw reader.error(
        at: node, "ready.status is '\(text)'",
        "give the number of an HTTP status, such as 200, and only beside 'http'")
    }
    return status
  }

  private func stop() throws(ManifestError) -> ServiceSpec.Stop {
    var stop = ServiceSpec.Stop(signal: "TERM", withinSeconds: 10)
    guard let node = fields["stop"] else { return stop }
    let fields = try reader.fields(of: node, in: .stop, "stop")
    if let signal = fields["signal"] {
      let text = try reader.text(signal, "stop.signal")
      stop.signal = text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text
      guard ServiceSpec.Stop.signals.contains(stop.signal) else {
        throw reader.error(
          at: signal, "stop.signal is '\(text)'",
          "give one of \(ServiceSpec.Stop.signals.joined(separator: ", "))")
      }
    }
    if let within = try duration(fields["within"], "stop.within") {
      stop.withinSeconds = within / .seconds(1)
    }
    return stop
  }

  private func load() throws(ManifestError) -> WorkloadManifest.Service.Load {
    let node = try required("load", "{command: [wrk, …], duration: 5s}")
    let fields = try reader.fields(of: node, in: .load, "load")
    guard let command = fields["command"] else {
      throw reader.error(
        at: node, "load has no command",
        "add 'command:' and a list, such as [wrk, -d, \"{duration}\", …]")
    }
    let known = known(ManifestFields.servicePlaceholders)
    func template(_ field: String) throws(ManifestError) -> Template? {
      guard let node = fields[field] else { return nil }
      return try reader.template(node, "load.\(field)", known: known)
    }
    let load = WorkloadManifest.Service.Load(
      command: try arguments(
        command, "load.command", self.known(ManifestFields.loadPlaceholders)),
      warmUp: try template("warm-up") ?? Template(literal: "0s"),
      duration: try template("duration"), model: try model(fields["model"]),
      connections: try template("connections"), rate: try template("rate"))
    try check(load, fields, node)
    return load
  }

  private func check(
    _ load: WorkloadManifest.Service.Load, _ fields: [String: Node], _ node: Node
  ) throws(ManifestError) {
    let mentioned = Set(load.command.flatMap(\.placeholders))
    if mentioned.contains("duration"), load.duration == nil {
      throw reader.error(at: node, "load.command uses {duration}", "add 'duration: 5s'")
    }
    if let duration = fields["duration"], !mentioned.contains("duration") {
      throw reader.error(
        at: duration, "load.command does not use {duration}",
        "hand it on to the load, or leave it out where the load ends by itself")
    }
    if let rate = fields["rate"], load.model == .closed {
      throw reader.error(
        at: rate, "a closed loop has no rate: each request waits for the answer before",
        "say 'model: open', or leave the rate out")
    }
  }

  private func model(_ node: Node?) throws(ManifestError) -> ServiceSpec.Load.Model {
    guard let node else { return .closed }
    let text = try reader.text(node, "load.model")
    guard let model = ServiceSpec.Load.Model(rawValue: text) else {
      throw reader.error(at: node, "load.model is '\(text)'", "write closed or open")
    }
    return model
  }

  private func duration(_ node: Node?, _ what: String) throws(ManifestError) -> Duration? {
    guard let node else { return nil }
    let text = try reader.text(node, what)
    guard let duration = Self.duration(text) else {
      throw reader.error(
        at: node, "\(what) is '\(text)'",
        "write a whole number above 0 with its unit: ms, s, m or h, at most 24h")
    }
    return duration
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
