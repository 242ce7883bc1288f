import Exports
import ProfileModel
import Testing

@Suite struct SamplesCSVTests {
  /// Every value different, so that two columns that were swapped are seen.
  private var full: Sample {
    var sample = Sample(instant: 5_000_000_123, worker: 1)
    sample.state = UInt8(ascii: "R")
    sample.cpu = 3
    sample.onCPU = 1_000_000_001
    sample.runQueue = 20
    sample.voluntarySwitches = 4
    sample.involuntarySwitches = 5
    sample.rssBytes = 6
    sample.pssBytes = 7
    return sample
  }

  @Test func `the columns have names that carry their unit`() {
    #expect(
      SamplesCSV.header
        == "trial,worker,tid,timeSeconds,state,cpu,onCPUSeconds,runQueueSeconds,"
        + "voluntaryContextSwitches,involuntaryContextSwitches,rssBytes,pssBytes\n")
  }

  @Test func `a row holds what was read, in the order of the header`() {
    let text = SamplesCSV.rows(of: [full], trial: 9, tids: [70, 71], origin: 4_000_000_000)
    #expect(text == "9,1,71,1.000000123,R,3,1.000000001,0.000000020,4,5,6,7\n")
  }

  @Test func `what was not read is an empty cell, never a zero`() {
    let text = SamplesCSV.rows(
      of: [Sample(instant: 10, worker: 0)], trial: 0, tids: [70], origin: 10)
    #expect(text == "0,0,70,0.000000000,,,,,,,,\n")
  }

  @Test func `a sample before the origin has a negative time`() {
    let text = SamplesCSV.rows(
      of: [Sample(instant: 1, worker: 0)], trial: 0, tids: [], origin: 1_500_000_001)
    #expect(text == "0,0,,-1.500000000,,,,,,,,\n")
  }

  @Test func `every row has as many cells as the header`() {
    var edge = full
    edge.instant = .max
    edge.onCPU = .max - 1
    edge.rssBytes = .max - 1
    let rows = SamplesCSV.rows(
      of: [full, Sample(instant: 0, worker: 5), edge], trial: 0, tids: [1], origin: 0)
    let cells = SamplesCSV.header.split(separator: ",").count
    let lines = rows.split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == cells)
    }
    #expect(SamplesCSV.rows(of: [], trial: 0, tids: [1], origin: 0).isEmpty)
  }
}
