import Manifests
import ProfileModel
import Testing

@Suite struct ExpansionTests {
  private let text = """
    name: sample
    summary: A sample.
    parameters:
      program: tool
      limit: {default: 10, summary: The last number.}
      data: "{folder}/data-{limit}"
      mode: {default: fast, choices: [fast, slow]}
    commands:
      sequential: ["{program}", "{limit}"]
      thread: ["{program}", "--threads={workers}", "--on={cpus}", "{{{mode}}}", "{data}"]
      process: {copies: ["{program}", "{index}/{workers}", "{cpus}"]}
      hybrid: ["{program}", "{processes}x{threads}"]
    working-directory: "run/{mode}"
    environment: {MODE: "{mode}", HOME: ~, COUNT: "{workers}"}
    set-up:
      study: [["{program}", init, "{scratch}/x"]]
      trial: [["{program}", reset, "{workers}"], [sync]]
    clean-up:
      study: [[rm, "{data}"]]
    expect:
      exit-status: 3
      line: "sum:"
      number: "{limit} * ({limit} + 1) / 2"
    timeout: 90s
    """

  private func expand(
    _ layout: Layout, cpus: [[Int]] = [], with overrides: [String: String] = [:]
  ) throws -> CommandSpec {
    let manifest = try parse(text)
    let parameters = try manifest.resolveParameters(overrides)
    return try manifest.command(
      for: layout, cpus: cpus, parameters: parameters, scratch: "/scratch")
  }

