import Exports
import Foundation
import ProfileModel
import TestSupport
import Testing

@Suite("The trace for Perfetto")
struct TraceJSONTests {
  @Test("is as agreed on")
  func golden() throws {
    let study = SampleStudy.long
    let trial = try #require(
      study.trials.firstIndex { $0.configuration == "io/process-2/core" && !$0.warmup })
    let csv =
      SamplesCSV.header
      + SamplesCSV.rows(
        of: Array(SampleStudy.samples(of: trial, in: study).prefix(24)), trial: trial,
        tids: [1, 2], origin: SampleStudy.origin)
    let samples = SamplesCSV.samples(of: trial, in: Array(csv.utf8))
    let data = try #require(try TraceJSON.data(of: study, trial: trial, samples: samples))
    let text = String(decoding: data, as: UTF8.self)
    // A line for each event, so that a difference can be read.
    try GoldenFile.expect(text.replacing("},{", with: "},\n{"), equals: "trace-short.json")
  }

  @Test("has monotonic slices that do not overlap, in every track", arguments: [1, 7, 10])
  func tracks(trial: Int) throws {
    let events = try events(of: trial, in: SampleStudy.long)
    let slices = events.filter { $0["ph"] as? String == "X" }
    #expect(!slices.isEmpty)
    for (track, slices) in Dictionary(grouping: slices, by: Self.track) {
      var end = 0.0
      for slice in slices {
        let start = try #require(slice["ts"] as? Double)
        let duration = try #require(slice["dur"] as? Double)
        #expect(start >= end - 0.001, "\(track)")
        #expect(duration > 0)
        end = start + duration
      }
    }
    let counters = events.filter { $0["ph"] as? String == "C" }
    for (_, points) in Dictionary(grouping: counters, by: { $0["name"] as? String }) {
      let times = points.compactMap { $0["ts"] as? Double }
      #expect(times == times.sorted() && times.allSatisfy { $0 >= 0 })
    }
  }

  @Test("names its processes and threads, and has every worker and CPU as a track")
  func names() throws {
    let study = SampleStudy.long
    let index = try #require(
      study.trials.firstIndex { $0.configuration == "io/process-2/core" && !$0.warmup })
    let events = try events(of: index, in: study)
    let names = events.filter { $0["ph"] as? String == "M" }.compactMap { event in
      (event["args"] as? [String: Any])?["name"] as? String
    }
    for name in ["CPUs", "worker 0", "worker 1", "CPU 0", "CPU 1"] { #expect(names.contains(name)) }
    let processes = Set(events.compactMap { $0["pid"] as? Int })
    #expect(processes == Set(study.trials[index].workers.map(\.pid) + [0]))
    #expect(events.contains { $0["name"] as? String == "disk" })
  }

  @Test("two workers on one CPU share its track without overlap")
  func shared() throws {
    let samples = (0..<50).flatMap { tick in
      (0..<2).map { worker in
        var sample = TimelineSample(
          seconds: Double(tick) * 0.01 + Double(worker) * 0.002, worker: worker)
        sample.cpu = 0
        sample.state = tick % (worker + 3) == 0 ? "S" : "R"
        return sample
      }
    }
    let data = try #require(
      try TraceJSON.data(of: SampleStudy.long, trial: 1, samples: samples))
    let slices = try events(data).filter {
      $0["ph"] as? String == "X" && $0["pid"] as? Int == 0
    }
    var end = 0.0
    for slice in slices {
      let start = try #require(slice["ts"] as? Double)
      #expect(start >= end - 0.001)
      end = start + (slice["dur"] as? Double ?? 0)
    }
    #expect(Set(slices.compactMap { $0["name"] as? String }) == ["worker 0", "worker 1"])
  }

  @Test("is not made from nothing")
  func empty() throws {
    #expect(try TraceJSON.data(of: SampleStudy.long, trial: 0, samples: []) == nil)
    #expect(try TraceJSON.data(of: SampleStudy.long, trial: 9999, samples: []) == nil)
  }

  private static func track(_ event: [String: Any]) -> String {
    "\(event["pid"] ?? "")/\(event["tid"] ?? "")"
  }

  private func events(of trial: Int, in study: Study) throws -> [[String: Any]] {
    let csv =
      SamplesCSV.header
      + SamplesCSV.rows(
        of: SampleStudy.samples(of: trial, in: study), trial: trial, tids: [1, 2],
        origin: SampleStudy.origin)
    let samples = SamplesCSV.samples(of: trial, in: Array(csv.utf8))
    return try events(try #require(try TraceJSON.data(of: study, trial: trial, samples: samples)))
  }

  private func events(_ data: Data) throws -> [[String: Any]] {
    let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(file?["displayTimeUnit"] as? String == "ms")
    return try #require(file?["traceEvents"] as? [[String: Any]])
  }
}
