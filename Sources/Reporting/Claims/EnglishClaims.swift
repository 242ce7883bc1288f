import Analysis
import Builtin
import ProfileModel
import Text

/// The page of claims in English.
struct EnglishClaims: ClaimWords {
  let title = "Threads or processes: what is said, and what this machine says"
  let columns = [
    "claim", "verdict", "threads", "processes", "ratio [95 %]", "what it means for a program",
  ]
  let whyLabel = "Why"
  let articleHeading = "What the article says"
  let othersHeading = "What it leaves open"
  let segmentsHeading = "One process's memory, by segment"
  let segmentsNote =
    "Resident memory of one worker's process and of a process with two threads, read while they were held. From the top: stack, heap, and the static areas. The stack grows down, the heap grows up; what lies between them on the map is not resident and costs nothing."
  let segmentNames = ["stack", "heap", "bss", "data", "code"]
  let threads = "threads"
  let processes = "processes"

  func introduction(_ facts: ClaimFacts) -> [String] {
    [
      "Each claim is measured by two configurations that differ in nothing else, in \(ListText.counted(facts.rounds, "round")) of shuffled order, on \(facts.cpuModel) with \(ListText.counted(facts.cpus, "CPU")) that may be used, Linux \(facts.kernel).",
      "The ratio is what the right side takes over what the left one takes: the time of one operation, or, where the sides are in bytes, the memory of one worker (of processes that are spawned). Above 1 the right one is slower, or larger. That one side is cheaper holds if the 95 % interval lies wholly beyond 1 ± \(facts.margin) there, and does not if no part of it does; that both cost alike holds if it lies wholly inside 1 ± \(facts.alikeMargin) (that one is no dearer: if no part of it lies above), and does not if it lies wholly outside. Otherwise the study cannot tell.",
    ]
  }

  func verdict(_ verdict: ClaimVerdict) -> String {
    switch verdict {
    case .holds: "holds"
    case .doesNotHold: "does not hold"
    case .cannotTell: "cannot tell"
    }
  }

  func bound(_ kind: BoundKind) -> String { kind.words }

  func lock(isGIL: Bool) -> String {
    isGIL ? "a lock, consistent with Python's GIL" : "a lock"
  }

  func survivors(_ finished: Int, of others: Int) -> String {
    "\(finished) of \(others) others finished"
  }

  func memory(spawned: String, forked: String) -> String { "\(spawned) spawned, \(forked) forked" }

  func each(_ time: String) -> String { "\(time) each" }
  func eachWorker(_ bytes: String) -> String { "\(bytes) each" }

  func notMeasured(_ reason: String) -> String { "not measured: \(reason)" }

  func meaning(_ price: ClaimPrice) -> String {
    switch price {
    case .time(let claim, let rate, let difference, let share, let isFirst):
      let sides = bothSides(claim)
      let judgement =
        share < ClaimPrice.negligible
        ? "no reason to choose"
        : share < ClaimPrice.considerable
          ? "small, but it can be seen"
          : "a reason to choose \(isFirst ? sides.first : sides.second)"
      return
        "\(NumberText.count(Int(clamping: rate))) \(unit(claim)) a second × \(difference) = \(NumberText.percent(share)) of one worker's time: \(judgement)"
    case .memory(let workers, let threads, let spawned, let forked):
      return
        "\(workers) workers more take \(threads) as threads, \(spawned) as processes that are spawned, \(forked) as ones that are forked"
    case .command(let threads, let processes, let isGIL):
      return "\(threads) by threads, \(processes) by processes: "
        + (isGIL
          ? "pure Python computes in processes, or in an interpreter without a GIL"
          : "this interpreter lets its threads compute side by side, or the reason was not seen")
    case .failure(let survives):
      return survives
        ? "what must go on when a part of it crashes belongs in a process of its own"
        : "processes alone did not keep the others going here"
    case .noDifference: return "choose by something else: in this they cost the same"
    case .saving(let most):
      return "it saves \(NumberText.percent(most)) at most: choose by something else"
    case .surcharge(let most):
      return "processes take \(NumberText.percent(most)) more at most: choose by something else"
    case .unknown: return "more rounds may tell (--trials)"
    }
  }
}
