import Planning
import ProfileModel
import Testing

@Suite("Parameters of cpu")
struct CPUParametersTests {
  @Test("are 4,000,000,000 once when nothing is asked for")
  func defaults() throws {
    let standard = CPUParameters()
    #expect(standard.values == ["limit": .integer(2_000_000_000), "repeats": .integer(1)])
    #expect(try CPUParameters(limit: nil, repeats: nil) == standard)
  }

  @Test("are read as typed")
  func reads() throws {
    let largest = try CPUParameters(limit: "4294967295", repeats: "3")
    #expect(largest.values == ["limit": .integer(4_294_967_295), "repeats": .integer(3)])
    #expect(largest.additions == 12_884_901_885)
    #expect(try CPUParameters(limit: "1", repeats: "9223372036854775807").additions == 1 << 63 - 1)
  }

  @Test(
    "that make no sense are refused, with the reason",
    arguments: [
      ("0", nil, "nothing to sum"), ("-1", nil, "negative"),
      ("4294967296", nil, "does not fit 64 bits"),
      ("99999999999999999999", nil, "does not fit 64 bits"), ("1e9", nil, "not a whole number"),
      ("010", nil, "octal"), ("0x10", nil, "hexadecimal"), ("", nil, "missing"),
      (nil, "0", "nothing to do"), (nil, "-1", "negative"), (nil, "1.5", "not a whole number"),
      (nil, "99999999999999999999", "more than 2^63"),
      ("4294967295", "9223372036854775807", "more than 2^64"),
      ("3", "6148914691236517206", "Ask for at most"),
    ] as [(String?, String?, String)])
  func refuses(limit: String?, repeats: String?, message: String) throws {
    let attempt = { () throws(PlanRefusal) in try CPUParameters(limit: limit, repeats: repeats) }
    // 3 × 6148914691236517205 is 2^64−1 exactly: one more is refused, and it is itself accepted.
    let refused = try #require(refusal(attempt))
    #expect(refused.kind == .usage)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("accept exactly as many additions as 64 bits count")
  func mostAdditions() throws {
    #expect(try CPUParameters(limit: "3", repeats: "6148914691236517205").additions == .max)
  }

  @Test("name the largest limit when refused")
  func message() throws {
    let refused = refusal { () throws(PlanRefusal) in
      try CPUParameters(limit: "5000000000", repeats: nil)
    }
    #expect(
      refused?.description
        == "--limit 5000000000: the sum of 1 to this number does not fit 64 bits. "
        + "Ask for 1 to 4,294,967,295; for longer trials use --repeats.")
  }
}

@Suite("Parameters of io")
struct IOParametersTests {
  @Test("are random 4 KiB reads of 32 MiB past the cache when nothing is asked for")
  func defaults() throws {
    #expect(
      IOParameters().values == [
        "sizeBytes": .integer(33_554_432), "blockSizeBytes": .integer(4096),
        "access": .text("random"), "cache": .text("direct"),
      ])
    #expect(try IOParameters(size: nil) == IOParameters())
  }

  @Test("are read as typed")
  func reads() throws {
    let parameters = try IOParameters(
      size: "1MiB", blockSize: "512", access: "sequential", cache: "cold", directory: "/data")
    #expect(parameters.blocks == 2048)
    #expect(parameters.directory == "/data")
    #expect(parameters.values["access"] == .text("sequential"))
    #expect(parameters.values["cache"] == .text("cold"))
    #expect(parameters.values["directory"] == nil)
  }

  @Test(
    "that do not fit together are refused, with what would fit",
    arguments: [
      ("1MiB", "1000", "Use 1KiB or 512"), ("1MiB", "1100", "Use 1KiB or 1536"),
      ("1MiB", "100", "Use 512"),
      ("4097", "4k", "Use --size 4KiB or 8KiB"), ("8191", "4k", "Use --size 8KiB or 4KiB"),
      ("2k", "4k", "Use --size 4KiB or more"),
      (
        "64MB", "3k",
        "--size 64MB: this is not a whole number of blocks of 3KiB. Use --size 62499KiB or 62502KiB."
      ),
      ("9223372036854775807", "4k", "Use --size 9007199254740988KiB."),
      ("4GiB", "2GiB", "at most 2,147,479,552 bytes at once"), ("0", "4k", "at least 1 byte"),
    ])
  func refusesSizes(size: String, blockSize: String, message: String) throws {
    let refused = try #require(
      refusal { () throws(PlanRefusal) in try IOParameters(size: size, blockSize: blockSize) })
    #expect(refused.kind == .usage)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("with unknown words are refused, with the nearest known one")
  func refusesWords() {
    let access = refusal { () throws(PlanRefusal) in try IOParameters(access: "rand") }
    #expect(access?.description.contains("Did you mean random?") == true)
    let cache = refusal { () throws(PlanRefusal) in try IOParameters(cache: "hot") }
    #expect(cache?.description.contains("Known are direct, cold and warm") == true)
    #expect(refusal { () throws(PlanRefusal) in try IOParameters(directory: "") }?.kind == .usage)
  }
}
