import LinuxSystem
import ProcFS

/// The folder under which `/sys` and `/proc` are read: the live machine's, or a copy of another's.
public struct Root: Sendable, Equatable {
  /// Put before every path, without a slash at its end; empty for the live machine.
  public let path: String

  /// A root at `path`; empty or `/` is the live machine.
  public init(_ path: String = "") {
    var trimmed = Substring(path)
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
  }

  /// Whether this is the running machine rather than a copied tree.
  public var isLive: Bool { path.isEmpty }

  /// A file's whole content.
  func bytes(_ file: String) -> Reading<[UInt8]> {
    do {
      // Opening a named pipe, which a copied tree might hold, would wait for a writer.
      if !isLive, try !FileFacts(of: path + file).isRegular {
        return .failure(Missing("\(file) is not a file"))
      }
      return .success(try ProcReader(root: path).bytes(String(file.dropFirst()), limit: 1 << 24))
    } catch let error as SystemError {
      return .failure(Missing(file, error.errno))
    } catch ProcReadError.failed(_, let number) {
      return .failure(Missing(file, number))
    } catch {
      return .failure(Missing("\(file) could not be read: \(error)"))
    }
  }

  /// A file as text, without NUL bytes (old kernels leave some in sysfs) and without white space at its ends.
  func text(_ file: String) -> Reading<String> {
    bytes(file).map { $0.text }
  }

  /// A file that holds one decimal number.
  func integer(_ file: String) -> Reading<Int> {
    text(file).flatMap { text in
      guard let number = Int(text) else { return .failure(.malformed(file, text)) }
      return .success(number)
    }
  }

  /// A file by its parser in ProcFS.
  func parsed<Value: ProcParsable>(_ file: String, as type: Value.Type = Value.self) -> Reading<
    Value
  > {
    bytes(file).flatMap { bytes in
      guard let value = Value(parsing: bytes.filter { $0 != 0 }) else {
        return .failure(.malformed(file, bytes.text))
      }
      return .success(value)
    }
  }

  /// The CPUs or nodes in a list file (`0-3,8`), else those in a mask file (`00000000,0000010f`).
  func ids(list: String, map: String? = nil) -> Reading<[Int]> {
    let listed = parsed(list, as: KernelCPUList.self).map(\.cpus)
    guard case .failure = listed, let map else { return listed }
    return listed.or(parsed(map, as: KernelCPUMask.self).map(\.cpus))
  }

  func exists(_ file: String) -> Bool { Files.exists(path + file) }

  /// N of the entries `<prefix>N` of a folder, ascending; empty when the folder cannot be read.
  func numbers(in folder: String, prefix: String) -> [Int] {
    Files.names(in: path + folder).compactMap { name in
      guard name.hasPrefix(prefix) else { return nil }
      let digits = name.dropFirst(prefix.count)
      return digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }.sorted()
  }
}

extension [UInt8] {
  /// As text without NUL bytes and without white space at the ends.
  var text: String {
    let visible = filter { $0 != 0 }
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let first = visible.firstIndex(where: { !isSpace($0) }),
      let last = visible.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: visible[first...last], as: UTF8.self)
  }
}
