import CLinuxShims
import Glibc
public import SystemPackage

extension FileDescriptor {
  /// What can be read now without waiting (`read`); nil at the end, empty when there is nothing yet.
  public func readAvailable(into buffer: inout [UInt8]) throws(SystemError) -> ArraySlice<UInt8>? {
    let count: Int
    do throws(SystemError) {
      count = try systemCall("read") { Glibc.read(rawValue, &buffer, buffer.count) }
    } catch {
      if error.errno == .wouldBlock { return [] }
      throw error
    }
    return count == 0 ? nil : buffer[..<count]
  }

  /// Makes reads return at once (`fcntl`, `O_NONBLOCK`).
  public func setNonBlocking() throws(SystemError) {
    try systemCall("fcntl", "O_NONBLOCK") { profile_set_nonblocking(rawValue) }
  }

  /// Writes the whole text at the file's start (`pwrite`).
  public func put(_ text: String) throws(SystemError) {
    var text = text
    var failure: SystemError?
    text.withUTF8 { bytes in
      do {
        var done = 0
        while done < bytes.count {
          done += try systemCall("pwrite") {
            Glibc.pwrite(
              rawValue, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(done))
          }
        }
      } catch {
        failure = error as? SystemError
      }
    }
    if let failure { throw failure }
  }

  /// The last bytes of a file, as text.
  public func tail(bytes limit: Int) -> String {
    let end = Glibc.lseek(rawValue, 0, SEEK_END)
    guard end > 0 else { return "" }
    let count = min(Int(end), limit)
    var buffer = [UInt8](repeating: 0, count: count)
    let found = Glibc.pread(rawValue, &buffer, count, end - off_t(count))
    return String(decoding: buffer.prefix(max(0, found)), as: UTF8.self)
  }
}