  @Test func eachStrategyHasItsCommand() throws {
    #expect(try expand(.sequential).commands == [["tool", "10"]])
    #expect(
      try expand(.threads(4), cpus: [[2], [0], [2], [1]]).commands
        == [["tool", "--threads=4", "--on=0,1,2", "{fast}", "/manifests/data-10"]])
    #expect(try expand(.hybrid(processes: 2, threadsPerProcess: 3)).commands == [["tool", "2x3"]])
  }

  @Test func copiesDifferInIndexAndCPUs() throws {
    let expanded = try expand(.processes(3), cpus: [[0, 4], [1], [2]])
    #expect(expanded.isCopied)
    #expect(
      expanded.commands == [["tool", "0/3", "0,4"], ["tool", "1/3", "1"], ["tool", "2/3", "2"]])
  }

  @Test func surroundings() throws {
    let expanded = try expand(.threads(2), with: ["mode": "slow"])
    #expect(expanded.directory == "/manifests/run/slow")
    #expect(expanded.environment.map(\.name) == ["MODE", "HOME", "COUNT"])
    #expect(expanded.environment.map(\.value) == ["slow", nil, "2"])
    #expect(expanded.setUp == [["tool", "reset", "2"], ["sync"]])
    #expect(expanded.cleanUp == [])
    #expect(expanded.exitStatus == 3)
    #expect(expanded.timeoutSeconds == 90)
    #expect(expanded.output == ExpectedOutput(line: "sum:", value: "55", isNumber: true))
  }

  @Test func stepsOfTheStudy() throws {
    let expanded = try expand(.threads(2), with: ["limit": "7"])
    #expect(expanded.studySetUp == [["tool", "init", "/scratch/x"]])
    #expect(expanded.studyCleanUp == [["rm", "/manifests/data-7"]])
  }

  @Test func parametersAreNumbersOrTexts() throws {
    let values = try parse(text).resolveParameters(["data": "007", "limit": "-3"])
    #expect(
      values == [
        "program": .text("tool"), "limit": .integer(-3), "data": .text("007"),
        "mode": .text("fast"),
      ])
  }

  @Test(arguments: [
    (["limt": "1"], "sample.yaml: sample has no parameter 'limt'; did you mean 'limit'?"),
    (
      ["zebra": "1"],
      "sample.yaml: sample has no parameter 'zebra'; the parameters are program, limit, data, mode"
    ),
    (
      ["limit": "1e3"],
      "sample.yaml: parameter limit must be a whole number, not '1e3'; write digits only"
    ),
    (
      ["limit": "99999999999999999999"],
      "sample.yaml: parameter limit must be a whole number, not '99999999999999999999'; write digits only"
    ),
    (
      ["mode": "medium"], "sample.yaml: parameter mode cannot be 'medium'; choose one of fast, slow"
    ),
    (
      ["program": "a\0b"],
      "sample.yaml: parameter program contains a NUL byte; no program can be given one"
    ),
  ])
  func overridesThatMakeNoSense(overrides: [String: String], message: String) throws {
    let manifest = try parse(text)
    let error = #expect(throws: ManifestError.self) { try manifest.resolveParameters(overrides) }
    #expect(error?.description == message)
    #expect(error?.kind == .usage)
  }

  /// Forty doublings of one letter would be a terabyte.
  @Test func referencesThatMultiply() throws {
    let doublings = (1...40).map { "  p\($0): \"{p\($0 - 1)}{p\($0 - 1)}\"\n" }.joined()
    let manifest = try parse(minimal + "parameters:\n  p0: x\n" + doublings)
    let error = #expect(throws: ManifestError.self) { try manifest.resolveParameters([:]) }
    #expect(
      error?.problem == "a value exceeds 131,071 bytes, the longest argument that the kernel takes")
  }

  @Test func aStrategyWithoutACommand() throws {
    let manifest = try parse(minimal)
    let error = #expect(throws: ManifestError.self) {
      try manifest.command(for: .processes(2), cpus: [], parameters: [:], scratch: "/")
    }
    #expect(
      error?.description
        == "sample.yaml: sample has no command for the strategy 'process'; it offers thread; others are added under 'commands'"
    )
  }

  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 2 - 3", "5"), ("100 / 10 / 2", "5"),
    ("-4 * -(2)", "8"), ("4294967295 * (4294967295 + 1) / 2", "9223372034707292160"),
    ("9223372036854775807 * 2", "18446744073709551614"),
  ])
  func formulas(formula: String, value: String) throws {
    #expect(try expectedValue(formula) == value)
  }

  @Test(arguments: [
    (
      "",
      "a whole number is missing at character 1; a formula has whole numbers, + - * / and parentheses"
    ),
    (
      "1 +",
      "a whole number is missing at character 4; a formula has whole numbers, + - * / and parentheses"
    ),
    ("(1", "')' is missing at character 3; a formula has whole numbers, + - * / and parentheses"),
    (
      "1 2",
      "an operator or the end is missing at character 3; a formula has whole numbers, + - * / and parentheses"
    ),
    ("7 / 2", "7 is not a multiple of 2; choose parameters that divide without remainder"),
    ("7 / (3 - 3)", "division by zero; choose parameters that divide without remainder"),
    (
      "9223372036854775807 * 9223372036854775807 * 9223372036854775807",
      "a number exceeds 128 bits; choose smaller parameters"
    ),
    (String(repeating: "9", count: 60), "a number exceeds 128 bits; choose smaller parameters"),
    (
      String(repeating: "(", count: 50_000),
      "too many parentheses or signs; a formula has whole numbers, + - * / and parentheses"
    ),
    (
      String(repeating: "-", count: 50_000),
      "too many parentheses or signs; a formula has whole numbers, + - * / and parentheses"
    ),
  ])
  func formulasThatFail(formula: String, reason: String) {
    let error = #expect(throws: ManifestError.self) { try expectedValue(formula) }
    #expect(error?.description == "sample.yaml:4:27: expect.number is '\(formula)': \(reason)")
  }

  private func expectedValue(_ formula: String) throws -> String? {
    let manifest = try parse(minimal + "expect: {line: x, number: \"\(formula)\"}\n")
    return try manifest.command(for: .threads(1), cpus: [], parameters: [:], scratch: "/")
      .output?.value
  }
}
