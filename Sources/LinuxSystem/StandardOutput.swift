import Glibc
import SystemPackage

/// Results of this process (`write` to descriptor 1): every byte, or an error.
public enum StandardOutput {
  /// Writes a text.
  ///
  /// A reader that has seen enough and left (`head`) is no error.
  public static func write(_ text: String) throws(SystemError) {
    let bytes = Array(text.utf8)
    var done = 0
    do throws(SystemError) {
      while done < bytes.count {
        done += try systemCall("write", "standard output") {
          bytes[done...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        }
      }
    } catch {
      guard error.errno == .brokenPipe else { throw error }
    }
  }
}
