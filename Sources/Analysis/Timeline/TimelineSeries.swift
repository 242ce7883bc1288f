package import ProfileModel

/// What a timeline shows, made from one trial's samples: few enough points for a picture.
package struct TimelineSeries {
  /// A stretch in which something stayed as it was.
  package struct Stretch: Equatable {
    package var worker: Int
    package var from: Double
    package var to: Double
    package var value: String
  }

  /// Workers from 0, ascending.
  package let workers: [Int]
  /// First and last instant, seconds.
  package let begin: Double
  package let end: Double
  private let byWorker: [Int: [TimelineSample]]

  /// Nil with too few instants to show a course.
  package init?(_ samples: [TimelineSample], fewest: Int) {
    byWorker = Dictionary(grouping: samples, by: \.worker).mapValues { rows in
      rows.sorted { $0.seconds < $1.seconds }
    }
    workers = byWorker.keys.sorted()
    let most = byWorker.values.map(\.count).max() ?? 0
    guard most >= fewest, let first = samples.map(\.seconds).min(),
      let last = samples.map(\.seconds).max(), last > first
    else { return nil }
    begin = first
    end = last
  }

  /// The workers that were seen to use most CPU time, ascending; of those that used the same, the ones that were seen longest.
  ///
  /// Of a command's tree many live too shortly to be seen, and many only wait.
  package func busiest(_ most: Int) -> [Int] {
    let lives = workers.compactMap { worker -> (worker: Int, cpu: Double, seconds: Double)? in
      guard let rows = byWorker[worker], let first = rows.first, let last = rows.last,
        last.seconds > first.seconds
      else { return nil }
      let cpu = (last.onCPUSeconds ?? 0) - (first.onCPUSeconds ?? 0)
      return (worker, cpu, last.seconds - first.seconds)
    }
    return lives.sorted { ($1.cpu, $1.seconds, $0.worker) < ($0.cpu, $0.seconds, $1.worker) }
      .prefix(most).map(\.worker).sorted()
  }

  /// On which CPU each worker was, as stretches.
  package func cpus(of worker: Int) -> [Stretch] {
    stretches(of: worker) { sample in sample.cpu.map { "\($0)" } }
  }

  /// How a worker spent its time, in at most so many steps.
  package func shares(of worker: Int, most: Int) -> [TimelineShares.Step] {
    TimelineShares(byWorker[worker] ?? [], most: most).steps
  }

  /// The state of each worker, as stretches.
  package func states(of worker: Int) -> [Stretch] {
    stretches(of: worker) { sample in sample.state.map(Self.stateName) }
  }

  /// On which CPU a worker ran or waited to run; asleep it was on none.
  package func running(_ worker: Int) -> [Stretch] {
    stretches(of: worker) { sample in
      sample.state == "R" ? sample.cpu.map { "\($0)" } : nil
    }
  }

  /// The letters of proc(5).
  private static func stateName(_ letter: Character) -> String {
    switch letter {
    case "R": "running or ready"
    case "D": "disk"
    case "S", "I": "asleep"
    default: "other"
    }
  }

  private func stretches(
    of worker: Int, _ value: (TimelineSample) -> String?
  ) -> [Stretch] {
    let rows = byWorker[worker] ?? []
    var found: [Stretch] = []
    for (index, row) in rows.enumerated() {
      guard let now = value(row) else { continue }
      // A sample stands for the time up to the next one.
      let until = index + 1 < rows.count ? rows[index + 1].seconds : row.seconds
      if let last = found.last, last.value == now, last.to >= row.seconds {
        found[found.count - 1].to = until
      } else {
        found.append(Stretch(worker: worker, from: row.seconds, to: until, value: now))
      }
    }
    return found.filter { $0.to > $0.from }
  }

  /// A counter's growth per second, summed over the workers, in equal steps of time.
  ///
  /// Each reading's growth is spread evenly over the time since the one before.
  package func rate(
    _ counter: (TimelineSample) -> Double?, steps: Int
  ) -> [(seconds: Double, perSecond: Double)] {
    let width = (end - begin) / Double(steps)
    var sums = Array(repeating: 0.0, count: steps)
    var covered: (from: Double, to: Double)?
    // In a fixed order: sums of fractions depend on it, and equal studies give equal pictures.
    for rows in workers.compactMap({ byWorker[$0] }) {
      let known = rows.compactMap { row in counter(row).map { (row.seconds, $0) } }
      for (before, after) in zip(known, known.dropFirst())
      where after.0 > before.0 && after.1 >= before.1 {
        covered = (min(covered?.from ?? before.0, before.0), max(covered?.to ?? after.0, after.0))
        spread(after.1 - before.1, from: before.0, to: after.0, over: &sums, width: width)
      }
    }
    guard let covered else { return [] }
    // Steps that no reading covers are gaps, not rest.
    return sums.enumerated().map { (begin + (Double($0) + 0.5) * width, $1 / width) }
      .filter { $0.0 >= covered.from && $0.0 <= covered.to }
  }

  private func spread(
    _ amount: Double, from start: Double, to stop: Double, over sums: inout [Double], width: Double
  ) {
    let first = min(sums.count - 1, Int(clamping: (start - begin) / width))
    let last = min(sums.count - 1, Int(clamping: (stop - begin) / width))
    for step in first...last {
      let low = max(start, begin + Double(step) * width)
      let high = step == sums.count - 1 ? stop : min(stop, begin + Double(step + 1) * width)
      sums[step] += amount * max(0, high - low) / (stop - start)
    }
  }

  /// Memory of all processes together; each counts with its latest reading.
  package func memory(
    _ bytes: (TimelineSample) -> Double?, mostPoints: Int
  ) -> [(seconds: Double, bytes: Double)] {
    let known = byWorker.flatMap { worker, rows in
      rows.compactMap { row in bytes(row).map { (row.seconds, worker, $0) } }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    let processes = Set(known.map(\.1)).count
    var latest: [Int: Double] = [:]
    var points: [(seconds: Double, bytes: Double)] = []
    for (seconds, worker, value) in known {
      latest[worker] = value
      guard latest.count == processes else { continue }
      if points.last?.seconds == seconds { points.removeLast() }
      points.append((seconds, latest.values.reduce(0, +)))
    }
    let stride = max(1, points.count / mostPoints)
    return points.enumerated().filter { $0.offset % stride == 0 || $0.offset == points.count - 1 }
      .map(\.element)
  }
}
