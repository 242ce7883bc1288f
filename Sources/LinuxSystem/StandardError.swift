import Glibc

/// Diagnostics of this process (`write` to descriptor 2).
public enum StandardError {
  public static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  /// Whether a person looks at it (`isatty`).
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
