import Analysis
import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

/// What is said of a trial whose wake-ups were followed.
@Suite("Reports of critical paths")
struct CriticalPathReportTests {
  private static func path(lost: UInt64 = 0) -> CriticalPathRecord {
    var path = CriticalPathRecord(seconds: 2)
    path.parts = [
      .init(
        name: "worker-*", role: .child, threads: 2, tid: nil, activity: .running, wait: nil,
        wokenBy: nil, seconds: 1.2, times: 7),
      .init(
        name: "sleep", role: .child, threads: 1, tid: 41, activity: .asleep, wait: .timer,
        wokenBy: nil, seconds: 0.5, times: 1),
      .init(
        name: "a|b\u{1B}[31m", role: .first, threads: 1, tid: 40, activity: .asleep, wait: nil,
        wokenBy: "kworker/0:1", seconds: 0.2, times: 3),
      .init(
        name: "", role: nil, threads: 0, tid: nil, activity: .launch, wait: nil, wokenBy: nil,
        seconds: 0.1, times: 2),
    ]
    path.handOvers = 8
    var first = CriticalPathRecord.Stretch(
      startSeconds: 0.3, seconds: 1.1, name: "worker-1", tid: 42)
    first.handedTo = "worker-2"
    first.handedToTID = 43
    path.stretches = [
      first, .init(startSeconds: 1.5, seconds: 0.4, name: "worker-2", tid: 43),
    ]
    path.readRecords = 12_345
    path.lostRecords = lost
    path.readerCPUSeconds = 0.012
    return path
  }

  private static func study(lost: UInt64 = 0) -> Study {
    var study = SampleStudy.study
    for index in study.trials.indices
    where study.trials[index].configuration == "cpu/thread-2/core" {
      study.trials[index].criticalPath = path(lost: lost)
    }
    return study
  }

  private static func markdown(_ study: Study) -> String {
    MarkdownReport(study: study, findings: Findings(of: study, named: "study.json")).rendered()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("show who did what, how long and what share of it that was")
  func parts() {
    let text = Self.markdown(Self.study())
    #expect(text.contains("What the end waited for (the critical path):"))
    #expect(text.contains("worker-\\* (child, 2 threads) | on a CPU | 7 | 1.20 s | 60.0 %"))
    #expect(text.contains("sleep (child) | asleep: timer | 1 | 500 ms | 25.0 %"))
    #expect(text.contains("| asleep, woken by kworker/0:1 | 3 | 200 ms | 10.0 %"))
    #expect(text.contains("| starting and reaping the command | 2 | 100 ms | 5.0 %"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("tell where the path stayed for longest, and whom that one woke")
  func stretches() {
    let text = Self.markdown(Self.study())
    #expect(text.contains("goes over to another thread 8 times"))
    #expect(
      text.contains("at 300 ms: worker-1 (42) for 1.10 s, then woke or made worker-2 (43)"))
    #expect(text.contains("at 1.50 s: worker-2 (43) for 400 ms, to the end"))
  }

  @Test("say what following cost, and what was lost", arguments: [0, 17])
  func cost(lost: UInt64) {
    let text = Self.markdown(Self.study(lost: lost))
    #expect(text.contains("Up to 12,345 switches and wake-ups of the machine were read"))
    #expect(text.contains("in 12.0 ms of the profiler's CPU time"))
    #expect(text.contains("Up to 17 were lost") == (lost > 0))
  }

  @Test("have a line on the terminal, with the largest parts")
  func terminal() {
    let study = Self.study()
    let text = TerminalSummary(study: study, findings: Findings(of: study, named: "study.json"))
      .rendered(TerminalStyle(width: 400))
    #expect(
      text.contains(
        "Critical path: thread-2: worker-* (child, 2 threads) on a CPU 60.0 %, sleep (child) asleep: timer 25.0 %, a|b"
      ))
    #expect(!text.contains("\u{1B}[31m"))
  }

  @Test("say nothing of it where nothing was followed")
  func none() {
    #expect(!Self.markdown(SampleStudy.study).contains("critical path"))
  }
}
