import Analysis
import LinuxSystem
import ProfileModel
import Reporting
import SystemPackage
import Text

/// A screen that is drawn anew each second while a program is looked at, on a terminal alone.
///
/// It lies on the terminal's second screen, so that what stood there before comes back.
final class LiveView {
  private let title: String
  private var isOpen = false
  private static let open = "\u{1B}[?1049h\u{1B}[?25l"
  private static let close = "\u{1B}[?25h\u{1B}[?1049l"
  private static let home = "\u{1B}[H"
  private static let restOfLine = "\u{1B}[K"
  private static let restOfScreen = "\u{1B}[J"

  /// Nil where nobody can see it: in a pipe, on a dumb terminal, and where silence was asked for.
  init?(title: String, isQuiet: Bool) {
    guard !isQuiet, FileDescriptor.standardError.isTerminal,
      FileDescriptor.standardOutput.isTerminal, Environment.value("TERM") != "dumb"
    else { return nil }
    self.title = title
  }

  deinit { end() }

  func show(_ snapshot: AttachSnapshot) {
    if !isOpen { StandardError.write(Self.open) }
    isOpen = true
    let style = TerminalStyle(
      width: FileDescriptor.standardError.columns ?? 80, unicode: TerminalWindow.hasUnicode)
    let screen = LiveScreen(
      LiveGroups(snapshot), title: title, secondsLeft: snapshot.secondsLeft)
    let lines = screen.lines(style, height: FileDescriptor.standardError.rows ?? 24)
    StandardError.write(
      Self.home + lines.map { $0 + Self.restOfLine }.joined(separator: "\r\n")
        + Self.restOfScreen)
  }

  /// Gives the terminal back.
  func end() {
    guard isOpen else { return }
    isOpen = false
    StandardError.write(Self.close)
  }
}
