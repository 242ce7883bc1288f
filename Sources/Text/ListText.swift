/// Enumerations, plurals and lists of ids in running text.
package enum ListText {
  /// `a`, `a and b`, `a, b and c`.
  package static func and(_ parts: [String]) -> String { joined(parts, "and") }

  /// `a`, `a or b`, `a, b or c`.
  package static func or(_ parts: [String]) -> String { joined(parts, "or") }

  private static func joined(_ parts: [String], _ conjunction: String) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  /// Ids as the kernel writes them: `0-2,5`; `–` for none.
  package static func cpus(_ ids: some Sequence<Int>) -> String {
    let list = ids.idList
    return list.isEmpty ? NumberText.absent : list
  }

  /// `1 round`, `3 rounds`.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(NumberText.count(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// `1 core`, `1.5 cores`: of what need not be whole.
  package static func counted(amount: Double, _ noun: String) -> String {
    let text = NumberText.amount(amount)
    return "\(text) \(text == "1" ? noun : noun + "s")"
  }

  /// `CPU 3`, `CPUs 0-2,5`: a noun and the ids of what it names.
  package static func named(_ noun: String, _ ids: some Sequence<Int>) -> String {
    let ids = Set(ids)
    return "\(ids.count == 1 ? noun : noun + "s") \(cpus(ids))"
  }

  /// The first letter in upper case.
  package static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
