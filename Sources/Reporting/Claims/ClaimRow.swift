import Analysis
import Builtin
import ProfileModel
import Text

/// One claim as the cells of a table.
struct ClaimRow {
  let name: String
  let statement: String
  let first: String
  let second: String
  let ratio: String
  let verdict: String
  let why: String
  let meaning: String

  init(_ finding: ClaimFinding, _ words: any ClaimWords) {
    name = words.name(finding.claim)
    statement = words.statement(finding.claim)
    let sides = words.sides(finding.claim)
    first = Self.labelled(sides?.first, Self.cell(finding.first, finding, words))
    second = Self.labelled(sides?.second, Self.second(finding, words))
    ratio = Self.ratio(finding)
    verdict = words.verdict(finding.verdict)
    why = finding.reason.map(words.notMeasured) ?? Self.why(finding, words)
    meaning = words.meaning(ClaimPrice(finding))
  }

  private static func labelled(_ label: String?, _ cell: String) -> String {
    label.map { "\($0): \(cell)" } ?? cell
  }

  private static func second(_ finding: ClaimFinding, _ words: any ClaimWords) -> String {
    guard let spawned = finding.second.bytesPerWorker, let forked = finding.forked?.bytesPerWorker
    else { return cell(finding.second, finding, words) }
    return words.memory(spawned: bytes(spawned), forked: bytes(forked))
  }

  private static func cell(
    _ side: ClaimFinding.Side, _ finding: ClaimFinding, _ words: any ClaimWords
  ) -> String {
    if let bytes = side.bytesPerWorker { return words.eachWorker(Self.bytes(bytes)) }
    if let survivors = side.survivors {
      return words.survivors(survivors.finished, of: survivors.others)
    }
    guard let seconds = side.seconds else { return NumberText.absent }
    guard let rate = side.perSecond else { return NumberText.duration(seconds) }
    if finding.claim.countsBytes { return NumberText.throughput(rate) }
    let time = NumberText.duration(seconds * Double(finding.claim.underWay))
    return "\(NumberText.rate(rate)) (\(words.each(time)))"
  }

  /// A slope of next to nothing may come out below it.
  private static func bytes(_ bytes: Double) -> String { NumberText.bytes(max(0, bytes)) }

  private static func ratio(_ finding: ClaimFinding) -> String {
    guard let ratio = finding.ratio else { return NumberText.absent }
    return NumberText.factor(ratio, low: finding.low, high: finding.high)
  }

  private static func why(_ finding: ClaimFinding, _ words: any ClaimWords) -> String {
    let sides = words.bothSides(finding.claim)
    let bounds = [(sides.first, finding.first.bound), (sides.second, finding.second.bound)]
      .compactMap { side, bound in
        bound.map { bound -> (side: String, bound: String) in
          let isLock = bound.kind == .lock
          return (
            side,
            isLock
              ? words.lock(isGIL: bound.lock?.consistentWithGIL == true) : words.bound(bound.kind)
          )
        }
      }
    guard bounds.count == 2 else { return NumberText.absent }
    if bounds[0].bound == bounds[1].bound { return bounds[0].bound }
    return bounds.map { "\($0.side): \($0.bound)" }.joined(separator: "; ")
  }
}

extension Claim {
  /// Whether its workload counts bytes.
  var countsBytes: Bool { self == .io || self == .disk }
}
