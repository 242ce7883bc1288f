/// Names of hosts as schedulers and people write them: `n1,n2`, or with ranges in brackets as Slurm does, `n[01-12,15]`.
package enum HostList {
  /// More names than these are a slip of the pen.
  private static let most = 100_000

  /// The names in order; nil for brackets that do not pair or hold no numbers, an empty name, or too many.
  package static func names(in text: String) -> [String]? {
    var names: [String] = []
    for part in parts(of: text) {
      guard let expanded = expanded(part), names.count + expanded.count <= most else { return nil }
      names += expanded
    }
    return names
  }

  /// Split at the commas outside of brackets.
  private static func parts(of text: String) -> [Substring] {
    var depth = 0
    return text.split(omittingEmptySubsequences: false) { character in
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      return character == "," && depth == 0
    }
  }

  private static func expanded(_ part: Substring) -> [String]? {
    guard let open = part.firstIndex(of: "[") else {
      return part.isEmpty || part.contains("]") ? nil : [String(part)]
    }
    guard let close = part[open...].firstIndex(of: "]") else { return nil }
    let rest = part[part.index(after: close)...]
    guard let ends = rest.isEmpty ? [""] : expanded(rest) else { return nil }
    let ranges = part[part.index(after: open)..<close].split(
      separator: ",", omittingEmptySubsequences: false)
    var names: [String] = []
    for range in ranges {
      guard let numbers = numbers(range), names.count + numbers.count * ends.count <= most else {
        return nil
      }
      names += numbers.flatMap { number in ends.map { "\(part[..<open])\(number)\($0)" } }
    }
    return names
  }

  /// `08-11` keeps its zeros.
  private static func numbers(_ range: Substring) -> [String]? {
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = ends.allSatisfy { end in
      !end.isEmpty && end.count < 10 && end.allSatisfy { $0.isASCII && $0.isNumber }
    }
    guard isPlain, ends.count <= 2, let first = ends.first.flatMap({ Int($0) }),
      let last = ends.last.flatMap({ Int($0) }), first <= last, last - first < most
    else { return nil }
    return (first...last).map { padded("\($0)", to: ends[0].count) }
  }

  private static func padded(_ digits: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// As people count: `n2` before `n10`.
  package static func isAscending(_ first: String, _ second: String) -> Bool {
    let keys = [first, second].map(key)
    return keys[0] == keys[1] ? first < second : keys[0] < keys[1]
  }

  private static func key(_ name: String) -> String {
    var key = ""
    var digits = ""
    for character in name {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if !digits.isEmpty { key += padded(digits, to: 20) }
        digits = ""
        key.append(character)
      }
    }
    return digits.isEmpty ? key : key + padded(digits, to: 20)
  }
}
