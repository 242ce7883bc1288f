/// Texts that may hold bytes that are no UTF-8, as arguments and paths on Linux may.
///
/// Such a byte is kept as a private character of its own, so that it survives in every text, and in JSON; a program or a
/// file that is named by it gets the byte again.
public enum ByteText {
  /// U+10FE00 + byte: private use, in no other use that is known.
  private static let base: UInt32 = 0x10_FE00
  private static let marks = (base + 0x80)...(base + 0xFF)

  /// The text of bytes, whatever they are.
  public static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !holdsMark(text) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      if let (scalar, length) = scalar(at: rest) {
        text.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let mark = Unicode.Scalar(base + UInt32(first)) { text.append(mark) }
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The bytes of such a text.
  public static func bytes(_ text: String) -> [UInt8] {
    guard holdsMark(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      marks.contains(scalar.value)
        ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
    }
  }

  /// The words that this program was started with, its own name first.
  public static var commandLine: [String] {
    (0..<Int(CommandLine.argc)).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        text(UnsafeBufferPointer(start: word, count: length(of: word)).map(UInt8.init(bitPattern:)))
      }
    }
  }

  private static func length(of word: UnsafeMutablePointer<CChar>) -> Int {
    var length = 0
    while word[length] != 0 { length += 1 }
    return length
  }

  private static func holdsMark(_ text: String) -> Bool {
    text.unicodeScalars.contains { marks.contains($0.value) }
  }

  /// The character that begins there, unless it is broken, or one that stands for a byte here.
  private static func scalar(at bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    for length in 1...min(4, bytes.count) {
      guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
        let scalar = text.unicodeScalars.first
      else { continue }
      return marks.contains(scalar.value) ? nil : (scalar, length)
    }
    return nil
  }
}
