import Exports
import ProfileModel
import TestSupport
import Testing

@Suite("samples.csv, read back")
struct SamplesReadingTests {
  @Test("is read back as it was written")
  func roundTrip() throws {
    let written = SampleStudy.samples(of: 7, in: SampleStudy.long)
    let text =
      SamplesCSV.header
      + SamplesCSV.rows(of: written, trial: 3, tids: [10], origin: SampleStudy.origin)
      + SamplesCSV.rows(of: written, trial: 7, tids: [10, 20], origin: SampleStudy.origin)
    let read = SamplesCSV.samples(of: 7, in: Array(text.utf8))
    #expect(read.count == written.count)
    for (sample, row) in zip(written, read) {
      #expect(row.worker == Int(sample.worker))
      #expect(row.tid == (sample.worker == 0 ? 10 : 20))
      #expect(row.cpu == Int(sample.cpu))
      let instant = Double(sample.instant - SampleStudy.origin) / 1e9
      #expect(abs(row.seconds - instant) < 1e-8)
      #expect((row.rssBytes == nil) == (sample.rssBytes == Sample.absent))
      #expect((row.voluntaryContextSwitches == nil) == (sample.voluntarySwitches == Sample.absent))
    }
  }

  @Test(
    "rows that are damaged or cut off are left out",
    arguments: [
      ("", 0), ("nonsense", 0), ("trial,worker,timeSeconds\n", 0),
      ("trial,worker,timeSeconds\n7,0,0.5\n7,0,0.6", 1),
      ("trial,worker,timeSeconds\n7,0,0.5\n7,0\n7,x,0.5\n7,0,NaN\n7,-1,0.1\n", 1),
      ("timeSeconds,trial,worker\n7,0,0.5\n", 0), ("\n\n\n", 0),
      ("trial,worker,timeSeconds\r\n7,0,0.5\r\n", 0),
      ("trial,worker,timeSeconds,new\n7,0,0.5,x\n77,0,0.5,x\n", 1),
    ])
  func damaged(text: String, rows: Int) {
    #expect(SamplesCSV.samples(of: 7, in: Array(text.utf8)).count == rows)
  }
}

@Suite("Samples of a study that is resumed")
struct SamplesLengthTests {
  @Test("end with the last whole row of its trials", arguments: [0, 1, 2, 3])
  func length(trials: Int) {
    let rows = ["0,0,1\n", "0,1,2\n", "1,0,3\n", "2,0,4\n"]
    let whole = SamplesCSV.header + rows.joined()
    let kept = SamplesCSV.header + rows.filter { Int($0.prefix(1))! < trials }.joined()
    for file in [whole, whole + "2,1", whole + "9,0,1\n9"] {
      #expect(
        SamplesCSV.length(ofTrials: trials, in: Array(file.utf8)) == kept.utf8.count, "\(file)")
    }
  }

  @Test("are none without a whole header", arguments: ["", "trial,wor"])
  func damaged(text: String) {
    #expect(SamplesCSV.length(ofTrials: 5, in: Array(text.utf8)) == 0)
  }
}
