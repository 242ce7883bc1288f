import Glibc

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

  /// The first `limit` bytes of a file (`open(2)`, `read(2)`).
  func bytes(_ file: String, limit: Int = 1 << 20) -> Reading<[UInt8]> {
    // Without O_NONBLOCK a named pipe in a copied tree would be waited for.
    let descriptor = open(path + file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return .failure(Missing(file, errno: errno)) }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while content.count < limit {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count > 0 {
        content += buffer[..<count]
      } else if errno != EINTR {
        return .failure(Missing(file, errno: errno))
      }
    }
    return .success(content)
  }

  /// A file as text, without NUL bytes (old kernels leave some in sysfs) and without white space at its ends.
  func text(_ file: String, limit: Int = 1 << 20) -> Reading<String> {
    bytes(file, limit: limit).map { $0.text }
  }

  /// A file that holds one decimal number.
  func integer(_ file: String) -> Reading<Int> {
    text(file).flatMap { text in
      guard let number = Int(text) else { return .failure(.malformed(file, text)) }
      return .success(number)
    }
  }

  /// The CPUs or nodes in a list file (`0-3,8`), else those in a mask file (`00000000,0000010f`).
  func ids(list: String, map: String? = nil) -> Reading<[Int]> {
    let listed = parsed(list) { KernelCPUList(parsing: $0)?.cpus }
    guard case .failure = listed, let map else { return listed }
    return listed.or(parsed(map) { KernelCPUMask(parsing: $0)?.cpus })
  }

  private func parsed(_ file: String, _ parse: ([UInt8]) -> [Int]?) -> Reading<[Int]> {
    bytes(file).flatMap { bytes in
      guard let ids = parse(bytes.filter { $0 != 0 }) else {
        return .failure(.malformed(file, bytes.text))
      }
      return .success(ids)
    }
  }

  func exists(_ file: String) -> Bool { access(path + file, F_OK) == 0 }

  /// N of the entries `<prefix>N` of a folder, ascending; empty when the folder cannot be read.
  func numbers(in folder: String, prefix: String) -> [Int] {
    guard let stream = opendir(path + folder) else { return [] }
    defer { closedir(stream) }
    var numbers: [Int] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix) else { continue }
      let digits = name.dropFirst(prefix.count)
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
        continue
      }
      numbers.append(number)
    }
    return numbers.sorted()
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
