import LinuxSystem
import SystemPackage
import Text

/// What the terminal behind standard output can show.
enum TerminalWindow {
  /// Width, characters and colour; plain and 80 columns wide in a pipe.
  static func style(color: ColorChoice) -> TerminalStyle {
    let isColored =
      switch color {
      case .auto: hasColor
      case .always: true
      case .never: false
      }
    return TerminalStyle(width: width, unicode: hasUnicode, color: isColored)
  }

  /// Columns (`TIOCGWINSZ`, then `COLUMNS`).
  private static var width: Int {
    FileDescriptor.standardOutput.columns
      ?? Environment.text("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
  }

  /// The locale's character set is UTF-8.
  static var hasUnicode: Bool {
    let locale =
      Environment.text("LC_ALL") ?? Environment.text("LC_CTYPE") ?? Environment.text("LANG") ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// See https://no-color.org.
  private static var hasColor: Bool {
    FileDescriptor.standardOutput.isTerminal && Environment.text("NO_COLOR") == nil
      && Environment.text("TERM") != "dumb"
  }
}
