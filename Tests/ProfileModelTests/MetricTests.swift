import ProfileModel
import Testing

/// How a number is found in what a program wrote.
@Suite struct MetricTests {
  private func metric(
    _ reading: MetricSpec.Reading, unit: String = "",
    _ change: (inout MetricSpec) -> Void = { _ in }
  ) -> MetricSpec {
    var metric = MetricSpec(name: "m", source: "stdout", reading: reading, unit: unit)
    change(&metric)
    return metric
  }

  private func value(
    _ metric: MetricSpec, _ text: String, seconds: Double? = nil
  ) throws -> Double {
    try metric.value(in: Array(text.utf8), seconds: seconds)
  }

  /// What is said instead of a value.
  private func fault(_ metric: MetricSpec, _ text: String, seconds: Double? = nil) -> String {
    do {
      return "\(try value(metric, text, seconds: seconds))"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("1234.5", 1234.5, ""), ("1,234", 1234, ""), ("-2.5e3", -2500, ""), ("+7 ms", 7, "ms"),
    ("1.27s", 1.27, "s"), ("930us", 930, "us"), ("12.3k", 12.3, "k"), (".5%", 0.5, "%"),
    ("5e", 5, "e"), ("  42\tMB/s ", 42, "MB/s"),
  ])
  func `numbers are read with their units`(text: String, value: Double, unit: String) throws {
    let number = try #require(MetricNumber(text))
    #expect(number.value == value)
    #expect(number.unit == unit)
  }

  @Test(arguments: ["", "-", ".", "abc", "e5", "NaN", "inf"])
  func `what is no number is none`(text: String) {
    #expect(MetricNumber(text) == nil)
  }

  @Test(arguments: [
    ("1.27s", "us", 1_270_000.0), ("6.04ms", "us", 6040), ("930us", "us", 930),
    ("930us", "s", 0.00093),
    ("12.3k", "requests/s", 12_300), ("2M", "", 2_000_000), ("5 requests/s", "requests/s", 5),
    ("3krequests/s", "requests/s", 3000), ("5", "ms", 5), ("0.1%", "%", 0.1),
  ])
  func `units are converted`(text: String, wanted: String, value: Double) throws {
    let number = try #require(MetricNumber(text))
    let converted = try #require(number.converted(to: wanted))
    #expect(abs(converted - value) <= value * 1e-12)
  }

  @Test(arguments: [("5ms", "requests/s"), ("5ms", ""), ("5%", ""), ("5 apples", "pears")])
  func `units that do not go together are refused`(text: String, wanted: String) throws {
    let number = try #require(MetricNumber(text))
    #expect(number.converted(to: wanted) == nil)
  }

  @Test func `the last match of the expression counts`() throws {
    let rate = metric(.regex, unit: "requests/s") { $0.pattern = #"Requests/sec: +(\S+)"# }
    let text = "Requests/sec:   10\r\nnoise\nRequests/sec: 12.5k\r\nlast line"
    #expect(try value(rate, text) == 12_500)
    let two = metric(.regex) { $0.pattern = #"(\d+) ops"# }
    #expect(try value(two, "1 ops 2 ops\n") == 2)
  }

  @Test func `an expression has exactly one capture`() {
    #expect(MetricPattern.problem(with: #"a (\d+)"#) == nil)
    #expect(MetricPattern.problem(with: #"(?:a|b) (\d+)"#) == nil)
    #expect(MetricPattern.problem(with: #"a|(\d+)"#) == nil)
    #expect(MetricPattern.problem(with: "a")?.contains("exactly one capture") == true)
    #expect(MetricPattern.problem(with: "(a)(b)")?.contains("exactly one capture") == true)
    #expect(MetricPattern.problem(with: "(a")?.contains("no regular expression") == true)
  }

  @Test func `what is missing is told with what to do`() {
    let rate = metric(.regex) { $0.pattern = "rate: (.+)" }
    #expect(
      fault(rate, "nothing of it\n")
        == "the metric m: no line of standard output matches 'rate: (.+)'; compare the expression with what the program printed, in the report's outputs folder"
    )
    #expect(fault(rate, "").contains("nothing was written there"))
    #expect(
      fault(rate, "rate: fast")
        == "the metric m: 'fast' in standard output is no number; let it find the number alone, with or without its unit"
    )
    #expect(fault(rate, "rate: 5ms").contains("say which with 'unit: ms'"))
  }

