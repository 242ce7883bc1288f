import SystemPackage

/// Results of this process (`write` to descriptor 1): every byte, or an error.
public enum StandardOutput {
  /// Writes a text.
  ///
  /// A reader that has seen enough and left (`head`) is no error.
  public static func write(_ text: String) throws(SystemError) {
    do throws(SystemError) {
      try FileDescriptor.standardOutput.put(text, subject: "standard output")
    } catch {
      guard error.errno == .brokenPipe else { throw error }
    }
  }
}
