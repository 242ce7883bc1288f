/// Names of threads that do the same differ by a number.
enum ThreadName {
  /// With each run of digits as one `*`: `worker-12` and `worker-3` are `worker-*`.
  static func folded(_ name: String) -> String {
    var folded = ""
    for character in name {
      let isDigit = character.isASCII && character.isNumber
      if !isDigit { folded.append(character) } else if folded.last != "*" { folded.append("*") }
    }
    return folded
  }
}
