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
    #expect(result["command"] as? String == id)
    #expect(result["mean"] as? Double == 3)
    #expect(result["median"] as? Double == 2)
    #expect(abs((result["stddev"] as? Double ?? 0) - 7.0.squareRoot()) < 1e-12)
    #expect(result["times"] as? [Double] == [1, 2, 6])
  }

  @Test("leaves out what was not measured, and writes null where a number is unknown")
  func sparse() throws {
    #expect(try results(HyperfineJSON.data(of: SampleStudy.allFailed)).isEmpty)
    var study = SampleStudy.make(rounds: 1, failing: false)
    for index in study.trials.indices { study.trials[index].counters.userSeconds = nil }
    let result = try #require(try results(HyperfineJSON.data(of: study)).first)
    #expect(result["user"] is NSNull)
    #expect(result["stddev"] is NSNull)
  }

  private func results(_ data: Data) throws -> [[String: Any]] {
    let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(file?["results"] as? [[String: Any]])
  }
}
