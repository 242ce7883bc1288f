import Planning
import Testing
import Text

@Suite("Sizes")
struct ByteSizeTests {
  @Test(
    "are read with units of dd and numfmt",
    arguments: [
      ("4096", 4096), ("1", 1), ("1B", 1), ("4k", 4096), ("4K", 4096), ("4KiB", 4096),
      ("4kib", 4096), ("4kB", 4000), ("64MiB", 67_108_864), ("64M", 67_108_864),
      ("64MB", 64_000_000), ("1.5GiB", 1_610_612_736), ("0.5k", 512), ("1.50k", 1536),
      ("1.5kB", 1500), ("2T", 2_199_023_255_552), ("1GB", 1_000_000_000),
      ("9223372036854775807", Int64.max), ("0.000000000001TB", 1),
    ] as [(String, Int64)])
  func reads(text: String, bytes: Int64) throws {
    #expect(try ByteSize.parse(text, option: "--size").bytes == bytes)
  }

  @Test(
    "that could be misread are refused, with the reason",
    arguments: [
      ("", "the size is empty"), (" ", "not a size"), ("k", "not a size"), (".5k", "not a size"),
      ("5.k", "not a size"), ("+5", "not a size"), ("٣", "not a size"),
      ("-1", "cannot be negative"), ("-0", "cannot be negative"), ("0", "at least 1 byte"),
      ("0k", "at least 1 byte"), ("0.0", "at least 1 byte"), ("010", "octal"), ("00", "octal"),
      ("0x1", "\"x1\" is not a unit"), ("1e3", "\"e3\" is not a unit"),
      ("64 MiB", "\" MiB\" is not a unit"), ("64MiBs", "not a unit"), ("1.5.5", "not a unit"),
      ("1,5k", "not a unit"), ("64P", "not a unit"), ("1.5", "not a whole number of bytes"),
      ("0.3k", "not a whole number of bytes"), ("0.1kB1", "not a unit"),
      ("1.0000000000000000001k", "not a whole number of bytes"),
      ("9223372036854775808", "more than the largest"), ("8388608T", "more than the largest"),
      ("99999999999999999999999", "more than the largest"),
      ("18446744073709551615.9T", "more than the largest"),
    ])
  func refuses(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try ByteSize.parse(text, option: "--size") })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }

  @Test("are refused in a sentence that names the option and what to write")
  func message() throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try ByteSize.parse("1e3", option: "--size") })
    #expect(
      refused.description == "--size 1e3: \"e3\" is not a unit of size. Write a number and a unit, "
        + "such as 64MiB or 64M (powers of 1024), 64MB (powers of 1000) or 4096.")
  }

  @Test(
    "are written so that they read back",
    arguments: [1, 511, 1024, 4096, 1000, 67_108_864, Int64.max])
  func roundTrip(bytes: Int64) throws {
    let size = try #require(ByteSize(bytes: bytes))
    #expect(try ByteSize.parse(size.description, option: "--size") == size)
  }
}
