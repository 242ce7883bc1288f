import Glibc
import LinuxSystem
import SystemPackage

/// Reads kernel files whole, below a root that tests may replace: for cold paths.
public struct ProcReader: Sendable, Equatable {
  /// The folder that paths are relative to.
  public let root: String

  public init(root: String = "/proc") {
    self.root = root
  }

  /// The reader of one process's files, such as `/proc/PID`.
  public func process(_ pid: Int32) -> ProcReader {
    ProcReader(root: "\(root)/\(pid)")
  }

  /// A file's whole content (`open`, `pread`); the kernel says 0 for the size of such files, so it is read to its end.
  ///
  /// - Parameters:
  ///   - path: Relative to the root.
  ///   - limit: Bytes beyond which the file is refused rather than cut off.
  /// - Throws: ``ProcReadError``; a task that ended meanwhile is a `failed` with ENOENT or ESRCH.
  public func bytes(_ path: String, limit: Int = 64 << 20) throws(ProcReadError) -> [UInt8] {
    do throws(SystemError) {
      let content = try content(of: Descriptor(reading: "\(root)/\(path)"), limit: limit)
      if content.count <= limit { return content }
    } catch {
      throw .failed(path: "\(root)/\(path)", error.errno)
    }
    throw .tooLarge(path: "\(root)/\(path)", limit: limit)
  }

  /// A file's parsed content.
  ///
  /// - Throws: ``ProcReadError``.
  public func read<Value: ProcParsable>(
    _ path: String, as type: Value.Type = Value.self, limit: Int = 64 << 20
  ) throws(ProcReadError) -> Value {
    guard let value = Value(parsing: try bytes(path, limit: limit)) else {
      throw .malformed(path: "\(root)/\(path)")
    }
    return value
  }

  /// The entries of a folder that are numbers, ascending: the threads in `task`, the processes in the root itself.
  ///
  /// - Throws: ``ProcReadError`` (`opendir`).
  public func numbers(in path: String = ".") throws(ProcReadError) -> [Int32] {
    guard let stream = opendir("\(root)/\(path)") else {
      throw .failed(path: "\(root)/\(path)", Errno(rawValue: errno))
    }
    defer { closedir(stream) }
    var numbers: [Int32] = []
    while let entry = readdir(stream) {
      let number = withUnsafeBytes(of: &entry.pointee.d_name) { name -> UInt64? in
        var scanner = ByteScanner(UnsafeRawBufferPointer(rebasing: name.prefix { $0 != 0 }))
        let number = scanner.digits()
        return scanner.isAtEnd ? number : nil
      }
      if let number, let small = Int32(exactly: number) { numbers.append(small) }
    }
    return numbers.sorted()
  }

  /// Reads to the end, or until the content is longer than the limit.
  private func content(
    of descriptor: borrowing Descriptor, limit: Int
  ) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var content: [UInt8] = []
    while content.count <= limit {
      let count = try descriptor.read(into: buffer, at: content.count)
      if count == 0 { break }
      content.append(contentsOf: buffer[..<count])
    }
    return content
  }
}
