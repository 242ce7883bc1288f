import Analysis
import Builtin
import ProfileModel
import Text

typealias ClaimVerdict = ClaimFinding.Verdict

/// What a page of claims tells of its study.
struct ClaimFacts {
  let cpuModel: String
  let kernel: String
  let cpus: Int
  let rounds: Int
  let margin: String
  /// Of claims that both cost alike.
  let alikeMargin: String
}

/// What a finding costs a program, in figures that the languages put into words.
enum ClaimPrice {
  /// So many operations a second, each dearer by a time, are a share of a worker's time: on a CPU, or waiting.
  case time(
    claim: Claim, perSecond: Double, difference: String, share: Double, isFirstCheaper: Bool)
  /// So many workers take so much memory.
  case memory(workers: Int, threads: String, spawned: String, forked: String)
  /// A command takes so long.
  case command(threads: String, processes: String, isGIL: Bool)
  case failure(survives: Bool)
  case noDifference(Claim)
  /// What is claimed saves no more than this share.
  case saving(atMost: Double)
  /// The right side is no dearer than this share.
  case surcharge(atMost: Double)
  case unknown

  /// Below this share of its time nobody needs to choose by it; above the other everybody should know it.
  static let negligible = 0.01
  static let considerable = 0.1
  /// Workers whose memory is told.
  private static let manyWorkers = 100

  init(_ finding: ClaimFinding) {
    switch finding.claim.subject {
    case .memoryPerWorker: self = Self.memory(finding)
    case .failure:
      guard let survivors = finding.second.survivors else {
        self = .unknown
        return
      }
      self = .failure(survives: survivors.finished == survivors.others)
    case .manifest:
      guard let first = finding.first.seconds, let second = finding.second.seconds,
        finding.isDifferent
      else {
        self = .unknown
        return
      }
      self = .command(
        threads: NumberText.duration(first), processes: NumberText.duration(second),
        isGIL: finding.first.bound?.lock?.consistentWithGIL == true)
    case .strategies, .variants: self = Self.time(finding)
    }
  }

  private static func memory(_ finding: ClaimFinding) -> ClaimPrice {
    guard let threads = finding.first.bytesPerWorker, let spawned = finding.second.bytesPerWorker
    else { return .unknown }
    func text(_ bytes: Double) -> String { NumberText.bytes(max(0, bytes) * Double(manyWorkers)) }
    return .memory(
      workers: manyWorkers, threads: text(threads), spawned: text(spawned),
      forked: finding.forked?.bytesPerWorker.map(text) ?? NumberText.absent)
  }

  private static func time(_ finding: ClaimFinding) -> ClaimPrice {
    guard let first = finding.first.seconds, let ratio = finding.ratio, let low = finding.low,
      let high = finding.high
    else { return .unknown }
    if low >= 1 - finding.margin, high <= 1 + finding.margin { return .noDifference(finding.claim) }
    guard finding.isDifferent else {
      return switch finding.verdict {
      // Of the dearer side's time, what the interval still allows.
      case .doesNotHold:
        .saving(atMost: finding.claim.expectation == .firstCheaper ? 1 - 1 / high : 1 - low)
      case .holds: .surcharge(atMost: high - 1)
      case .cannotTell: .unknown
      }
    }
    // By the ratio within rounds, as the verdict is: medians over all rounds may say otherwise.
    let difference = abs(ratio - 1) * first * Double(finding.claim.underWay)
    let rate = finding.claim.exampleRate
    return .time(
      claim: finding.claim, perSecond: rate, difference: NumberText.duration(difference),
      share: rate * difference, isFirstCheaper: ratio > 1)
  }
}

extension ClaimFinding {
  /// Whether one side is dearer, be it by less than the margin.
  fileprivate var isDifferent: Bool {
    guard let low, let high else { return false }
    return low > 1 || high < 1
  }
}

extension Claim {
  /// Operations that are under way at a time: what a worker sees of each takes so many times as long as the rate says.
  var underWay: Int {
    switch self {
    case .map, .fault, .open, .allocate, .lock, .sharedLock, .line, .padding, .control, .io, .disk:
      2
    case .handOver, .calls, .share, .pipe, .create, .program, .fork, .threadMemory, .processMemory,
      .failure, .interpreter:
      1
    }
  }

  /// Operations a second of a busy program, for the example of what they cost.
  var exampleRate: Double {
    switch self {
    case .handOver: 13_000
    case .share, .pipe, .calls, .fault, .lock, .sharedLock: 10_000
    case .create, .program, .fork: 100
    case .map, .allocate, .open: 1_000
    case .line, .padding, .control: 1_000_000
    // Bytes.
    case .io, .disk: 100e6
    case .threadMemory, .processMemory, .failure, .interpreter: 0
    }
  }
}
