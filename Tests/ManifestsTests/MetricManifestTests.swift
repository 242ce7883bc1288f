import Manifests
import ProfileModel
import Testing

/// The field `metrics`.
@Suite struct MetricManifestTests {
  private func metrics(_ lines: String) throws -> [MetricSpec] {
    let manifest = try parse(minimal + "metrics:\n" + lines)
    let spec = try manifest.command(
      for: .threads(2), cpus: [[0], [1]], parameters: [:], scratch: "/scratch")
    return spec.metrics ?? []
  }

  @Test func `each way to find a number is read`() throws {
    let found = try metrics(
      """
        rate: {regex: 'rate: (\\d{1,9})', unit: requests/s, primary: true}
        iops: {json: /jobs/0/iops, from: "{scratch}/fio.json", unit: 1/s}
        gets: {csv: rps, row: GET, from: stderr}
        p99: {samples: log.tsv, column: 3, percentile: 99, unit: us, at-most: 50ms}
        errors: {samples: "{scratch}/log.tsv", column: 2, not: "200", at-most: 0.1%}
        good: {samples: "{scratch}/log.tsv", column: 2, is: "200", count: true, unit: 1/s}
        score: {regex: "(.+)", better: higher}

      """)
    #expect(found.map(\.name) == ["rate", "iops", "gets", "p99", "errors", "good", "score"])
    #expect(found.map(\.reading) == [.regex, .json, .csv, .percentile, .share, .count, .regex])
    #expect(
      found.map(\.source) == [
        "stdout", "/scratch/fio.json", "stderr", "/manifests/log.tsv", "/scratch/log.tsv",
        "/scratch/log.tsv", "stdout",
      ])
    #expect(found.map(\.isScratch) == [false, true, false, false, true, true, false])
    #expect(
      found.map(\.better) == [.higher, .higher, .lower, .lower, .lower, .higher, .higher])
    #expect(found[0].pattern == "rate: (\\d{1,9})")
    #expect(found[0].isPrimary && !found[1].isPrimary)
    #expect(found[2].column == "rps" && found[2].pattern == "GET")
    #expect(found[3].percentile == 99 && found[3].atMost == 50_000)
    #expect(found[4].unit == "%" && found[4].atMost == 0.1 && found[4].unequal == "200")
    #expect(found[5].equal == "200")
  }

  @Test(arguments: [
    ("[a]", "sample.yaml:4:10: metrics must be a mapping, not a list; write 'key: value' lines"),
    (
      "{Rate: {regex: (.)}}",
      "sample.yaml:4:11: 'Rate' is not a metric's name; use lower-case letters, digits and hyphens, a letter first"
    ),
    (
      "{rate: {unit: s}}",
      "sample.yaml:4:17: metrics.rate does not say where its value is found; give one of regex, json, csv or samples"
    ),
    (
      "{rate: {regex: (.), csv: a}}",
      "sample.yaml:4:17: metrics.rate has both 'regex' and 'csv'; give one of regex, json, csv or samples"
    ),
    (
      "{rate: {regex: abc}}",
      "sample.yaml:4:25: metrics.rate.regex: 'abc' must have exactly one capture, the number's: (…), and (?:…) for other groups; correct it"
    ),
    (
      "{rate: {json: a}}",
      "sample.yaml:4:24: metrics.rate.json: a pointer begins with '/'; such as /jobs/0/read/iops"
    ),
    (
      "{rate: {samples: log}}",
      "sample.yaml:4:17: metrics.rate does not say what is made of its samples, or says it twice; give one of 'count: true', 'percentile: 99', 'mean: true', 'is: TEXT' or 'not: TEXT'"
    ),
    (
      "{rate: {samples: log, percentile: 99}}",
      "sample.yaml:4:17: metrics.rate does not say which column of its samples it means; add 'column:' and its number, from 1"
    ),
    (
      "{rate: {samples: log, percentile: 100, column: 3}}",
      "sample.yaml:4:44: metrics.rate.percentile is '100'; give a number between 0 and 100, such as 99 or 99.9"
    ),
    (
      "{rate: {samples: log, mean: true, column: latency}}",
      "sample.yaml:4:52: metrics.rate.column is 'latency'; samples have no headings: give the column's number, from 1"
    ),
    (
      "{rate: {regex: (.), column: 3}}",
      "sample.yaml:4:38: metrics.rate: 'column' means nothing beside 'regex'; leave one of the two out"
    ),
    (
      "{rate: {regex: (.), better: more}}",
      "sample.yaml:4:38: metrics.rate.better is 'more'; write higher or lower"
    ),
    (
      "{rate: {regex: (.), unit: us, at-most: fast}}",
      "sample.yaml:4:49: metrics.rate.at-most is 'fast'; give a number of us"
    ),
    (
      "{rate: {regex: (.), unit: 1/s, at-most: 5}}",
      "sample.yaml:4:50: metrics.rate: more of it is better, and 'at-most' limits it; leave one of the two out"
    ),
    (
      "{a: {regex: (.), primary: true}, b: {regex: (.), primary: true}}",
      "sample.yaml:4:43: a is the primary metric already; let one of the two decide"
    ),
    (
      "{rate: {regx: (.)}}",
      "sample.yaml:4:18: unknown field 'regx' in metrics.rate; did you mean 'regex'?"
    ),
    (
      "{rate: {regex: (.), from: \"{index}/x\"}}",
      "sample.yaml:4:36: metrics.rate.from: unknown placeholder {index}; {index} has no value in this place; known here: {folder} {scratch} {workers} {processes} {threads} {cpus}"
    ),
  ])
  func `what is wrong is told with its place`(text: String, expected: String) {
    #expect(refusal(minimal + "metrics: \(text)\n") == expected)
  }
}
