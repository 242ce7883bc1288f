import ProfileModel
import Text

/// Who came to a running program and who went, in words.
struct AttachTurnover {
  let windows: [AttachRecord]
  /// More that came or went than this are told by their number alone.
  private static let mostNamed = 4

  var words: [String] {
    replaced + [crowd, threads, over].compactMap(\.self)
  }

  private var processes: [AttachRecord.Process] { windows.flatMap(\.processes) }

  /// Of each role that had been there: one ended and another one came.
  private var replaced: [String] {
    let ended = Dictionary(grouping: processes.filter { $0.endedAfterSeconds != nil }, by: \.role)
    let born = Dictionary(grouping: processes.filter { $0.bornAfterSeconds != nil }, by: \.role)
    return ended.keys.sorted().compactMap { role in
      let gone = (ended[role] ?? []).filter { $0.bornAfterSeconds == nil }
      let come = (born[role] ?? []).filter { $0.endedAfterSeconds == nil }
      let count = min(gone.count, come.count)
      guard count > 0, count <= Self.mostNamed else { return nil }
      let pairs = zip(gone, come).map { "PID \($0.pid) ended, PID \($1.pid) came in its place" }
      return
        "\(ListText.counted(count, "process", plural: "processes")) of \(role) \(count == 1 ? "was" : "were") replaced: \(pairs.joined(separator: "; "))"
    }
  }

  /// All that were seen to come and go: who lives from one reading to before the next is met by none.
  private var crowd: String? {
    let born = windows.map(\.processesBorn).reduce(0, +)
    let ended = windows.map(\.processesEnded).reduce(0, +)
    guard born + ended > 0 else { return nil }
    return
      "at least \(ListText.counted(born, "process", plural: "processes")) came and \(NumberText.count(ended)) ended while it was watched"
  }

  private var threads: String? {
    let born = windows.map(\.threadsBorn).reduce(0, +)
    let ended = windows.map(\.threadsEnded).reduce(0, +)
    guard born + ended > 0 else { return nil }
    return "at least \(ListText.counted(born, "thread")) came and \(NumberText.count(ended)) ended"
  }

  private var over: String? {
    windows.contains(where: \.isOver) ? "it ended while it was watched" : nil
  }
}
