import LinuxSystem
import Text

/// What is said on standard error: much of it quotes files, programs and arguments, and none may command the terminal.
enum Diagnostic {
  /// One remark, `profile: ` before it; line breaks stay.
  static func write(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    StandardError.write(
      "profile: \(lines.map { OutsideText.line(String($0)) }.joined(separator: "\n"))\n")
  }
}
