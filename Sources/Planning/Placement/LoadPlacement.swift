public import ProfileModel
public import Text

/// Which CPUs the load of a server gets (`--load-cpus`); the server has the others.
public struct LoadPlacement: Hashable, Sendable {
  private let policy: Policy
  /// The option with its value, for refusals.
  private let what: String

  private enum Policy: Hashable {
    /// A quarter of the allowed CPUs, at least one: neighbours of each other, away from the server's.
    case auto
    /// All allowed CPUs, which it shares with the server.
    case shared
    /// OS ids.
    case list(CPUList)
  }

  private static let option = "--load-cpus"

  public static let auto = LoadPlacement(policy: .auto, what: "\(option) auto")

  private init(policy: Policy, what: String) {
    self.policy = policy
    self.what = what
  }

  /// Reads `auto`, `shared`, or a list such as `6,7`.
  public static func parse(_ text: String) throws(Refusal) -> LoadPlacement {
    let what = naming(option, text)
    if text == "auto" { return .auto }
    if text == "shared" { return LoadPlacement(policy: .shared, what: what) }
    guard text.unicodeScalars.first?.properties.isAlphabetic != true else {
      throw WordList.unknown(
        text, known: ["auto", "shared"], option: option, noun: "split of the CPUs")
    }
    return LoadPlacement(policy: .list(try CPUList(text[...], what: what)), what: what)
  }

  /// Server and load, each with its CPUs (OS ids, ascending).
  public struct Split: Hashable, Sendable {
    public let server: [Int]
    public let load: [Int]
  }

  /// Throws where one of the two would have no CPU.
  public func split(on machine: MachineDescription) throws(Refusal) -> Split {
    let order = CPUOrder(machine)
    let allowed = order.cpus.map(\.id)
    let load: [Int]
    switch policy {
    case .shared: return Split(server: allowed, load: allowed)
    case .auto:
      guard allowed.count > 1 else {
        throw .unavailable(
          what,
          why: "this process may use one CPU only, and server and load must not share it",
          remedy:
            "Allow more CPUs, or ask for \(Self.option) shared: then each takes time from the other"
        )
      }
      load = Array(order.compact.map(\.id).suffix(max(1, allowed.count / 4)))
    case .list(let list):
      load = Set(try list.allowedIDs(on: machine, what: what)).sorted()
    }
    let server = allowed.filter { !load.contains($0) }
    guard !server.isEmpty else {
      throw .unavailable(
        what, why: "no CPU is left for the server",
        remedy: "Leave it at least one, or ask for \(Self.option) shared")
    }
    return Split(server: server, load: load.sorted())
  }
}

extension MachineDescription {
  /// The same machine to somebody who may use only these of its CPUs.
  func allowing(only cpus: [Int]) -> MachineDescription {
    var machine = self
    for index in machine.cpus.indices where !cpus.contains(machine.cpus[index].id) {
      machine.cpus[index].allowed = false
    }
    return machine
  }
}
