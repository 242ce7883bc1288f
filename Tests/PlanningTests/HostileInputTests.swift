import Builtin
import Planning
import ProfileModel
import Testing
import Text

/// Parsers meet whatever a shell lets through: they answer or refuse, and never crash.
@Suite("Hostile input")
struct HostileInputTests {
  /// Pieces that the grammars know, and pieces that they must survive.
  private static let pieces = [
    "0", "1", "9", "10", "64", "18446744073709551616", "9223372036854775807", ".", ",", "-", "..",
    ":", "+", "!", "@", "x", "N", "k", "MiB", "GB", "ms", "us", "s", "%", "e3", "0x", "hybrid:",
    "thread", "core", "none", "S0", "node1", "L3-0", " ", "\t", "\n", "\0", "é", "٣", "\u{202E}",
    "💥", "", "nan", "inf", "4194304", "2%", "0.5",
  ]

  private static func text(_ generator: inout SplitMix64) -> String {
    let count = Int(generator.next() % 6)
    return (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }.joined()
  }

  private static let unknown = MachineMemory(lastLevelCaches: [], usableBytes: nil)

  /// Runs `parse` on seeded random texts; what it refuses must name the option and say what to do.
  private func fuzz<Value>(
    _ parse: (String) throws(Refusal) -> Value, accept: (Value, String) -> Void = { _, _ in }
  ) {
    var generator = SplitMix64(seed: 0x5EED)
    var accepted = 0
    for _ in 0..<20_000 {
      let text = Self.text(&generator)
      do throws(Refusal) {
        accept(try parse(text), text)
        accepted += 1
      } catch {
        #expect(error.what.hasPrefix("-"), "\(error)")
        #expect(!error.why.isEmpty && !error.remedy.isEmpty)
        #expect(!error.description.contains { $0.isNewline }, "\(error)")
      }
    }
    // A grammar that accepts none of these has not been tested.
    #expect(accepted > 20)
  }

  @Test func sizes() {
    fuzz { text throws(Refusal) in
      try ByteSize.parse(text, option: "--size")
    } accept: { size, text in
      let again = try? ByteSize.parse(size.description, option: "--size")
      #expect(again == size, "\(text)")
    }
  }

  @Test func times() {
    fuzz { text throws(Refusal) in
      try TimeSpan.parse(text, option: "--time-budget")
    } accept: { span, text in
      let again = try? TimeSpan.parse(span.description, option: "--time-budget")
      #expect(again == span, "\(text)")
    }
  }

  @Test func percentages() {
    fuzz { text throws(Refusal) in
      try Percentage.parse(text, option: "--margin")
    } accept: { share, text in
      #expect((0...1).contains(share.fraction), "\(text)")
    }
  }

  @Test func workerCounts() {
    fuzz { text throws(Refusal) in
      try WorkerCounts.parse([text]).resolved(defaultCount: 2)
    } accept: { counts, text in
      #expect(counts.allSatisfy { (1...WorkerCounts.kernelLimit).contains($0) }, "\(text)")
      #expect(Set(counts).count == counts.count && !counts.isEmpty, "\(text)")
    }
  }

  @Test func strategies() {
    fuzz { text throws(Refusal) in try StrategyChoice.parse([text]) }
    fuzz { text throws(Refusal) in try StrategyChoice.parse(["hybrid:" + text + "x2"]) }
  }

  @Test func limits() {
    fuzz { text throws(Refusal) in
      try Sum(options: ["limit": text, "repeats": text], on: Self.unknown)
    }
  }

  @Test func blocks() {
    fuzz { text throws(Refusal) in
      try FileRead(options: ["size": text + "k", "block-size": "1k"], on: Self.unknown)
    } accept: { parameters, text in
      #expect(parameters.sizeBytes % parameters.blockSizeBytes == 0, "\(text)")
    }
  }

  @Test func placements() {
    let machine = Machines.restricted
    let allowed = Set(machine.allowedCPUs)
    fuzz { text throws(Refusal) in
      try Placement.parse(text).workerCPUs(workers: 3, on: machine)
    } accept: { cpus, text in
      #expect(cpus.count == 3, "\(text)")
      #expect(cpus.allSatisfy { !$0.isEmpty && allowed.isSuperset(of: $0) }, "\(text)")
    }
  }
}
