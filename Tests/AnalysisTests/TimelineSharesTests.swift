import Analysis
import ProfileModel
import Testing

@Suite("A worker's time in a timeline")
struct TimelineSharesTests {
  /// Samples every 10 ms of a worker that is on a CPU 2 ms of each and waits for one 1 ms.
  private func samples(states: [Character?], clocks: Bool = true) -> [TimelineSample] {
    states.enumerated().map { index, state in
      var sample = TimelineSample(seconds: Double(index) * 0.01, worker: 0)
      sample.state = state
      sample.onCPUSeconds = clocks ? Double(index) * 0.002 : nil
      sample.runQueueSeconds = clocks ? Double(index) * 0.001 : nil
      return sample
    }
  }

  private func expect(
    _ steps: [TimelineShares.Step], _ shares: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!steps.isEmpty, sourceLocation: sourceLocation)
    for step in steps {
      for (is_, wanted) in zip(step.shares, shares) {
        #expect(abs(is_ - wanted) < 1e-9, "\(step.shares)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test("is told by the clocks, however often a look finds it running")
  func clocks() {
    let states: [Character?] = ["R", "R", "R", "D", "R", "R", "R", "R", "R", "R", "R"]
    let steps = TimelineShares(samples(states: states), most: 10).steps
    expect(steps, [0.2, 0.1, 0.7, 0, 0])
    #expect(steps.first?.from == 0 && steps.last?.to == 0.1)
    #expect(steps.count == 1, "what is alike is one piece")
  }

  @Test("that is no time on a CPU is divided as the waiting samples are")
  func kinds() {
    let states: [Character?] = ["D", "S", "D", "D", "D", "S", "D", "D", "T"]
    expect(
      TimelineShares(samples(states: states), most: 1).steps,
      [0.2, 0.1, 0.7 * 6 / 8, 0.7 * 2 / 8, 0])
  }

  @Test("is told by the samples where there are no clocks")
  func withoutClocks() {
    let states: [Character?] = ["R", "D", "R", "S", "R"]
    expect(
      TimelineShares(samples(states: states, clocks: false), most: 1).steps,
      [0.5, 0, 0.25, 0.25, 0])
  }

  @Test(
    "never adds up to more than there was", arguments: [0, 1, 2, 3, 7, 40, 200], [1, 2, 80])
  func whole(count: Int, most: Int) {
    let states = (0..<count).map { index -> Character? in ["R", "D", "S", nil, "Z"][index % 5] }
    for clocks in [true, false] {
      let steps = TimelineShares(samples(states: states, clocks: clocks), most: most).steps
      #expect(steps.count <= most)
      #expect(count >= 2 || steps.isEmpty)
      for step in steps {
        #expect(step.to > step.from)
        #expect(step.shares.allSatisfy { $0 >= 0 } && step.shares.reduce(0, +) < 1 + 1e-9)
      }
      for (before, after) in zip(steps, steps.dropFirst()) { #expect(before.to == after.from) }
    }
  }

  @Test("is left open where a clock went backwards or the samples say nothing")
  func nonsense() {
    var rows = samples(states: ["R", nil, nil])
    rows[2].onCPUSeconds = -5
    rows[2].runQueueSeconds = 99
    for step in TimelineShares(rows, most: 5).steps {
      #expect(step.shares.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }
}
