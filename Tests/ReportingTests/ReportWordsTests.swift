import ProfileModel
import Reporting
import TestSupport
import Testing

/// What the sentences say, made from findings of which each has one thing changed.
@Suite("What the report says")
struct ReportWordsTests {
  @Test("nothing is established below 3 rounds, whatever the findings say")
  func tooFew() {
    var study = SampleStudy.study
    study.trials.removeAll { $0.round > 2 && !$0.warmup }
    // The time that was not enough is no part of the advice.
    study.commandLine += ["--time-budget", "30s"]
    var findings = SampleStudy.findings
    for index in findings.verdicts.indices {
      findings.verdicts[index].outcome = .inconclusive
      findings.verdicts[index].configuration = nil
    }
    let text = words(study, findings)
    #expect(text.contains("With 2 rounds nothing can be claimed"))
    #expect(text.contains("profile --workers 2 --trials 10 ```"))
  }

  @Test("an undecided study asks for as many rounds as it needs")
  func moreRounds() {
    var findings = SampleStudy.longFindings
    findings.verdicts[0].outcome = .inconclusive
    findings.verdicts[0].configuration = nil
    findings.comparisons[0].outcome = .inconclusive
    findings.comparisons[0].moreRounds = 14
    findings.verdicts[0].moreRounds = 14
    #expect(words(SampleStudy.long, findings).contains("profile --workers 2 --trials 24"))
  }

  @Test(
    "where the bytes came from",
    arguments: [
      (67_108_864, "The bytes asked for came from the device."),
      (80_000_000, "read-ahead fetched more"), (1_000, "this measures the cache"),
      (33_554_432, "Of the bytes asked for, 50.0 % came from the device"),
    ] as [(UInt64, String)])
  func device(bytes: UInt64, sentence: String) {
    var study = SampleStudy.long
    for index in study.trials.indices where study.trials[index].configuration.hasPrefix("io/") {
      study.trials[index].counters.storageReadBytes = bytes
    }
    #expect(words(study, Findings(study: "")).contains(sentence))
    #expect(words(study, Findings(study: "")).contains("the hypervisor may answer from its memory"))
  }

  @Test("one process and one thread are no processes and threads")
  func oneOfEach() {
    var study = SampleStudy.long
    for index in study.configurations.indices { study.configurations[index].workers = 1 }
    let text = words(study, Findings(study: ""))
    #expect(text.contains(/1 process took [^.]+\.?[^.]* PSS than 1 thread\./), "\(text)")
  }

  @Test("a pin that did not hold stands above the answer")
  func violation() throws {
    let text = words(SampleStudy.unheld, Findings(study: ""))
    let warning = try #require(
      text.firstRange(of: "**Warning:** cpu, thread-2: the pin did not hold"))
    let answer = try #require(text.firstRange(of: "## The answer"))
    #expect(warning.lowerBound < answer.lowerBound)
  }

  @Test("a wrong answer counts as a failure and is in no number")
  func wrongAnswer() {
    var study = SampleStudy.long
    let index = study.trials.firstIndex { $0.configuration == "cpu/thread-2/core" && !$0.warmup }
    guard let index else { return }
    study.trials[index].check = Check(expected: "10", actual: "9")
    study.trials[index].wallSeconds = 99
    let text = words(study, Findings(study: ""))
    #expect(text.contains("wrong answer"))
    #expect(text.contains("expected 10, got 9"))
    #expect(!text.contains("99.0 s"))
  }

  @Test("no null is printed as a zero, and each has its reason")
  func nulls() {
    var study = SampleStudy.long
    for index in study.trials.indices {
      study.trials[index].peakPSSBytes = nil
      study.trials[index].counters.voluntaryContextSwitches = nil
      study.trials[index].unavailable[.peakPSSBytes] = "smaps_rollup is not readable"
      study.trials[index].unavailable[.voluntaryContextSwitches] = "status is not readable"
    }
    let text = words(study, Findings(study: ""))
    #expect(!text.contains(" 0/s"))
    #expect(text.contains("**peak PSS**: smaps_rollup is not readable."))
    #expect(text.contains("**voluntary context switches**: status is not readable."))
  }

  @Test("a thousand workers share a row, thousands of reasons are counted")
  func many() {
    var study = SampleStudy.long
    for index in study.trials.indices {
      let worker = study.trials[index].workers[0]
      study.trials[index].workers = (0..<1000).map { number in
        var copy = worker
        copy.index = number
        copy.unavailable[.migrations] = "task \(number) was gone"
        return copy
      }
    }
    let text = words(study, Findings(study: ""))
    #expect(text.contains("all 1,000"))
    #expect(text.contains("more reasons"))
    #expect(text.split(separator: "\n").count < 400)
  }

  /// In one line, so that a sentence is found wherever it was wrapped.
  private func words(_ study: Study, _ findings: Findings) -> String {
    MarkdownReport(study: study, findings: findings).rendered()
      .split(whereSeparator: \.isNewline).joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
  }
}
