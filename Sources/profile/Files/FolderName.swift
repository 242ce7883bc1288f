import Text

/// The part of the default report folder's name that says what was measured.
enum FolderName {
  private static let longest = 60

  /// Joined by dashes, each once; what could be awkward in a path is replaced.
  static func naming(_ workloads: [String]) -> String {
    let text = workloads.unique.joined(separator: "-")
    let safe = text.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      let isOther = "0123456789._-".unicodeScalars.contains(scalar)
      return isPlain || isOther ? Character(scalar) : "_"
    }
    return String(safe.prefix(longest))
  }
}
