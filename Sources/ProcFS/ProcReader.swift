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
      let content = try Files.contents(of: "\(root)/\(path)", limit: limit + 1)
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
    _ path: String, as type: Value.Type = Value.self
  ) throws(ProcReadError) -> Value {
    guard let value = Value(parsing: try bytes(path)) else {
      throw .malformed(path: "\(root)/\(path)")
    }
    return value
  }

  /// The entries of a folder that are numbers, ascending: the threads in `task`, the processes in the root itself.
  ///
  /// - Throws: ``ProcReadError`` (`opendir`).
  public func numbers(in path: String = ".") throws(ProcReadError) -> [Int32] {
    var numbers: [Int32] = []
    do throws(SystemError) {
      try Files.forEachName(in: "\(root)/\(path)") { name in
        var scanner = ByteScanner(name)
        guard let number = scanner.digits(), scanner.isAtEnd else { return }
        if let small = Int32(exactly: number) { numbers.append(small) }
      }
    } catch {
      throw .failed(path: "\(root)/\(path)", error.errno)
    }
    return numbers.sorted()
  }
}
