import Analysis
import Builtin
import ProfileModel

/// The languages that the page of claims is written in; the raw value is the word of `--language`.
package enum ClaimLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"

  var words: any ClaimWords {
    switch self {
    case .english: EnglishClaims()
    case .korean: KoreanClaims()
    }
  }
}

/// What the page of claims says, in one language.
protocol ClaimWords: Sendable {
  var title: String { get }
  /// What the page is, and how it was measured.
  func introduction(_ facts: ClaimFacts) -> [String]
  /// Of the table: claim, verdict, the two sides, their ratio, and what it means.
  var columns: [String] { get }
  /// Before what bound the two sides.
  var whyLabel: String { get }
  var articleHeading: String { get }
  var othersHeading: String { get }
  var segmentsHeading: String { get }
  /// Below the picture of a process's memory.
  var segmentsNote: String { get }
  /// From the top of the address space down, as the article has them: stack, heap, bss, data, code.
  var segmentNames: [String] { get }
  func name(_ claim: Claim) -> String
  /// What the article says, and where; of a claim that is none of its own, what is believed.
  func statement(_ claim: Claim) -> String
  /// What its workload does so often a second.
  func unit(_ claim: Claim) -> String
  /// The names of two sides that are no threads and processes; nil where they are.
  func sides(_ claim: Claim) -> (first: String, second: String)?
  func verdict(_ verdict: ClaimVerdict) -> String
  func bound(_ kind: BoundKind) -> String
  /// What binds a side, with the lock where one is known.
  func lock(isGIL: Bool) -> String
  var threads: String { get }
  var processes: String { get }
  /// What a figure means for a program.
  func meaning(_ price: ClaimPrice) -> String
  func survivors(_ finished: Int, of others: Int) -> String
  /// Bytes for each worker more, of processes that are spawned and that are forked.
  func memory(spawned: String, forked: String) -> String
  func each(_ time: String) -> String
  func eachWorker(_ bytes: String) -> String
  func notMeasured(_ reason: String) -> String
}

extension ClaimWords {
  func bothSides(_ claim: Claim) -> (first: String, second: String) {
    sides(claim) ?? (threads, processes)
  }
}
