import LinuxSystem

/// How long rounds take, and when the program started.
package struct RoundPace {
  let started: UInt64
  private var roundStarted: UInt64 = 0
  private var total = 0.0
  private var rounds = 0.0

  /// What the next round is expected to take, seconds: the mean so far.
  var expectedSeconds: Double { rounds > 0 ? total / rounds : 0 }

  package init(started: UInt64) {
    self.started = started
  }

  /// Counts what a round was found to take otherwise.
  package mutating func expect(_ seconds: Double) {
    total += seconds
    rounds += 1
  }

  /// Expects rounds of fewer trials from now on.
  mutating func scale(by share: Double) {
    total *= share
  }

  mutating func begin() {
    roundStarted = MonotonicClock.now()
  }

  /// A round of fewer trials (a warm-up has no twins) is scaled up.
  mutating func end(trials: Int, nextTrials: Int) {
    let seconds = Double(MonotonicClock.now() - roundStarted) / 1e9
    let scaled = seconds * Double(max(nextTrials, trials)) / Double(max(1, trials))
    total += scaled
    rounds += 1
  }

  /// Seconds since the program started.
  var elapsedSeconds: Double { Double(MonotonicClock.now() - started) / 1e9 }
}
