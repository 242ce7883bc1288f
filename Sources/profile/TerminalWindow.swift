import Glibc
import Reporting

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

  private static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns (`TIOCGWINSZ`, then `COLUMNS`).
  private static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
  }

  /// The locale's character set is UTF-8.
  static var hasUnicode: Bool {
    let locale =
      environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// See https://no-color.org.
  private static var hasColor: Bool {
    isTerminal && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// A variable that is set and not empty.
  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
