// How refusals write what they name. Input is hostile until parsed: it is shortened and escaped.

/// An option with its value, as refusals name it: `--size 1e3`.
func naming(_ option: String, _ value: String) -> String {
  // Blanks alone would be invisible.
  value.allSatisfy(\.isWhitespace) ? "\(option) \"\(shown(value))\"" : "\(option) \(shown(value))"
}

/// A text of the user's made fit for one line of a terminal: control characters escaped, at most 60 characters.
func shown(_ text: String) -> String {
  let limit = 60
  var result = ""
  for scalar in text.unicodeScalars.prefix(limit) {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    let isLayout = (0x200B...0x202E).contains(scalar.value) || scalar.value == 0xFEFF
    if isControl || isLayout {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return text.unicodeScalars.count > limit ? result + "…" : result
}

/// A number with its thousands apart: `4,294,967,295`.
func grouped(_ number: some BinaryInteger) -> String {
  let digits = String(number.magnitude)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return number < 0 ? "-" + result : result
}

/// `a`, `a or b`, `a, b or c`.
func alternatives(_ words: [String], _ conjunction: String = "or") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}
