/// Lower-case letters, digits and hyphens, a letter first: what manifests, parameters, placeholders and metrics are called.
package func isName(_ text: String) -> Bool {
  guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
  return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
}

private func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
