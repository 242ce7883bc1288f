import HostProtocol
import LinuxSystem
import ProfileModel

/// Whether commands ended as they should, and wrote what they should.
enum CommandVerdict {
  /// - Parameter wasAsked: whether it was asked to end, its time being over.
  static func check(
    _ group: CommandGroup, _ spec: CommandSpec, _ outputs: CommandOutputs, _ check: inout Check?,
    wasAsked: Bool = false, memoryKills: String? = nil
  ) throws(TrialFault) {
    // However it ended then, it was our doing.
    for (copy, leader) in group.leaders.enumerated() where !wasAsked {
      let which = group.leaders.count > 1 ? "copy \(copy) " : "it "
      guard let exit = leader.exit else {
        throw .commandFailed("\(which)did not end as a child of its launcher")
      }
      guard let expected = spec.exitStatus, exit.end != .exited(status: Int32(expected)) else {
        continue
      }
      let wanted =
        expected == 0 ? "" : " instead of ending with status \(expected)"
      let killer = memoryKills.map { "; \($0)" } ?? ""
      throw .commandFailed(
        "\(which)\(exit.end.description)\(wanted)\(killer)\(outputs.lastLines(of: copy))")
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

  /// What the commands told of the run; what copies tell differently is told of each.
  static func reported(_ spec: CommandSpec, _ outputs: CommandOutputs) -> [String: String] {
    guard !spec.reportedLines.isEmpty else { return [:] }
    let texts = outputs.standardOutputs()
    var reported: [String: String] = [:]
    for line in spec.reportedLines {
      let values = texts.compactMap { OutputLine.lastValue(after: line, in: $0) }
      guard let first = values.first else { continue }
      let isShared = values.allSatisfy { $0 == first }
      let value = isShared ? first : values.joined(separator: ", ")
      reported[name(of: line)] =
        value.count > longestReport ? "\(value.prefix(longestReport))…" : value
    }
    return reported
  }

  /// A value is a word or a few; a line of megabytes is cut.
  private static let longestReport = 200

  /// The beginning of a line without what leads over to the value: `gil` of `gil: `.
  private static func name(of line: String) -> String {
    let end = line.lastIndex { !" :=\t".contains($0) }
    return end.map { String(line[...$0]) } ?? line
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
    case .killed(let signal): "was killed by \(SignalName.text(signal))"
    }
  }

  fileprivate var status: Int {
    switch self {
    case .exited(let status): Int(status)
    case .killed(let signal): 128 + Int(signal)
    }
  }
}
