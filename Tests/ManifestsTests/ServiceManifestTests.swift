import Manifests
import ProfileModel
import Testing

/// Manifests of servers.
@Suite struct ServiceManifestTests {
  private let service = """
    name: sample
    summary: A server.
    parameters: {connections: 8, seconds: 5s}
    service:
      process: [server, --workers, "{workers}", --port, "{port}"]
      hybrid: [server, "{processes}", "{threads}"]
    ready: {http: "http://127.0.0.1:{port}/", status: 204, within: 3s}
    stop: {signal: SIGINT, within: 4s}
    load:
      command: [wrk, -c, "{connections}", -d, "{duration}", "http://127.0.0.1:{port}/"]
      warm-up: 2s
      duration: "{seconds}"
      connections: "{connections}"
    metrics: {rate: {regex: "(.)", unit: requests/s, primary: true}}

    """

  private func spec(_ text: String, _ overrides: [String: String] = [:]) throws -> CommandSpec {
    let manifest = try parse(text)
    return try manifest.command(
      for: .processes(3), cpus: [[0], [0], [0]],
      parameters: try manifest.resolveParameters(overrides), scratch: "/scratch")
  }

  @Test func `a server has everything that a trial needs`() throws {
    let spec = try spec(service, ["connections": "16", "seconds": "250ms"])
    #expect(spec.commands == [["server", "--workers", "3", "--port", "{port}"]])
    #expect(spec.exitStatus == nil)
    let found = try #require(spec.service)
    #expect(found.ready.kind == .http && found.ready.target == "http://127.0.0.1:{port}/")
    #expect(found.ready.status == 204 && found.ready.withinSeconds == 3)
    #expect(found.stop == ServiceSpec.Stop(signal: "INT", withinSeconds: 4))
    #expect(found.load.command == ["wrk", "-c", "16", "-d", "0.25", "http://127.0.0.1:{port}/"])
    #expect(found.load.durationSeconds == 0.25)
    #expect(found.load.connections == 16)
    #expect(found.load.model == .closed)
  }

