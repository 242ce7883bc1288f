package import ProfileModel

/// How one worker spent its time, in equal steps: a state's share of each.
///
/// What a worker did on a CPU, and waited for one, is told by the kernel's clocks; how the rest divides into kinds of
/// waiting, by the states that the samples saw. The states alone would mislead: a look at a worker that waits for
/// short whiles finds it just woken too often, because the one that looks takes its CPU.
package struct TimelineShares {
  /// Names of the states, in the order of ``Step/shares``.
  package static let names = ["on a CPU", "ready, no CPU", "disk", "asleep", "other"]
  private static let firstWaiting = 2

  /// A step, seconds, and each state's share of it, from 0 to 1.
  package struct Step: Equatable {
    package var from: Double
    package var to: Double
    package var shares: [Double]
  }

  package let steps: [Step]

  /// - Parameter rows: one worker's samples, ascending in time.
  package init(_ rows: [TimelineSample], most: Int) {
    guard let first = rows.first, let last = rows.last, last.seconds > first.seconds else {
      steps = []
      return
    }
    let count = min(most, rows.count - 1)
    let width = (last.seconds - first.seconds) / Double(count)
    // Before the beginning everybody waits at the gate.
    let anyKind = Self.kinds(of: rows[(rows.firstIndex { $0.seconds >= 0 } ?? 0)...])
    var steps: [Step] = []
    var start = 0
    for index in 0..<count {
      let end = index == count - 1 ? last.seconds : first.seconds + Double(index + 1) * width
      // A step ends with the reading nearest behind its end: what was read is not divided.
      let stop = rows[start...].firstIndex { $0.seconds >= end } ?? rows.count - 1
      guard stop > start else { continue }
      steps.append(Self.step(rows[start...stop], otherwise: anyKind))
      start = stop
    }
    self.steps = Self.joined(steps)
  }

  private static func step(_ rows: ArraySlice<TimelineSample>, otherwise: [Double]) -> Step {
    let first = rows[rows.startIndex]
    let last = rows[rows.endIndex - 1]
    let length = last.seconds - first.seconds
    func share(_ clock: (TimelineSample) -> Double?) -> Double? {
      guard let before = clock(first), let after = clock(last) else { return nil }
      return min(1, max(0, (after - before) / length))
    }
    let known = kinds(of: rows.dropLast())
    let kinds = known.contains { $0 > 0 } ? known : otherwise
    let letters = rows.dropLast().filter { $0.state != nil }
    let running = Double(letters.count { $0.state == "R" }) / Double(max(1, letters.count))
    let onCPU = share(\.onCPUSeconds) ?? running
    let ready = min(1 - onCPU, share(\.runQueueSeconds) ?? 0)
    let rest = max(0, 1 - onCPU - ready)
    return Step(
      from: first.seconds, to: last.seconds, shares: [onCPU, ready] + kinds.map { $0 * rest })
  }

  /// How the waiting samples divide into kinds; zeros when none waited.
  private static func kinds(of rows: ArraySlice<TimelineSample>) -> [Double] {
    var counts = [Double](repeating: 0, count: names.count - firstWaiting)
    for row in rows {
      switch row.state {
      case nil, "R": continue
      case "D": counts[0] += 1
      case "S", "I": counts[1] += 1
      default: counts[2] += 1
      }
    }
    let all = counts.reduce(0, +)
    return all > 0 ? counts.map { $0 / all } : counts
  }

  /// Neighbours that are alike to a hundredth become one.
  private static func joined(_ steps: [Step]) -> [Step] {
    var joined: [Step] = []
    for step in steps {
      let isLike = joined.last.map { last in
        zip(last.shares, step.shares).allSatisfy { abs($0 - $1) < 0.01 }
      }
      if isLike == true {
        joined[joined.count - 1].to = step.to
      } else {
        joined.append(step)
      }
    }
    return joined
  }
}
