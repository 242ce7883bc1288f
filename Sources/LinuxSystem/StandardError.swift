import Glibc

/// Diagnostics of this process (`write` to descriptor 2).
public enum StandardError {
  public static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  /// Columns of the terminal behind it (`ioctl`, `TIOCGWINSZ`); nil when it is none or says none.
  public static var columns: Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether a person looks at it (`isatty`).
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
