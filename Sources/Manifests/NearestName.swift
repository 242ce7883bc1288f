/// The candidate that a mistyped name most likely meant.
///
/// - Returns: the candidate with the fewest edits, if these are at most two or a third of its length (one for a name of
///   three letters or fewer); else nil.
func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  // A name of a megabyte is nobody's typing mistake, and the distance costs its length squared.
  guard name.utf8.count <= 64 else { return nil }
  let ranked = candidates.map { (name: $0, distance: editDistance(name, $0)) }
  guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
    return nil
  }
  let allowed = best.name.count > 3 ? max(2, best.name.count / 3) : 1
  return best.distance <= allowed ? best.name : nil
}

/// Insertions, deletions and replacements that turn one text into the other (Levenshtein 1966), row by row.
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left)
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let replaced = diagonal + (character == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}

/// "did you mean 'x'", or else the list of what is possible.
func suggestion(for name: String, among candidates: [String], noun: String) -> String {
  if let near = nearest(to: name, among: candidates) { return "did you mean '\(near)'?" }
  guard !candidates.isEmpty else { return "there are no \(noun)" }
  return "the \(noun) are \(candidates.joined(separator: ", "))"
}
