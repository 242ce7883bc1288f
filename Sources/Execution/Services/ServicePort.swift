import LinuxSystem
import ProfileModel

/// The port of a trial, in the place of the mark that manifests leave for it.
enum ServicePort {
  private static let mark = "{port}"

  /// What a trial runs at this port.
  static func filled(_ spec: CommandSpec, port: Int) -> CommandSpec {
    guard var service = spec.service else { return spec }
    let fill = { (text: String) in text.replacing(mark, with: String(port)) }
    var spec = spec
    spec.commands = spec.commands.map { $0.map(fill) }
    spec.environment = spec.environment.map { .init(name: $0.name, value: $0.value.map(fill)) }
    spec.setUp = spec.setUp.map { $0.map(fill) }
    spec.cleanUp = spec.cleanUp.map { $0.map(fill) }
    service.ready.target = fill(service.ready.target)
    service.ready.command = service.ready.command.map(fill)
    service.load.command = service.load.command.map(fill)
    service.load.warmUpCommand = service.load.warmUpCommand.map { $0.map(fill) }
    spec.service = service
    return spec
  }

  /// The port that an address such as `127.0.0.1:8000` or `http://127.0.0.1:8000/path` names.
  static func number(in target: String) -> Int? {
    let address = target.hasPrefix("http://") ? target.dropFirst(7) : target[...]
    let host = address.prefix { $0 != "/" }
    return host.lastIndex(of: ":").flatMap { Int(host[host.index(after: $0)...]) }
  }

  /// What is asked for at the address of an http target: `/path`.
  static func path(in target: String) -> String {
    let address = target.dropFirst("http://".count)
    return address.firstIndex(of: "/").map { String(address[$0...]) } ?? "/"
  }
}
