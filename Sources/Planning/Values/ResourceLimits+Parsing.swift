public import ProfileModel
public import Text

extension ResourceLimits {
  /// Every combination of what `--cpu-quota` and `--memory-limit` name; each may be repeated or comma-separated.
  public static func parse(
    quotas: [String], memory: [String]
  ) throws(Refusal) -> [ResourceLimits] {
    let quotas = try values(
      quotas, option: quotaOption, noun: "number of CPUs", example: "0.5,1,none", parse: cores)
    let memory = try values(
      memory, option: memoryOption, noun: "size", example: "256MiB,1GiB,none", parse: bytes)
    return quotas.flatMap { cores in
      memory.map { ResourceLimits(cpuQuotaCores: cores, memoryLimitBytes: $0) }
    }
  }

  private static let quotaOption = "--cpu-quota"
  private static let memoryOption = "--memory-limit"
  /// Without a limit.
  private static let without = "none"

  /// Nil where nothing was asked for, and for `none`.
  private static func values<Value: Hashable>(
    _ texts: [String], option: String, noun: String, example: String,
    parse: (String) throws(Refusal) -> Value
  ) throws(Refusal) -> [Value?] {
    guard !texts.isEmpty else { return [nil] }
    let words = try WordList.elements(of: texts, option: option, noun: noun, example: example)
    var values: [Value?] = []
    for word in words { values.append(word == without ? nil : try parse(word)) }
    return values.unique
  }

  /// A quota's period, which is also the resolution of a quota: microseconds.
  private static let period = 100_000.0
  /// `min_cfs_quota_period` of `kernel/sched/core.c`: a quota is at least 1 ms in a period.
  private static let least = 0.01
  /// No machine has so many CPUs; what is larger is no number that was meant.
  private static let most = 100_000.0

  private static func cores(_ text: String) throws(Refusal) -> Double {
    func refusal(_ why: String) -> Refusal {
      .usage(
        naming(quotaOption, text), why: why,
        remedy: "Write CPUs, such as 0.5, 1 or 1.5, at least \(least); or none, for no quota")
    }
    guard let value = plainDecimal(text) else {
      let isNegative = text.utf8.first == UInt8(ascii: "-")
      throw refusal(
        isNegative ? "a quota cannot be negative" : "this is not a number of CPUs")
    }
    guard value > 0 else { throw refusal("nothing would ever run") }
    guard value >= least else {
      throw refusal("the kernel gives no less than 1 ms in each period of 100 ms")
    }
    guard value <= most else { throw refusal("no machine has so many CPUs") }
    return (value * period).rounded() / period
  }

  /// Less than this holds no program.
  private static let leastBytes = UInt64(1) << 20

  private static func bytes(_ text: String) throws(Refusal) -> UInt64 {
    let bytes = UInt64(try ByteSize.parse(text, option: memoryOption).bytes)
    guard bytes >= leastBytes else {
      throw .usage(
        naming(memoryOption, text), why: "no program starts in so little memory",
        remedy: "Ask for 1MiB or more, or for none, which is no limit")
    }
    return bytes
  }
}
