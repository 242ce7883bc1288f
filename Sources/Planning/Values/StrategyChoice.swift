import ProfileModel
public import Text

/// A strategy as asked for: the plain ones take their number of workers from `--workers`, `hybrid:PxT` states its own.
public enum StrategyChoice: Hashable, Sendable {
  case sequential
  case thread
  case process
  case hybrid(processes: Int, threadsPerProcess: Int)

  private static let option = "--strategy"

  /// What a study compares when nothing is asked for.
  public static let defaults: [StrategyChoice] = [.sequential, .thread, .process]

  /// Reads `sequential`, `thread,process`, `hybrid:2x3`, repeated or comma-separated, duplicates dropped.
  public static func parse(_ texts: [String]) throws(Refusal) -> [StrategyChoice] {
    let words = try WordList.elements(
      of: texts, option: option, noun: "strategy", example: "sequential,thread,process")
    return try words.map(parse(word:)).unique
  }

  /// Its kind, without numbers.
  var strategy: Strategy {
    switch self {
    case .sequential: .sequential
    case .thread: .thread
    case .process: .process
    case .hybrid: .hybrid
    }
  }

  /// The layouts it stands for with these worker counts.
  func layouts(workerCounts: [Int]) -> [Layout] {
    switch self {
    case .sequential: [.sequential]
    case .thread: workerCounts.map { .threads($0) }
    case .process: workerCounts.map { .processes($0) }
    case .hybrid(let processes, let threads):
      [.hybrid(processes: processes, threadsPerProcess: threads)]
    }
  }

  private static func parse(word: String) throws(Refusal) -> StrategyChoice {
    switch word {
    case "sequential": return .sequential
    case "thread": return .thread
    case "process": return .process
    default: break
    }
    if word == "hybrid" || word.hasPrefix("hybrid:") {
      return try hybrid(word)
    }
    throw WordList.unknown(
      word, known: ["sequential", "thread", "process", "hybrid:PxT"], option: option,
      noun: "strategy")
  }

  private static func hybrid(_ word: String) throws(Refusal) -> StrategyChoice {
    let remedy = "Write P processes of T threads as hybrid:PxT, such as hybrid:2x3"
    let numbers = word.dropFirst("hybrid:".count)
      .split(separator: "x", omittingEmptySubsequences: false).map { WholeNumber(String($0)) }
    guard numbers.count == 2, let processes = numbers[0], let threads = numbers[1] else {
      throw .usage(
        naming(option, word), why: "the numbers of processes and threads are missing or malformed",
        remedy: remedy)
    }
    guard processes != .value(0) && threads != .value(0) else {
      throw .usage(
        naming(option, word), why: "no process and no thread can do no work", remedy: remedy)
    }
    let tooMany = Refusal.usage(
      naming(option, word),
      why:
        "this is beyond the kernel's limit of \(NumberText.count(WorkerCounts.kernelLimit)) process ids",
      remedy: remedy)
    guard case .value(let p) = processes, case .value(let t) = threads else { throw tooMany }
    let (workers, overflow) = p.multipliedReportingOverflow(by: t)
    guard !overflow && workers <= WorkerCounts.kernelLimit else { throw tooMany }
    return .hybrid(processes: p, threadsPerProcess: t)
  }
}
