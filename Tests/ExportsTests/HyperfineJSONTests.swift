import Exports
import Foundation
import ProfileModel
import TestSupport
import Testing

@Suite("The export in hyperfine's form")
struct HyperfineJSONTests {
  @Test("is as agreed on")
  func golden() throws {
    let data = try HyperfineJSON.data(of: SampleStudy.study)
    try GoldenFile.expect(String(decoding: data, as: UTF8.self), equals: "hyperfine-short.json")
  }

  @Test("has the fields of a real export by hyperfine 1.15.0, with the same kinds of values")
  func fields() throws {
    let real = try results(try GoldenFile.data("hyperfine-1.15.0-real.json"))
    let ours = try results(HyperfineJSON.data(of: SampleStudy.long))
    let model = try #require(real.first)
    #expect(ours.count == SampleStudy.configurations.count)
    for result in ours {
      #expect(Set(result.keys) == Set(model.keys))
      for key in ["mean", "stddev", "median", "user", "system", "min", "max"] {
        #expect(result[key] is Double, "\(key)")
      }
      #expect((result["times"] as? [Double])?.count == 10)
      #expect((result["exit_codes"] as? [Int]) == Array(repeating: 0, count: 10))
    }
  }

  @Test("computes what hyperfine computes")
  func values() throws {
    var study = SampleStudy.make(rounds: 3, failing: false)
    let id = "cpu/sequential/core"
    for (index, wall) in zip(
      study.trials.indices.filter {
        study.trials[$0].configuration == id && !study.trials[$0].warmup
      }, [1.0, 2, 6])
    {
      study.trials[index].wallSeconds = wall
    }
    let result = try #require(try results(HyperfineJSON.data(of: study)).first)
    #expect(
      result["command"] as? String
        == "profile --trials 3 --workload cpu --strategy sequential --workers 1 --pin core")
    #expect(result["mean"] as? Double == 3)
    #expect(result["median"] as? Double == 2)
    #expect(abs((result["stddev"] as? Double ?? 0) - 7.0.squareRoot()) < 1e-12)
    #expect(result["times"] as? [Double] == [1, 2, 6])
  }

  @Test("lists only the parameters that vary, one of them in a sweep")
  func parameters() throws {
    let all = try results(HyperfineJSON.data(of: SampleStudy.long))
    #expect((all[0]["parameters"] as? [String: String])?.keys.contains("pin") == false)
    var sweep = SampleStudy.long
    sweep.configurations = (1...2).map { workers in
      var configuration = SampleStudy.configurations[0]
      configuration.id = "cpu/thread-\(workers)/core"
      configuration.strategy = .thread
      configuration.workers = workers
      return configuration
    }
    for index in sweep.trials.indices {
      sweep.trials[index].configuration = sweep.configurations[index % 2].id
      sweep.trials[index].twin = false
    }
    for (number, result) in try results(HyperfineJSON.data(of: sweep)).enumerated() {
      #expect(result["parameters"] as? [String: String] == ["workers": "\(number + 1)"])
    }
  }

  @Test("leaves out what lacks a number that readers need, and says so")
  func sparse() throws {
    #expect(try results(HyperfineJSON.data(of: SampleStudy.allFailed)).isEmpty)
    #expect(HyperfineJSON.omissions(of: SampleStudy.long).isEmpty)
    var study = SampleStudy.make(rounds: 1, failing: false)
    let first = SampleStudy.configurations[0].id
    for index in study.trials.indices where study.trials[index].configuration == first {
      study.trials[index].counters.userSeconds = nil
    }
    let left = try results(HyperfineJSON.data(of: study))
    #expect(left.count == SampleStudy.configurations.count - 1)
    #expect(left[0]["stddev"] is NSNull, "hyperfine has none of a single run either")
    #expect(
      HyperfineJSON.omissions(of: study) == [
        "hyperfine.json has no \(first): its CPU time is not known, which hyperfine's readers need"
      ])
  }

  private func results(_ data: Data) throws -> [[String: Any]] {
    let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(file?["results"] as? [[String: Any]])
  }
}
