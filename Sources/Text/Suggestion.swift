/// What somebody who mistyped a word probably meant.
package enum Suggestion {
  /// The word among `known` that the user probably meant, or nil when none is near.
  ///
  /// Nearness is the optimal-string-alignment distance (Damerau 1964) without regard to case, at most a
  /// third of the longer word; a word that the text begins with or that begins with it also counts, so
  /// `threads` finds `thread`.
  package static func nearest(to text: String, among known: [String]) -> String? {
    let wanted = Array(text.lowercased().utf8)
    // Longer texts are no misspelling of a short word, and the distance is quadratic.
    guard !wanted.isEmpty && wanted.count <= 40 else { return nil }
    var best: (word: String, distance: Int)?
    for word in known {
      let candidate = Array(word.lowercased().utf8)
      var distance = editDistance(wanted, candidate)
      if wanted.count > 2 && (wanted.starts(with: candidate) || candidate.starts(with: wanted)) {
        distance = min(distance, 1)
      }
      let allowed = max(1, max(wanted.count, candidate.count) / 3)
      if distance <= allowed && distance < best?.distance ?? .max { best = (word, distance) }
    }
    return best?.word
  }

  /// "did you mean 'x'?", or else the list of what is possible.
  package static func words(for name: String, among candidates: [String], noun: String) -> String {
    if let near = nearest(to: name, among: candidates) { return "did you mean '\(near)'?" }
    guard !candidates.isEmpty else { return "there are no \(noun)" }
    return "the \(noun) are \(candidates.joined(separator: ", "))"
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        let substitution = last[j] + (a[i] == b[j] ? 0 : 1)
        var cost = min(last[j + 1] + 1, current[j] + 1, substitution)
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[b.count]
  }
}
