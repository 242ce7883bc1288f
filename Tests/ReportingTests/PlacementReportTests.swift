import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("A pin that did not hold")
struct PlacementReportTests {
  /// The report in one line, and the terminal's text, of a study changed in the trial at `index`.
  private func texts(
    ofTrial index: Int = 1, _ change: (inout Trial) -> Void
  ) throws -> (report: String, terminal: String) {
    var study = SampleStudy.study
    let id = "cpu/thread-2/core"
    let trials = study.trials.indices.filter { study.trials[$0].configuration == id }
    change(&study.trials[try #require(trials.dropFirst(index).first)])
    let findings = SampleStudy.findings
    func line(_ text: String) -> String {
      text.split { $0.isWhitespace || $0 == ">" }.joined(separator: " ")
    }
    return (
      line(MarkdownReport(study: study, findings: findings).rendered()),
      line(TerminalSummary(study: study, findings: findings).rendered())
    )
  }

  @Test("is a warning at the top, with the last mask where it had changed")
  func widened() throws {
    let texts = try texts { trial in
      trial.held = false
      trial.workers[1].finalCPUs = [0, 1]
    }
    let warning =
      "worker 1 was asked to stay on CPU 1, could run on 1, at its end on 0-1, and was seen on 1. "
      + "Something changed the workers' affinity; do not trust these rows."
    for text in [texts.report, texts.terminal] { #expect(text.contains(warning), "\(text)") }
    let top = try #require(texts.report.firstRange(of: "## The answer"))
    #expect(texts.report[..<top.lowerBound].contains(warning))
  }

  @Test("because its CPU went offline is said to be")
  func offline() throws {
    let texts = try texts { trial in
      trial.held = false
      trial.offlinedCPUs = [1]
      trial.workers[1].finalCPUs = [0]
      trial.workers[1].observedCPUs = [0, 1]
    }
    let warning =
      "could run on 1, at its end on 0, and was seen on 0-1. CPU 1 went offline meanwhile; do not trust"
    for text in [texts.report, texts.terminal] { #expect(text.contains(warning), "\(text)") }
  }

  @Test("in a warm-up or a twin is warned of all the same")
  func warmup() throws {
    for last in 0..<4 {
      var broken = false
      var end = "do not trust these rows"
      let texts = try texts(ofTrial: last) { trial in
        trial.held = false
        trial.workers[0].observedCPUs = [0, 1]
        broken = true
        if trial.warmup || trial.twin { end = "the measured trials held" }
      }
      #expect(broken && texts.report.contains("the pin did not hold in 1 of 4 trials"), "\(texts)")
      #expect(texts.report.contains("affinity; \(end)"), "\(texts)")
      let isWarmup = texts.report.contains("1 of 4 trials, a warm-up: worker 0")
      let isTwin = texts.report.contains("1 of 4 trials, a twin: worker 0")
      #expect((isWarmup || isTwin) == (end != "do not trust these rows"), "\(texts)")
      #expect(texts.report.contains("see the top"))
    }
  }

  @Test("says nothing of measured trials where none was completed")
  func nothingMeasured() {
    var study = SampleStudy.study
    for index in study.trials.indices where study.trials[index].configuration == "cpu/thread-2/core"
    {
      if study.trials[index].warmup || study.trials[index].twin {
        study.trials[index].held = false
        study.trials[index].workers[0].observedCPUs = [0, 1]
      } else {
        study.trials[index].outcome = .failed
        study.trials[index].held = nil
      }
    }
    let report = MarkdownReport(study: study, findings: SampleStudy.findings).rendered()
    let line = report.split { $0.isWhitespace || $0 == ">" }.joined(separator: " ")
    #expect(line.contains("affinity; no measured trial was completed."), "\(line)")
  }
}