  @Test(arguments: [
    ("/jobs/0/read/iops", 5.5), ("/a~1b", 1), ("/c~0d", 2), ("/text", 0.25), ("/last/1", 8),
  ])
  func `a pointer leads into a document`(pointer: String, expected: Double) throws {
    let document = """
      {"jobs": [{"read": {"iops": 5.5}}], "a/b": 1, "c~d": 2, "text": "0.25", "last": [true, 8, null]}
      """
    let json = metric(.json) { $0.pattern = pointer }
    #expect(try value(json, document) == expected)
  }

  @Test func `a pointer that leads nowhere is told`() {
    let json = metric(.json) { $0.pattern = "/a/b" }
    #expect(fault(json, "{\"a\": {}}").contains("has nothing at '/a/b'"))
    #expect(fault(json, "{\"a\": {\"b\": []}}").contains("is no number"))
    #expect(fault(json, "a = 5").contains("is no JSON document"))
    #expect(fault(json, "").contains("is empty"))
  }

  @Test func `a column is found by its heading or its number`() throws {
    let table = "\"test\",\"rps\",\"p99, ms\"\n\"SET\",\"100.5\",\"1\"\n\"GET\",\"200.25\",\"2\"\n"
    #expect(try value(metric(.csv) { $0.column = "rps" }, table) == 200.25)
    let row = metric(.csv) {
      $0.column = "rps"
      $0.pattern = "SET"
    }
    #expect(try value(row, table) == 100.5)
    #expect(try value(metric(.csv) { $0.column = "3" }, table) == 2)
    #expect(try value(metric(.csv) { $0.column = "p99, ms" }, table) == 2)
    #expect(try value(metric(.csv) { $0.column = "2" }, "a 1\nb   7\n") == 7)
    #expect(fault(metric(.csv) { $0.column = "tps" }, table).contains("has no column 'tps'"))
    #expect(fault(row, "test,rps\nGET,1\n").contains("no row of standard output begins with 'SET'"))
    #expect(fault(metric(.csv) { $0.column = "rps" }, "").contains("is empty"))
  }

  private let log = "10\t200\t100\n20\t200\t300\n30\t502\t5\n40\t200\t200\n"

  @Test func `samples are counted, shared and ranked`() throws {
    #expect(try value(metric(.count), log) == 4)
    #expect(try value(metric(.count, unit: "requests/s"), log, seconds: 2) == 2)
    let good = metric(.count, unit: "requests/s") {
      $0.column = "2"
      $0.equal = "200"
    }
    #expect(try value(good, log, seconds: 2) == 1.5)
    let errors = metric(.share, unit: "%") {
      $0.column = "2"
      $0.unequal = "200"
    }
    #expect(try value(errors, log) == 25)
    let rank = { (percent: Double) in
      metric(.percentile, unit: "us") {
        $0.column = "3"
        $0.percentile = percent
      }
    }
    #expect(try value(rank(50), log) == 100)
    #expect(try value(rank(51), log) == 200)
    #expect(try value(rank(99), log) == 300)
    #expect(try value(rank(0.1), log) == 5)
    let quoted = metric(.count) {
      $0.column = "3"
      $0.equal = "200"
    }
    #expect(try value(quoted, "1,\"a,b\",200\n2,\"c\",502\n3,d,200\n") == 2, "a comma in quotes")
    #expect(try value(metric(.mean) { $0.column = "3" }, log) == 151.25)
  }

  @Test func `errors alone are no throughput`() {
    let good = metric(.count, unit: "requests/s") {
      $0.column = "2"
      $0.equal = "200"
    }
    #expect(
      fault(good, "1\t502\t5\n2\t502\t5\n", seconds: 1)
        == "the metric m: none of the 2 lines of standard output counts, most have '502'; answers that are errors are no throughput: look at the program's own output"
    )
    #expect(fault(good, "", seconds: 1).contains("there was no request"))
    #expect(fault(metric(.mean) { $0.column = "9" }, "1\t2\n").contains("have no column 9"))
  }

  @Test func `a rate is better higher, and anything else lower`() {
    #expect(metric(.count, unit: "requests/s").better == .higher)
    #expect(metric(.count, unit: "ms").better == .lower)
  }
}
