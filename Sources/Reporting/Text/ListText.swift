/// Enumerations in running text, and lists of CPUs.
package enum ListText {
  /// `a`, `a and b`, `a, b and c`.
  package static func and(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Ids as the kernel writes them: `0-2,5`; `–` for none.
  package static func cpus(_ ids: [Int]) -> String {
    let sorted = Set(ids).sorted()
    var ranges: [ClosedRange<Int>] = []
    for id in sorted {
      if let last = ranges.last, last.upperBound == id - 1 {
        ranges[ranges.count - 1] = last.lowerBound...id
      } else {
        ranges.append(id...id)
      }
    }
    guard !ranges.isEmpty else { return NumberText.absent }
    return ranges.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }.joined(separator: ",")
  }

  /// `1 round`, `3 rounds`.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(NumberText.count(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}
