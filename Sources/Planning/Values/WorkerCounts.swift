public import Text

/// How many workers, as `--workers` takes it: `4`, `1,2,4`, `1..8`, or in terms of the machine's default `N`: `1..2N`.
public struct WorkerCounts: Hashable, Sendable {
  /// `PID_MAX_LIMIT` of 64-bit kernels (`include/linux/threads.h`): there are never more tasks than ids.
  public static let kernelLimit = 4_194_304

  /// A sweep longer than this is a slip of the keyboard: each count is at least one trial per round.
  private static let mostCounts = 4_096

  /// `3`, or `2N`.
  struct Count: Hashable, Sendable {
    let number: Int
    let timesDefault: Bool

    /// At most 2^63−1, from a number that is at most ``kernelLimit``.
    func resolved(_ defaultCount: Int) -> Int {
      guard timesDefault else { return number }
      let (product, overflow) = number.multipliedReportingOverflow(by: defaultCount)
      return overflow ? .max : product
    }
  }

  struct Range: Hashable, Sendable {
    let low: Count
    let high: Count
    /// As written.
    let text: String
  }

  private static let option = "--workers"

  let ranges: [Range]

  /// Counts that are known already; nil when empty or not each from 1 to ``kernelLimit``.
  public init?(_ counts: [Int]) {
    guard !counts.isEmpty && counts.allSatisfy({ 1...Self.kernelLimit ~= $0 }) else { return nil }
    ranges = counts.map {
      let count = Count(number: $0, timesDefault: false)
      return Range(low: count, high: count, text: String($0))
    }
  }

  private init(ranges: [Range]) {
    self.ranges = ranges
  }

  /// Reads a list of counts and ranges, repeated or comma-separated.
  public static func parse(_ texts: [String]) throws(Refusal) -> WorkerCounts {
    let words = try WordList.elements(
      of: texts, option: option, noun: "number of workers", example: "1,2,4 or 1..8")
    return WorkerCounts(ranges: try words.map(range))
  }

  /// Reads one number of workers as a limit (`--max-workers`): a whole number from 1 to ``kernelLimit``.
  public static func parse(limit text: String, option: String) throws(Refusal) -> Int {
    try WholeNumber.parse(
      text, option: option, most: kernelLimit, none: "without a worker there is no work",
      more: beyondKernel,
      remedy: "Give a whole number from 1 to \(NumberText.count(kernelLimit))")
  }

  /// The counts in the order in which they were asked for, duplicates dropped.
  ///
  /// - Parameter defaultCount: what `N` stands for, at least 1.
  public func resolved(defaultCount: Int) throws(Refusal) -> [Int] {
    var counts: [Int] = []
    var seen = Set<Int>()
    for range in ranges {
      let low = range.low.resolved(defaultCount)
      let high = range.high.resolved(defaultCount)
      guard high <= Self.kernelLimit else { throw Self.beyondKernel(range.text) }
      guard low <= high else { throw Self.backwards(range.text, low, high) }
      guard high - low < Self.mostCounts && counts.count + high - low < Self.mostCounts else {
        throw .usage(
          naming(Self.option, range.text),
          why: "this makes more than \(NumberText.count(Self.mostCounts)) numbers of workers",
          remedy: "Ask for fewer, such as 1,2,4,8,16")
      }
      counts += (low...high).filter { seen.insert($0).inserted }
    }
    return counts
  }

  private static func range(_ word: String) throws(Refusal) -> Range {
    guard let dots = word.firstRange(of: "..") else {
      let only = try count(word[...], of: word)
      return Range(low: only, high: only, text: word)
    }
    let low = try count(word[..<dots.lowerBound], of: word)
    let high = try count(word[dots.upperBound...], of: word)
    if low.timesDefault == high.timesDefault && low.number > high.number {
      throw backwards(word, low.number, high.number)
    }
    return Range(low: low, high: high, text: word)
  }

  private static func count(_ text: Substring, of word: String) throws(Refusal) -> Count {
    let timesDefault = text.last == "N"
    let digits = timesDefault ? text.dropLast() : text
    if timesDefault && digits.isEmpty { return Count(number: 1, timesDefault: true) }
    switch WholeNumber(digits) {
    case nil:
      throw .usage(naming(option, word), why: reasonNotWhole(text), remedy: example)
    case .value(0):
      throw .usage(naming(option, word), why: "without a worker there is no work", remedy: example)
    case .value(let number) where number <= kernelLimit:
      return Count(number: number, timesDefault: timesDefault)
    case .value, .huge:
      throw beyondKernel(word)
    }
  }

  private static let example =
    "Write numbers from 1 on, such as 4, 1,2,4, 1..8 or 1..2N (N is this machine's default)"

  private static func backwards(_ word: String, _ low: Int, _ high: Int) -> Refusal {
    .usage(
      naming(option, word), why: "the range runs backwards, from \(low) to \(high)",
      remedy: "Put the smaller number first")
  }

  private static let beyondKernel =
    "Linux never has more than \(NumberText.count(kernelLimit)) tasks, its limit of process ids"

  private static func beyondKernel(_ word: String) -> Refusal {
    .usage(naming(option, word), why: beyondKernel, remedy: "Ask for fewer workers")
  }
}
