import Analysis
import Foundation
import ProfileModel
import Reporting
import TestSupport
import Testing

/// Reports of programs whose threads come and go: how many cores were busy, whose threads they were, and for how long.
@Suite("Reports of programs")
struct ProgramReportTests {
  /// A study of one program with a record of the cores that were busy, and named threads.
  private func study() -> Study {
    var study = SampleStudy.study
    for index in study.trials.indices where study.trials[index].outcome == .completed {
      var record = ConcurrencyRecord()
      record.seconds = 2
      record.busySeconds = [0.2, 1.2, 0.6]
      record.cpuSeconds = 2.4
      record.slackSeconds = ["disk": 1]
      study.trials[index].concurrency = record
      study.trials[index].counters.userSeconds = study.trials[index].wallSeconds.map { 1.2 * $0 }
      study.trials[index].counters.systemSeconds = 0
    }
    return study
  }

  private func plot(_ name: String, of study: Study) throws -> Plot {
    let book = PictureBook(study: study, findings: Findings(of: study, named: "study.json"))
    return try #require(book.plots.first { $0.name == name })
  }

  @Test("draw the share of the time with none, one, two cores busy")
  func concurrency() throws {
    let plot = try plot("concurrency-cpu", of: study())
    #expect(plot.caption.hasPrefix("Share of the wall time with none, one, two, … cores busy"))
    for title in ["'none'", "'1 core'", "'2 cores'"] {
      #expect(plot.script.contains("title \(title)"), "\(title)")
    }
    let blocks = plot.data.components(separatedBy: "\n\n").filter { !$0.isEmpty }
    #expect(blocks.count == 3)
    #expect(blocks[1].contains("\t10.0\t70.0\t"), "one core from 10 to 70 %: \(blocks[1])")
    #expect(blocks[2].contains("\t70.0\t100.0\t"), "two cores from 70 to 100 %: \(blocks[2])")
  }

  @Test("have no such picture where no reading tells")
  func noConcurrency() {
    let book = PictureBook(study: SampleStudy.study, findings: SampleStudy.findings)
    #expect(!book.plots.contains { $0.name.hasPrefix("concurrency") })
    #expect(!book.refusals.contains { $0.subject.hasPrefix("cores busy") })
  }

  @Test("show a worker's time within its trial's, not started and ended included")
  func segments() throws {
    var study = study()
    for index in study.trials.indices {
      guard let wall = study.trials[index].wallSeconds else { continue }
      for worker in study.trials[index].workers.indices {
        study.trials[index].workers[worker].startOffsetSeconds = wall / 4
        study.trials[index].workers[worker].wallSeconds = wall / 2
        study.trials[index].workers[worker].counters.userSeconds = wall / 2
        study.trials[index].workers[worker].counters.systemSeconds = 0
        study.trials[index].workers[worker].counters.runQueueSeconds = 0
      }
    }
    let findings = Findings(of: study, named: "study.json")
    let report = MarkdownReport(study: study, findings: findings).rendered()
    let table = try #require(
      report.components(separatedBy: "Where the wall time went, for one worker:").dropFirst().first)
    let lines = table.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines[0].contains("not started") && lines[0].contains("ended"), "\(lines[0])")
    #expect(lines[2].contains("25.0 %") && lines[2].contains("50.0 %"), "\(lines[2])")
    #expect(!lines[0].contains("timer"), "a state that is 0 everywhere has no column")
    let script = try plot("ledger-cpu", of: study).script
    #expect(script.contains("title 'not started'") && script.contains("title 'ended'"))
  }

  @Test("tell what a command wrote, and how much of it goes to storage")
  func writes() {
    var study = study()
    for index in study.configurations.indices {
      study.configurations[index].command = CommandSpec(commands: [["a"]])
    }
    func report() -> String {
      MarkdownReport(study: study, findings: Findings(of: study, named: "study.json")).rendered()
    }
    for index in study.trials.indices {
      study.trials[index].counters.requestedReadBytes = 1 << 20
      study.trials[index].counters.requestedWriteBytes = 1 << 20
    }
    #expect(!report().contains("Bytes read and written:"))
    for index in study.trials.indices {
      study.trials[index].counters.requestedWriteBytes = 384 << 20
      study.trials[index].counters.storageWriteBytes = 256 << 20
    }
    let text = report()
    #expect(text.contains("Bytes read and written:"))
    #expect(text.contains(#/384(\.0)? MiB/#) && text.contains(#/256(\.0)? MiB/#))
  }

  @Test("put threads of one name together")
  func names() throws {
    var study = study()
    for index in study.trials.indices {
      study.trials[index].totalsTier = "cgroup"
      for worker in study.trials[index].workers.indices {
        study.trials[index].workers[worker].name = "worker-\(worker)"
      }
    }
    for index in study.configurations.indices {
      study.configurations[index].command = CommandSpec(commands: [["a"]])
    }
    let findings = Findings(of: study, named: "study.json")
    let names = findings.breakdowns.flatMap(\.names).map(\.name)
    #expect(!names.isEmpty && names.allSatisfy { $0 == "worker-*" })
  }
}

/// Studies of real programs, recorded with few trials: what is concluded from them, as text.
@Suite("Recorded programs")
struct RecordedReportTests {
  @Test(
    "are reported as agreed on",
    arguments: [("jvm", BoundKind.cpuUser), ("node", .storage), ("c", .lock)])
  func golden(program: String, kind: BoundKind) throws {
    let study = try Study(decoding: GoldenFile.data("study-\(program).json"))
    let findings = Findings(of: study, named: "study.json")
    #expect(findings.bounds.map(\.kind) == [kind])
    for trial in study.trials {
      let busy = try #require(trial.concurrency).busySeconds.count - 1
      #expect(busy <= study.machine.summary.onlineCPUs, "more cores busy than there are")
    }
    let report = MarkdownReport(study: study, findings: findings)
    try GoldenFile.expect(report.rendered(), equals: "report-\(program).md")
  }
}
