import Analysis
import ProfileModel
import Reporting
import Testing

@Suite("The memory workload in the report")
struct MemoryReportTests {
  private func study(pages: [[String: UInt64]]) -> Study {
    let machine = MachineDescription(
      hostname: "h", kernel: "k", cpus: [], nodes: [], caches: [])
    let policies = [MemoryPolicy.bind([0]), .interleave([0, 1])].prefix(pages.count)
    let configurations = policies.map { policy in
      Configuration(
        id: "memory/sequential/core;memory=\(policy)", workload: "memory", layout: .sequential,
        pin: "core", workerCPUs: [[0]], memoryPolicy: policy,
        parameters: ["sizeBytes": .integer(1 << 28), "repeats": .integer(32)])
    }
    var study = Study(
      createdAt: "2026-01-01T00:00:00Z", toolVersion: "t", commandLine: ["profile"], seed: 1,
      machine: machine,
      design: StudyDesign(trials: 1, warmupRounds: 0, sampleIntervalSeconds: nil),
      configurations: configurations)
    for (configuration, pages) in zip(configurations, pages) {
      var trial = Trial(configuration: configuration.id, round: 1, position: 1)
      trial.wallSeconds = 0.5
      trial.workDone = 8_589_934_592
      trial.workUnit = "bytes"
      trial.check = Check(expected: "1", actual: "1")
      trial.workers = [
        WorkerRecord(index: 0, pid: 2, tid: 3, requestedCPUs: [0], obtainedCPUs: [0])
      ]
      trial.pagesPerNode = pages
      study.trials.append(trial)
    }
    return study
  }

  private func findings(_ study: Study) -> Findings { Findings(of: study, named: "study.json") }

  @Test("is a bandwidth, in the report and on the terminal")
  func bandwidth() {
    let study = study(pages: [["0": 65536]])
    let report = MarkdownReport(study: study, findings: findings(study)).rendered()
    #expect(report.contains("bandwidth"))
    #expect(report.contains("17.2 GB/s"))
    #expect(report.contains("Reads a buffer of 256 MiB in memory 32 times"))
    let summary = TerminalSummary(study: study, findings: findings(study)).rendered()
    #expect(summary.contains("17.2 GB/s"))
  }

  @Test("says on which nodes the pages lay")
  func pages() {
    func report(_ pages: [[String: UInt64]]) -> String {
      let study = study(pages: pages)
      let text = MarkdownReport(study: study, findings: findings(study)).rendered()
      return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    let two = report([["0": 65536], ["10": 1, "2": 32768]])
    #expect(two.contains(/bind:0 +\| node 0: 100 %/))
    #expect(two.contains(/interleave:0-1 +\| node 2: 100 %, node 10: \\< 0.1 %/))
    #expect(!report([[:]]).contains("pages by node"))
  }
}
