import ArgumentParser
import Builtin
import Execution
import Planning
import ProfileModel
import Text

/// The claims of a study, and what they are measured by.
struct ClaimsChoice {
  static let names = Claim.allCases.map(\.rawValue)
  /// Smaller differences matter to nobody who chooses between threads and processes.
  static let margin = 0.05
  static let standardBudget = "2m"

  let claims: [Claim]
  private let parts: [Part]
  private let leftOut: [String]

  /// A part of the plan, whose commands a manifest describes.
  private struct Part {
    let request: PlanRequest
    let commands: WorkloadCommands?
  }

  /// - Parameter texts: as typed; empty is all.
  init(_ texts: [String], seed: UInt64, on machine: MachineDescription) throws {
    let words =
      try texts.isEmpty
      ? Self.names
      : WordList.parse(texts, known: Self.names, option: "--only", noun: "claim")
    claims = Claim.allCases.filter { words.contains($0.rawValue) }
    let (requests, refused) = try Claim.requests(for: claims, seed: seed, on: machine)
    var parts = requests.map { Part(request: $0, commands: nil) }
    var leftOut = refused.map { "\($0.rawValue): not measured, because \($1)." }
    for claim in claims {
      do {
        if let part = try Self.commands(of: claim, seed: seed, on: machine) { parts.append(part) }
      } catch let error as ProfileError where texts.isEmpty {
        leftOut.append("\(claim.rawValue): not measured. \(error.description)")
      }
    }
    self.parts = parts
    self.leftOut = leftOut.sorted()
  }

  private static func commands(
    of claim: Claim, seed: UInt64, on machine: MachineDescription
  ) throws -> Part? {
    guard case .manifest(let name, let parameters) = claim.subject else { return nil }
    let commands = try WorkloadCommands(manifest: name, values: parameters)
    var request = PlanRequest(
      workloads: commands.variants, strategies: [.thread, .process], workers: WorkerCounts([2]),
      seed: seed)
    request.placements = nil
    // Whether its programs are there is seen now, so that the other claims can go on without it.
    let placement = request.loadPlacement
    _ = try commands.added(
      to: Plan(request: request, machine: machine), scratch: "/nonexistent",
      split: { () throws(Refusal) in try placement.split(on: machine) })
    return Part(request: request, commands: commands)
  }

  /// All of them in one plan, whose trials are shuffled together.
  func plan(on machine: MachineDescription, seed: UInt64, scratch: String) throws -> Plan {
    let plans = try parts.map { part in
      let plan = try Plan(request: part.request, machine: machine)
      let placement = part.request.loadPlacement
      return try part.commands?.added(
        to: plan, scratch: scratch,
        split: { () throws(Refusal) in try placement.split(on: machine) }) ?? plan
    }
    return Plan(joining: plans, seed: seed, on: machine, warnings: leftOut)
  }

  /// What is run when one worker is to be killed: by threads, and by processes; none where that was not asked for.
  func killed(on machine: MachineDescription, seed: UInt64) throws -> [Configuration] {
    guard claims.contains(.failure) else { return [] }
    let workload = try WorkloadVariant(
      .cpu, options: ["limit": "2000000000"], on: machine)
    return try Plan(
      request: PlanRequest(
        workloads: [workload], strategies: [.thread, .process], workers: WorkerCounts([4]),
        placements: [.free], seed: seed), machine: machine
    ).configurations
  }
}
