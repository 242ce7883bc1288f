import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// Which of the machine's doings make a trial disturbed: the sample machine has two CPUs.
@Suite struct DisturbanceTests {
  private func reasons(
    wall: Double? = 10, other: Double? = nil, steal: Double? = nil, throttled: Double? = nil
  ) -> [String] {
    var trial = Trial(configuration: "a", round: 1, position: 1)
    trial.wallSeconds = wall
    trial.environment.otherCPUSeconds = other
    trial.environment.stealSeconds = steal
    trial.throttledSeconds = throttled
    return Disturbance.reasons(trial, on: SampleStudy.machine)
  }

  @Test func `each has its threshold, in shares of all CPUs or of the time`() {
    #expect(reasons(other: 1, steal: 0.4, throttled: 0.1).isEmpty)
    #expect(reasons(other: 2) == ["other programs used 10 % of all CPUs"])
    #expect(reasons(steal: 0.6) == ["the hypervisor took 3 % of all CPUs"])
    #expect(reasons(throttled: 0.5) == ["the CPU quota stopped it for 5 % of the time"])
    #expect(reasons(other: 2, steal: 0.6, throttled: 0.5).count == 3)
  }

  @Test func `its notes tell who disturbed it`() {
    var trial = Trial(configuration: "a", round: 1, position: 1)
    trial.wallSeconds = 10
    trial.environment.otherCPUSeconds = 2
    trial.environment.stealSeconds = 0.6
    trial.throttledSeconds = 0.5
    trial.notes = Disturbance.reasons(trial, on: SampleStudy.machine)
    #expect(trial.disturbers.isEmpty)
    trial.disturbed = true
    #expect(trial.disturbers == Disturber.allCases)
    trial.notes = ["1 process outlived the command and was ended: sleep (pid 7)"]
    #expect(trial.disturbers.isEmpty && trial.wasOutlived)
  }

  @Test func `a quota that was asked for disturbs nothing`() {
    var trial = Trial(configuration: "a", round: 1, position: 1)
    trial.wallSeconds = 10
    trial.throttledSeconds = 5
    func reasons(_ limits: ResourceLimits) -> [String] {
      Disturbance.reasons(trial, on: SampleStudy.machine, under: limits)
    }
    #expect(reasons(ResourceLimits(cpuQuotaCores: 1.5)).isEmpty)
    #expect(reasons(ResourceLimits(memoryLimitBytes: 1 << 30)).count == 1)
  }

  @Test func `of a trial that is too short, or has no time, nothing is said`() {
    #expect(reasons(wall: 0.19, other: 2).isEmpty)
    #expect(reasons(wall: nil, other: 2).isEmpty)
    #expect(reasons(wall: 0.2, other: 2).count == 1)
  }
}
