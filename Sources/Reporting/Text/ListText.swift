import ProfileModel

/// Enumerations in running text, and lists of CPUs.
package enum ListText {
  /// `a`, `a and b`, `a, b and c`.
  package static func and(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Ids as the kernel writes them: `0-2,5`; `–` for none.
  package static func cpus(_ ids: [Int]) -> String {
    ids.isEmpty ? NumberText.absent : ids.idList
  }

  /// `1 round`, `3 rounds`.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(NumberText.count(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}
