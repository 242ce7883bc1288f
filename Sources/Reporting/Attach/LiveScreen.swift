public import Analysis
import ProfileModel
public import Text

/// A screen of who does what in a program while it is looked at: lines that fit the window.
public struct LiveScreen: Sendable {
  private let groups: LiveGroups
  private let title: String
  private let secondsLeft: Double

  public init(_ groups: LiveGroups, title: String, secondsLeft: Double) {
    self.groups = groups
    self.title = title
    self.secondsLeft = secondsLeft
  }

  /// The widths of the columns behind the first.
  private static let columns = [("threads", 8), ("CPU", 7), ("ready", 7)]
  private static let leastName = 12

  /// - Parameter height: lines that there is room for.
  public func lines(_ style: TerminalStyle, height: Int) -> [String] {
    let room = max(1, height - 4)
    let shown = groups.groups.prefix(room)
    let hidden = groups.groups.count - shown.count
    let more = hidden > 0 ? "… and \(ListText.counted(hidden, "group")) more" : ""
    let all =
      [head, "", heading(style)] + shown.map { row($0, style) } + (hidden > 0 ? [more] : [])
    return all.prefix(max(1, height)).map { line in
      let safe = style.unicode ? OutsideText.line(line) : OutsideText.ascii(OutsideText.line(line))
      return Wrapping.clipped(safe, to: style.width - 1, sign: ">")
    }
  }

  private var head: String {
    let processes = ListText.counted(groups.processes, "process", plural: "processes")
    let left = Int(secondsLeft.rounded(.up))
    return
      "\(title): \(Self.number(groups.coresBusy)) CPUs busy, \(processes), \(ListText.counted(groups.threads, "thread")); \(left) s left, Ctrl-C ends it"
  }

  private func nameWidth(_ style: TerminalStyle) -> Int {
    let fixed = Self.columns.map(\.1).reduce(0, +)
    return max(Self.leastName, min(40, style.width - fixed - 22))
  }

  private func heading(_ style: TerminalStyle) -> String {
    DisplayWidth.padded("who", to: nameWidth(style))
      + Self.columns.map { DisplayWidth.padded($0.0, to: $0.1, right: true) }.joined()
      + "  waits for"
  }

  private func row(_ group: LiveGroups.Group, _ style: TerminalStyle) -> String {
    let role = group.processes > 1 ? "\(group.role) ×\(group.processes)" : group.role
    let isSame = group.role.hasPrefix(group.name)
    let name = OutsideText.line(isSame ? role : "\(role): \(group.name)")
    let width = nameWidth(style)
    let clipped = Wrapping.clipped(name, to: width - 1, sign: ">")
    let figures = [
      "\(group.threads)", Self.number(group.coresBusy), Self.number(group.coresWanted),
    ]
    let wait = group.waitsFor.map { LedgerPart.wait($0).words }
    let words =
      group.isIdle ? "idle" + (wait.map { " (\($0))" } ?? "") : wait ?? NumberText.absent
    return DisplayWidth.padded(clipped, to: width)
      + zip(figures, Self.columns).map { DisplayWidth.padded($0, to: $1.1, right: true) }.joined()
      + "  \(words)"
  }

  private static func number(_ cores: Double) -> String {
    cores > 0 && cores < 0.005 ? "<0.01" : DecimalText.fixed(cores, decimals: 2)
  }
}
