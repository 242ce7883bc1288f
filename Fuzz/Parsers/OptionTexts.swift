import Planning
import ProcFS
import ProfileModel
import Text

/// What users write behind options.
enum OptionTexts {
  /// Two packages of two cores with two threads each, on two nodes.
  private static let machine = MachineDescription(
    hostname: "h", kernel: "k",
    cpus: (0..<8).map { id in
      MachineDescription.CPU(
        id: id, core: id / 2 % 2, die: 0, package: id / 4, node: id / 4, kind: .uniform,
        online: id != 7, allowed: id != 6, isolated: false,
        siblings: [id / 2 * 2, id / 2 * 2 + 1])
    },
    nodes: (0..<2).map {
      .init(
        id: $0, cpus: Array($0 * 4..<$0 * 4 + 4), memoryBytes: 1 << 30, freeBytes: 1 << 29,
        distances: [10, 20])
    }, caches: [.init(level: 3, type: "Unified", sizeBytes: 1 << 20, cpus: [0, 1, 2, 3])])

  /// Lists of the kernel's kind, masks, and placements.
  static func parseCPUs(_ bytes: UnsafeRawBufferPointer) {
    _ = KernelCPUList(parsing: bytes)
    _ = KernelCPUMask(parsing: bytes)
    for width in PinWidth.allCases {
      guard let placement = try? Placement.parse(bytes.text, width: width) else { return }
      let slots = try? placement.slots(on: machine)
      precondition(slots?.contains { $0.contains { !(0..<6).contains($0) } } != true)
      _ = try? placement.workerCPUs(workers: 3, on: machine)
    }
  }

  /// Sizes, times, shares, counts and the words among which options choose.
  static func parseUnits(_ bytes: UnsafeRawBufferPointer) {
    let text = bytes.text
    if let size = try? ByteSize.parse(text, option: "--size") {
      precondition((try? ByteSize.parse(size.description, option: "--size")) == size)
    }
    if let span = try? TimeSpan.parse(text, option: "--for") {
      precondition((try? TimeSpan.parse(span.description, option: "--for")) == span)
    }
    _ = try? TimeSpan.parseInterval(text, option: "--sample-interval")
    if let share = try? Percentage.parse(text, option: "--margin") {
      precondition((0...1).contains(share.fraction))
    }
    if let count = try? TrialCount.parse(text, option: "--trials") { precondition(count > 0) }
    _ = try? TrialCount.parse(retries: text, option: "--warmup", orWord: "auto")
    if let counts = try? WorkerCounts.parse([text]).resolved(defaultCount: 2) {
      precondition(counts.allSatisfy { $0 > 0 })
    }
    _ = try? StrategyChoice.parse([text])
    _ = try? MemoryPolicy.parse([text], on: machine)
    _ = try? LoadPlacement.parse(text)
    if let words = try? ShellWords.split(text) { precondition(words.count <= bytes.count + 1) }
    // What comes from outside stays one line and moves no cursor.
    let line = OutsideText.line(text)
    precondition(!line.unicodeScalars.contains { $0.value < 32 || $0.value == 127 })
  }
}
