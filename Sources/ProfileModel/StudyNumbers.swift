public import FoundationEssentials

/// Looks through a study's JSON for numbers that no measurement can give, so that no later sum or share of them overflows.
public struct StudyNumbers {
  /// Seconds, counts and everything else: 30,000 years, a million million switches.
  private static let most = 1e12
  /// Bytes, and a workload's own work.
  private static let mostBytes = 1e15
  /// Of these only what was asked for, what a kernel allows and what a program tells of itself is told, which may be without
  /// a limit.
  private static let unlimited: Set<String> = ["seed", "settings", "parameters", "metrics"]
  /// Numbers of so few digits are in any case small enough.
  private static let fewDigits = 12

  private struct Level {
    /// Nil in a list.
    var key: String?
    var index = 0
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var levels: [Level] = []

  /// - Parameter data: JSON that a decoder has accepted.
  /// - Throws: ``StudyFormatError/malformed(path:problem:)``.
  public static func check(_ data: Data) throws(StudyFormatError) {
    let fault = data.withUnsafeBytes { bytes -> (path: String, text: String)? in
      var numbers = StudyNumbers(bytes)
      return numbers.firstAbsurd()
    }
    guard let fault else { return }
    throw .malformed(
      path: fault.path, problem: "\(fault.text) is more than a measurement can give")
  }

  private init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  private mutating func firstAbsurd() -> (path: String, text: String)? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"): levels.append(Level(key: ""))
      case UInt8(ascii: "["): levels.append(Level())
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","):
        if let last = levels.indices.last { levels[last].index += 1 }
      case UInt8(ascii: "\""): readText()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let text = readNumber()
        if text.count > Self.fewDigits || text.contains(where: Self.isExponent),
          isAbsurd(String(decoding: text, as: UTF8.self))
        {
          return (path, String(decoding: text.prefix(40), as: UTF8.self))
        }
        continue
      default: break
      }
      position += 1
    }
    return nil
  }

  private static func isExponent(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }

  /// Ends at the closing quote.
  private mutating func readText() {
    let start = position + 1
    position = start
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count, let last = levels.indices.last, levels[last].key != nil else {
      return
    }
    // A value may be a text too; what follows it has a key of its own.
    let name = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    levels[last].key = String(decoding: name, as: UTF8.self)
  }

  private mutating func readNumber() -> UnsafeRawBufferPointer {
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private func isAbsurd(_ text: String) -> Bool {
    guard let value = Double(text) else { return false }
    let keys = levels.compactMap(\.key)
    guard !keys.contains(where: Self.unlimited.contains) else { return false }
    let isAmount = keys.last.map { $0.hasSuffix("Bytes") || $0 == "workDone" } == true
    return value.magnitude > (isAmount ? Self.mostBytes : Self.most)
  }

  /// Such as `trials[3].workers[0].userSeconds`.
  private var path: String {
    levels.reduce(into: "") { path, level in
      if let key = level.key {
        path += path.isEmpty ? key : ".\(key)"
      } else {
        path += "[\(level.index)]"
      }
    }
  }
}
