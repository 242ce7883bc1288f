import CNuma
import Glibc
import SystemPackage

/// On which NUMA nodes the pages of a range of memory lie, as the kernel tells it.
public struct PageCensus: Equatable, Sendable {
  /// Node → pages that were asked about and are there.
  public var pagesPerNode: [Int: Int]
  /// Pages that were asked about and are nowhere: never touched, or swapped out.
  public var absentPages: Int
  /// Pages that were asked about.
  public var asked: Int

  /// The kernel takes the list in blocks anyway; this bounds our own memory.
  private static let block = 16_384

  public init() {
    pagesPerNode = [:]
    absentPages = 0
    asked = 0
  }

  /// Asks about one page of every `stride` of a range of a process (`move_pages` without target nodes, which moves nothing).
  ///
  /// - Parameters:
  ///   - process: its pid; 0 is the caller.
  ///   - address: where the range begins; on a page.
  ///   - count: bytes.
  ///   - stride: 1 asks about every page.
  /// - Throws: `notPermitted` where a container forbids it or the process is another user's, `noFunction` on a
  ///   kernel without NUMA.
  public init(
    process: Int32, address: UInt, count: Int, everyPages stride: Int
  ) throws(SystemError) {
    self.init()
    let pageSize = Int(getpagesize())
    let all = (count + pageSize - 1) / pageSize
    var window = 0
    while window * max(1, stride) < all {
      var pages: [UnsafeMutableRawPointer?] = []
      while pages.count < Self.block,
        let page = Self.page(inWindow: window, of: max(1, stride), among: all)
      {
        pages.append(UnsafeMutableRawPointer(bitPattern: address + UInt(page * pageSize)))
        window += 1
      }
      try add(pages, of: process)
    }
  }

  /// The page to ask about in one window of `stride` pages; nil beyond the last.
  ///
  /// It lies anywhere in its window, by the window's number times the golden ratio (Knuth, "The Art of Computer
  /// Programming", vol. 3, 6.4): at a fixed place in each, every second page of memory that is interleaved over two nodes
  /// would lie on one of them.
  package static func page(inWindow window: Int, of stride: Int, among pages: Int) -> Int? {
    let first = window * stride
    guard first < pages else { return nil }
    let part = UInt64(truncatingIfNeeded: window) &* 0x9E37_79B9_7F4A_7C15
    return first + Int(part.multipliedFullWidth(by: UInt64(min(stride, pages - first))).high)
  }

  private mutating func add(
    _ pages: [UnsafeMutableRawPointer?], of process: Int32
  ) throws(SystemError) {
    var pages = pages
    var nodes = [Int32](repeating: -1, count: pages.count)
    try systemCall("move_pages", "process \(process)") {
      move_pages(process, UInt(pages.count), &pages, nil, &nodes, 0)
    }
    asked += pages.count
    for node in nodes {
      if node >= 0 { pagesPerNode[Int(node), default: 0] += 1 } else { absentPages += 1 }
    }
  }

  public mutating func add(_ other: PageCensus) {
    pagesPerNode.merge(other.pagesPerNode, uniquingKeysWith: +)
    absentPages += other.absentPages
    asked += other.asked
  }
}
