import Text

/// Notes that differ in their percentages only, told as one.
struct NoteShape {
  private let pieces: [Substring]
  /// The smallest and the largest of each percentage, as written; other numbers name things.
  private var numbers: [(least: Substring, most: Substring)]
  private(set) var count = 1

  private init(_ note: String) {
    let matches = note.matches(of: /\d+(?:\.\d+)?(?= %)/)
    numbers = matches.map { ($0.output, $0.output) }
    var pieces: [Substring] = []
    var start = note.startIndex
    for match in matches {
      pieces.append(note[start..<match.range.lowerBound])
      start = match.range.upperBound
    }
    self.pieces = pieces + [note[start...]]
  }

  /// In the order in which they first appear.
  static func all(_ notes: [String]) -> [NoteShape] {
    var shapes: [NoteShape] = []
    var places: [[Substring]: Int] = [:]
    for note in notes {
      let shape = NoteShape(note)
      if let place = places[shape.pieces] {
        shapes[place].add(shape)
      } else {
        places[shape.pieces] = shapes.count
        shapes.append(shape)
      }
    }
    return shapes
  }

  private mutating func add(_ other: NoteShape) {
    count += 1
    for (index, number) in other.numbers.enumerated() {
      if Self.value(number.least) < Self.value(numbers[index].least) {
        numbers[index].least = number.least
      }
      if Self.value(number.most) > Self.value(numbers[index].most) {
        numbers[index].most = number.most
      }
    }
  }

  private static func value(_ text: Substring) -> Double {
    Double(text.filter { $0 != "," }) ?? 0
  }

  func isLike(_ other: NoteShape) -> Bool { pieces == other.pieces }

  /// `other programs used 2–18 % of all CPUs`.
  var text: String {
    zip(
      pieces, numbers.map { $0.least == $0.most ? "\($0.least)" : "\($0.least)–\($0.most)" } + [""]
    )
    .map { "\($0)\($1)" }.joined()
  }
}
