import Analysis
import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

/// What the terminal's card says against an answer, and of a command that is held back by how it was measured.
@Suite("The doubts of an answer")
struct AnswerDoubtTests {
  /// The card of the golden program, changed in one thing.
  private func card(_ change: (inout Study) -> Void) throws -> String {
    var study = try Study(decoding: GoldenFile.data("study-c.json"))
    change(&study)
    let findings = Findings(of: study, named: "study.json")
    return TerminalSummary(study: study, findings: findings).rendered(TerminalStyle(width: 240))
  }

  private func disturbed(_ notes: [String], _ change: (inout Trial) -> Void = { _ in }) throws
    -> String
  {
    try card { study in
      for index in study.trials.indices {
        study.trials[index].disturbed = true
        study.trials[index].notes = notes
        study.trials[index].environment.otherCPUSeconds = 0
        study.trials[index].environment.stealSeconds = 0
        change(&study.trials[index])
      }
    }
  }

  @Test("name the CPU quota, which is nothing else on the machine")
  func quota() throws {
    let quota = "the CPU quota stopped it for 20 % of the time"
    #expect(try disturbed([quota]).contains("but  1 of 1 round was disturbed by the CPU quota\n"))
    let both = try disturbed([quota, "other programs used 30 % of all CPUs"]) {
      $0.environment.otherCPUSeconds = $0.wallSeconds.map { 0.6 * $0 }
    }
    #expect(
      both.contains(
        "disturbed by something else on the machine (other programs: 0.60 CPUs), and by the CPU quota\n"
      ), "\(both)")
  }

  @Test("name the hypervisor with what it took")
  func hypervisor() throws {
    let text = try disturbed(["the hypervisor took 25 % of all CPUs"]) {
      $0.environment.stealSeconds = $0.wallSeconds.map { 0.5 * $0 }
    }
    #expect(text.contains("something else on the machine (the hypervisor: 0.50 CPUs)\n"), "\(text)")
  }

  @Test("tell of processes that outlived the command")
  func outlived() throws {
    let text = try card {
      $0.trials[0].notes = ["1 process outlived the command and was ended: sleep (pid 7)"]
    }
    #expect(
      text.contains(
        "but  in 1 of 1 round processes outlived the command and were ended: the report names them"
      ), "\(text)")
    #expect(!text.contains("disturbed"))
  }

  @Test("tell of a stop by a signal")
  func stopped() throws {
    let text = try card { study in
      for worker in study.trials[0].workers.indices {
        study.trials[0].workers[worker].states = ["stopped": 50, "runnable": 10]
        study.trials[0].workers[worker].counters.userSeconds = 0.2
        study.trials[0].workers[worker].counters.systemSeconds = 0
        study.trials[0].workers[worker].counters.runQueueSeconds = 0
      }
    }
    #expect(
      text.contains(/but  stopped by a signal, or frozen: mtx for [0-9.]+ % of a worker's time/),
      "\(text)")
  }

  @Test("warn of a run that is over as soon as it has begun")
  func short() throws {
    let text = try card { study in
      study.trials[0].wallSeconds = 0.0011
      study.trials[0].counters.userSeconds = 0.001
      study.trials[0].counters.systemSeconds = 0
    }
    #expect(text.contains("but  1.10 ms is little more than the start of a program"), "\(text)")
    #expect(try !card { _ in }.contains("but  "))
  }

  @Test("call a program idle that was measured for a time and had nothing to do")
  func idle() throws {
    func measured(cores: Double) throws -> String {
      try card { study in
        study.configurations[0].command?.measuredSeconds = 3
        study.trials[0].wallSeconds = 3
        study.trials[0].counters.userSeconds = 3 * cores
        study.trials[0].counters.systemSeconds = 0
        for worker in study.trials[0].workers.indices {
          study.trials[0].workers[worker].wallSeconds = 3
          study.trials[0].workers[worker].counters.userSeconds = cores
          study.trials[0].workers[worker].counters.systemSeconds = 0
          study.trials[0].workers[worker].counters.runQueueSeconds = 0
          study.trials[0].workers[worker].states = ["timer": 90, "runnable": 5]
        }
        study.trials[0].waits = []
        study.trials[0].concurrency = nil
      }
    }
    let text = try measured(cores: 0.05)
    #expect(
      text.contains("IDLE") && text.contains("why  0.050 CPUs busy, its start included"), "\(text)")
    #expect(text.contains("help nothing: it was not asked for more"), "\(text)")
    #expect(!(try measured(cores: 0.5)).contains("IDLE"))
  }

  @Test("say that a writer is bound by the pipe of its output")
  func output() throws {
    func writing(_ bytes: UInt64, cores: Double) throws -> String {
      try card { study in
        study.trials[0].wallSeconds = 1
        study.trials[0].discardedOutputBytes = bytes
        study.trials[0].counters.userSeconds = 0
        study.trials[0].counters.systemSeconds = cores
        study.trials[0].waits = []
        study.trials[0].concurrency = nil
        for worker in study.trials[0].workers.indices {
          study.trials[0].workers[worker].wallSeconds = 1
          study.trials[0].workers[worker].counters.userSeconds = 0
          study.trials[0].workers[worker].counters.systemSeconds =
            cores / Double(study.trials[0].workers.count)
          study.trials[0].workers[worker].counters.runQueueSeconds = 0
          study.trials[0].workers[worker].states = ["peer": 60, "runnable": 40]
        }
      }
    }
    let text = try writing(1 << 30, cores: 0.4)
    #expect(text.contains("BOUND BY ITS OUTPUT"), "\(text)")
    #expect(
      text.contains(
        "why  0.40 CPUs busy; it wrote 1.00 GiB a second more than is kept, through a pipe that the profiler empties"
      ), "\(text)")
    #expect(text.contains("help output that goes to /dev/null or to a file"), "\(text)")
    #expect(!(try writing(1 << 20, cores: 0.4)).contains("ITS OUTPUT"), "so little is no limit")
    #expect(try writing(1 << 30, cores: 0.95).contains("ITS OUTPUT"), "it is written by the kernel")
    #expect(!(try writing(1 << 30, cores: 1.9)).contains("ITS OUTPUT"), "one writer is not so busy")
  }
}
