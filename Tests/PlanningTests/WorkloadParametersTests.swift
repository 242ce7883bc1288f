import Builtin
import Testing
import Text

/// A machine that says nothing of its memory.
private let unknown = MachineMemory(lastLevelCaches: [], usableBytes: nil)

private func options(_ pairs: KeyValuePairs<String, String?>) -> [String: String] {
  var options: [String: String] = [:]
  for (name, value) in pairs { options[name] = value }
  return options
}

@Suite("Parameters of cpu")
struct SumTests {
  private static func sum(_ limit: String?, _ repeats: String? = nil) throws(Refusal) -> Sum {
    try Sum(options: options(["limit": limit, "repeats": repeats]), on: unknown)
  }

  @Test("are 2,000,000,000 once when nothing is asked for")
  func defaults() throws {
    #expect(try Self.sum(nil) == Sum())
    #expect(Sum().recorded == ["limit": "2000000000", "repeats": "1"])
  }

  @Test("are read as typed, and again from a record")
  func reads() throws {
    let largest = try Self.sum("4294967295", "3")
    #expect(largest.recorded == ["limit": "4294967295", "repeats": "3"])
    #expect(largest.expectedWork == 12_884_901_885)
    #expect(Sum(recorded: largest.recorded) == largest)
    #expect(try Self.sum("1", "9223372036854775807").expectedWork == 1 << 63 - 1)
  }

  @Test("of a record that is not whole are none")
  func damaged() {
    for recorded in [
      ["limit": "1"], ["limit": "-1", "repeats": "1"], ["limit": "4294967296", "repeats": "1"],
      ["limit": "4294967295", "repeats": "18446744073709551615"],
    ] {
      #expect(Sum(recorded: recorded) == nil)
    }
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
    let attempt = { () throws(Refusal) in try Self.sum(limit, repeats) }
    // 3 × 6148914691236517205 is 2^64−1 exactly: one more is refused, and it is itself accepted.
    let refused = try #require(refusal(attempt))
    #expect(refused.kind == .usage)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("accept exactly as many additions as 64 bits count")
  func mostAdditions() throws {
    #expect(try Self.sum("3", "6148914691236517205").expectedWork == .max)
  }

  @Test("name the largest limit when refused")
  func message() throws {
    let refused = refusal { () throws(Refusal) in
      try Self.sum("5000000000")
    }
    #expect(
      refused?.description
        == "--limit 5000000000: the sum of 1 to this number does not fit 64 bits. "
        + "Ask for 1 to 4,294,967,295; for longer trials use --repeats.")
  }
}

@Suite("Parameters of io")
struct FileReadTests {
  private static func read(
    size: String? = nil, blockSize: String? = nil, access: String? = nil, cache: String? = nil
  ) throws(Refusal) -> FileRead {
    try FileRead(
      options: options([
        "size": size, "block-size": blockSize, "access": access, "cache": cache,
      ]), on: unknown)
  }

  @Test("are random 4 KiB reads of 32 MiB past the cache when nothing is asked for")
  func defaults() throws {
    #expect(
      try Self.read().recorded == [
        "sizeBytes": "33554432", "blockSizeBytes": "4096", "access": "random", "cache": "direct",
      ])
  }

  @Test("are read as typed, and again from a record")
  func reads() throws {
    let parameters = try Self.read(
      size: "1MiB", blockSize: "512", access: "sequential", cache: "cold")
    #expect(parameters.sizeBytes == 1 << 20)
    #expect(parameters.file == FileNeed(sizeBytes: 1 << 20, blockSizeBytes: 512, cache: .cold))
    #expect(parameters.access == .sequential)
    #expect(FileRead(recorded: parameters.recorded) == parameters)
    #expect(FileRead(recorded: ["sizeBytes": "1"]) == nil)
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
      refusal { () throws(Refusal) in try Self.read(size: size, blockSize: blockSize) })
    #expect(refused.kind == .usage)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("with unknown words are refused, with the nearest known one")
  func refusesWords() {
    let access = refusal { () throws(Refusal) in try Self.read(access: "rand") }
    #expect(access?.description.contains("Did you mean random?") == true)
    let cache = refusal { () throws(Refusal) in try Self.read(cache: "hot") }
    #expect(cache?.description.contains("Known are direct, cold and warm") == true)
  }
}
