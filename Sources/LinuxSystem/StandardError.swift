import SystemPackage

/// Diagnostics of this process (`write` to descriptor 2).
public enum StandardError {
  public static func write(_ text: String) {
    try? FileDescriptor.standardError.put(text)
  }
}
