import LinuxSystem
import SystemPackage
import Testing

/// Policies change a thread for good, so each test has one of its own.
@Suite struct MemoryPolicyTests {
  /// Containers forbid these calls and some kernels lack them; then there is nothing to test.
  private static let refusal: String? = {
    do {
      _ = try OwnThread.run { try ThreadMemoryPolicy.current() }
      return nil
    } catch {
      return "\(error)"
    }
  }()
  private static let works = refusal == nil

  /// Nodes that this process may take memory from: where pages of it lie shows one.
  private static func ownNode() throws -> Int {
    let buffer = try AlignedBuffer(count: 1 << 16)
    let census = try PageCensus(
      process: 0, address: UInt(bitPattern: buffer.bytes.baseAddress), count: buffer.bytes.count,
      everyPages: 1)
    return try #require(census.pagesPerNode.keys.first)
  }

  @Test(.enabled(if: works, "get_mempolicy is refused here"))
  func `a policy is read back as it was set`() throws {
    let node = try Self.ownNode()
    let policies: [ThreadMemoryPolicy] = [
      .init(.local), .init(.bind, nodes: [node]), .init(.interleave, nodes: [node]),
      .init(.preferred, nodes: [node]), .init(.standard),
    ]
    for policy in policies {
      let obtained = try OwnThread.run {
        try policy.apply()
        return try ThreadMemoryPolicy.current()
      }
      #expect(obtained == policy)
    }
  }

  @Test(.enabled(if: works, "get_mempolicy is refused here"))
  func `one thread's policy is not another's`() throws {
    let node = try Self.ownNode()
    let (inside, outside) = try OwnThread.run {
      let before = try ThreadMemoryPolicy.current()
      let inside = try OwnThread.run {
        try ThreadMemoryPolicy(.bind, nodes: [node]).apply()
        return try ThreadMemoryPolicy.current()
      }
      return (inside, try ThreadMemoryPolicy.current() == before)
    }
    #expect(inside.mode == .bind)
    #expect(outside)
  }

  @Test(
    .enabled(if: works, "get_mempolicy is refused here"),
    arguments: [
      ([-1], "node -1 (the kernel's masks have "), ([1 << 20], "node 1048576 (the kernel's masks"),
    ] as [([Int], String)])
  func `a node beyond the kernel's masks is refused by name`(nodes: [Int], words: String) throws {
    let error = #expect(throws: SystemError.self) {
      try OwnThread.run { try ThreadMemoryPolicy(.bind, nodes: nodes).apply() }
    }
    #expect(error?.errno == .invalidArgument)
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(.enabled(if: works, "get_mempolicy is refused here"))
  func `pages that were touched are on a node, others are on none`() throws {
    let pages = 64
    let size = Int(ProcessControl.pageBytes)
    let buffer = try AlignedBuffer(untouched: pages * size)
    let address = UInt(bitPattern: buffer.bytes.baseAddress)
    for page in 0..<(pages / 2) { buffer.bytes[page * size] = 1 }
    let all = try PageCensus(
      process: 0, address: address, count: buffer.bytes.count, everyPages: 1)
    #expect(all.asked == pages)
    // A huge page may have come along with the first touch.
    #expect(all.pagesPerNode.values.reduce(0, +) >= pages / 2)
    #expect(all.pagesPerNode.values.reduce(0, +) + all.absentPages == pages)
    let sample = try PageCensus(
      process: ProcessControl.ownPID, address: address, count: pages / 2 * size, everyPages: 5)
    #expect(sample.asked == 7)
    #expect(sample.absentPages == 0)
    var both = all
    both.add(sample)
    #expect(both.asked == pages + 7)
  }

  @Test(arguments: [(1000, 1), (262_144, 2), (300_001, 3), (262_144, 4), (100_000, 7), (5, 9)])
  func `a sample takes a page of every window, and follows no pattern of nodes`(
    pages: Int, stride: Int
  ) {
    let windows = (pages + stride - 1) / stride
    let sample = (0..<windows).compactMap {
      PageCensus.page(inWindow: $0, of: stride, among: pages)
    }
    #expect(sample.count == windows)
    #expect(PageCensus.page(inWindow: windows, of: stride, among: pages) == nil)
    for (window, page) in sample.enumerated() {
      #expect(page / stride == window && page < pages)
    }
    // Interleaved page by page over as many nodes as a window has pages: each node has its share of the sample, to
    // within four standard deviations of a fair draw.
    guard stride > 1, windows > 1000 else { return }
    let fair = 1 / Double(stride)
    let tolerance = 4 * (fair * (1 - fair) / Double(windows)).squareRoot()
    for node in 0..<stride {
      let share = Double(sample.count { $0 % stride == node }) / Double(windows)
      #expect(abs(share - fair) < tolerance, "node \(node): \(share)")
    }
  }

  @Test(.enabled(if: works, "get_mempolicy is refused here"))
  func `pages of a process that is gone are an error`() throws {
    let pid = try Child(shell: "exit 0").pid
    let error = #expect(throws: SystemError.self) {
      try PageCensus(process: pid, address: 4096, count: 4096, everyPages: 1)
    }
    #expect(error?.errno == .noSuchProcess)
  }
}