  @Test func `a load that cannot warm up is run once before`() throws {
    let found = try #require(try spec(service).service)
    #expect(
      found.load.warmUpCommand == ["wrk", "-c", "8", "-d", "2", "http://127.0.0.1:{port}/"])
    let own = service.replacing("-d, \"{duration}\"", with: "-w, \"{warm-up}\", -d, \"{duration}\"")
    let warm = try #require(try spec(own).service)
    #expect(warm.load.warmUpCommand == nil)
    #expect(warm.load.command.prefix(5) == ["wrk", "-c", "8", "-w", "2"])
    #expect(warm.load.warmUpSeconds == 2)
  }

  @Test(arguments: [
    (
      "ready: {http: \"http://127.0.0.1:{port}/\", status: 204, within: 3s}\n", "",
      "sample.yaml:1:1: a service needs 'ready'; add 'ready: {tcp: \"127.0.0.1:{port}\"}'"
    ),
    (
      "http: \"http://127.0.0.1:{port}/\", status: 204", "http: \"http://example.org/\"",
      "sample.yaml:7:15: ready.http is 'http://example.org/'; give http://127.0.0.1:{port}/path: only a server on this machine can be measured"
    ),
    (
      "http: \"http://127.0.0.1:{port}/\", status: 204", "tcp: \"1.2.3.4:80\"",
      "sample.yaml:7:14: ready.tcp is '1.2.3.4:80'; give 127.0.0.1:{port}: only a server on this machine can be measured"
    ),
    (
      "http: \"http://127.0.0.1:{port}/\", status: 204", "tcp: \"127.0.0.1:65616\"",
      "sample.yaml:7:14: ready.tcp is '127.0.0.1:65616', and '65616' is no port; give one from 1 to 65535, or {port} for a free one"
    ),
    (
      "http: \"http://127.0.0.1:{port}/\", status: 204", "line: up, tcp: \"127.0.0.1:{port}\"",
      "sample.yaml:7:8: ready says how more than once; give one of http, tcp, line or command"
    ),
    (
      "http: \"http://127.0.0.1:{port}/\", status: 204", "line: up, status: 200",
      "sample.yaml:7:27: ready.status is '200'; give the number of an HTTP status, such as 200, and only beside 'http'"
    ),
    (
      "signal: SIGINT", "signal: KILL",
      "sample.yaml:8:16: stop.signal is 'KILL'; give one of TERM, INT, QUIT, HUP, WINCH, USR1, USR2"
    ),
    (
      "within: 4s", "within: soon",
      "sample.yaml:8:32: stop.within is 'soon'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "  duration: \"{seconds}\"\n", "",
      "sample.yaml:10:3: load.command uses {duration}; add 'duration: 5s'"
    ),
    (
      "  connections: \"{connections}\"\n", "  rate: 5\n",
      "sample.yaml:13:9: a closed loop has no rate: each request waits for the answer before; say 'model: open', or leave the rate out"
    ),
    (
      "  connections: \"{connections}\"\n", "  model: half\n",
      "sample.yaml:13:10: load.model is 'half'; write closed or open"
    ),
    (
      ", primary: true", "",
      "sample.yaml:14:10: no metric decides between servers; give one 'primary: true' under 'metrics', such as the rate of requests"
    ),
    (
      "stop: {", "expect: {exit-status: 0}\nstop: {",
      "sample.yaml:8:9: 'expect' means nothing for a server, which is ended and comes to no result; let a metric tell what it did, such as the share of errors with 'at-most'"
    ),
    (
      "stop: {", "commands: {thread: [a]}\nstop: {",
      "sample.yaml:8:11: the manifest has both 'commands' and 'service'; a server is a 'service', what does its work and ends is in 'commands': keep one of them"
    ),
    (
      "{connections: 8,", "{port: 1, connections: 8,",
      "sample.yaml:3:13: {port} is a placeholder of the profiler's own in a service; give the parameter another name"
    ),
    (
      "[server, --workers", "[server, \"{duration}\", --workers",
      "sample.yaml:5:21: argument 1 of service.process: unknown placeholder {duration}; declare it under 'parameters', or write {{duration}} for the braces themselves; known here: {folder} {scratch} {workers} {processes} {threads} {cpus} {port} {connections} {seconds}"
    ),
  ])
  func `what is wrong is told with its place`(old: String, new: String, expected: String) {
    let text = service.replacing(old, with: new)
    #expect(text != service, "the sample has no such text")
    #expect(refusal(text) == expected)
  }

  @Test(arguments: [
    (
      "  duration: \"{seconds}\"\n", "  duration: soon\n",
      "sample.yaml:12:13: load.duration is 'soon'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "  warm-up: 2s\n", "  warm-up: \"2\"\n",
      "sample.yaml:11:12: load.warm-up is '2'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "  connections: \"{connections}\"\n", "  connections: \"0{connections}x\"\n",
      "sample.yaml:13:16: load.connections is '08x', from the parameter connections; give a number above 0"
    ),
    (
      "seconds: 5s", "seconds: 3",
      "sample.yaml:12:13: load.duration is '3', from the parameter seconds; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "  connections: \"{connections}\"\n", "  model: open\n  rate: fast\n",
      "sample.yaml:14:9: load.rate is 'fast'; give a number above 0"
    ),
    (
      "--port, \"{port}\"", "\"{{port}}\"",
      "sample.yaml:5:45: the text '{port}' itself can be handed to no service: each trial's port takes its place; write {port} where the port is meant, and no {{port}}"
    ),
  ])
  func `what is wrong only with its values is told with its place too`(
    old: String, new: String, expected: String
  ) throws {
    let text = service.replacing(old, with: new)
    #expect(text != service, "the sample has no such text")
    let error = #expect(throws: ManifestError.self) { try spec(text) }
    #expect(error?.description == expected)
  }

  @Test func `a parameter's value is no port either, and braces around one stay`() throws {
    let text = service.replacing("{seconds}\"", with: "{seconds}\"\n  rate: 5\n  model: open")
    let open = text.replacing("\"{port}\"]", with: "\"{{{port}}}\", \"{seconds}\"]")
    #expect(try spec(open).commands[0].suffix(2) == ["{{port}}", "5s"])
    #expect(throws: ManifestError.self) { try spec(open, ["seconds": "{port}"]) }
  }

  @Test func `a server's fields have no place beside commands`() {
    #expect(
      refusal(minimal + "stop: {signal: TERM}\n")
        == "sample.yaml:4:7: 'stop' belongs to a server, and there is no 'service'; write 'service:' in place of 'commands:', or leave it out"
    )
  }

  @Test func `a parameter that makes no time or number is refused when it is used`() throws {
    #expect(throws: ManifestError.self) { try spec(service, ["seconds": "long"]) }
    let text = service.replacing("connections: 8", with: "connections: many")
    #expect(throws: ManifestError.self) { try spec(text) }
  }

  @Test func `packages are read`() throws {
    #expect(try parse(service + "packages: {wrk: wrk}\n").packages == ["wrk": "wrk"])
  }
}
