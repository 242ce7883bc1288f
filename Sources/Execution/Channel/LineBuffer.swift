import LinuxSystem
import SystemPackage

/// Whole lines from a pipe that is read without waiting.
struct LineBuffer {
  private var bytes: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 65536)

  /// The next line without its newline; nil when none is complete yet.
  mutating func next(from pipe: FileDescriptor) throws(SystemError) -> Substring? {
    while true {
      if let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: bytes[..<newline], as: UTF8.self)
        bytes.removeSubrange(...newline)
        return line[...]
      }
      guard let more = try pipe.readAvailable(into: &chunk), !more.isEmpty else { return nil }
      bytes += more
    }
  }
}
