import HostProtocol
import LinuxSystem
import ProfileModel

/// Whether commands ended as they should, and wrote what they should.
enum CommandVerdict {
  static func check(
    _ group: CommandGroup, _ spec: CommandSpec, _ outputs: CommandOutputs, _ check: inout Check?
  ) throws(TrialFault) {
    for (copy, leader) in group.leaders.enumerated() {
      let which = group.leaders.count > 1 ? "copy \(copy) " : "it "
      guard let exit = leader.exit else {
        throw .commandFailed("\(which)did not end as a child of its launcher")
      }
      guard let expected = spec.exitStatus, exit.end != .exited(status: Int32(expected)) else {
        continue
      }
      let wanted =
        expected == 0 ? "" : " instead of ending with status \(expected)"
      throw .commandFailed("\(which)\(exit.end.description)\(wanted)\(outputs.lastLines(of: copy))")
    }
    guard let expected = spec.output else { return }
    let found = expected.check(outputs.standardOutputs())
    check = found
    guard !found.correct else { return }
    throw .commandFailed(
      found.actual.map {
        "wrong result: its line '\(expected.line)' says \($0) instead of \(found.expected)"
      } ?? "wrong result: its output has no line that begins with '\(expected.line)'"
        + outputs.lastLines(of: 0))
  }

  /// As a shell tells it: 128 and the signal's number for a command that was killed.
  static func exitStatus(_ group: CommandGroup) -> Int? {
    let ends = group.leaders.compactMap(\.exit?.end)
    guard !ends.isEmpty else { return nil }
    return (ends.first { $0 != .exited(status: 0) } ?? ends[0]).status
  }
}

extension LeaderExit.End {
  var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .killed(let signal): "was killed by \(SignalName.of(signal))"
    }
  }

  fileprivate var status: Int {
    switch self {
    case .exited(let status): Int(status)
    case .killed(let signal): 128 + Int(signal)
    }
  }
}
