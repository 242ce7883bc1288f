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

  /// Asks about every `stride`-th page of a range of a process (`move_pages` without target nodes, which moves nothing).
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
    var next = 0
    while next < count {
      var pages: [UnsafeMutableRawPointer?] = []
      while next < count, pages.count < Self.block {
        pages.append(UnsafeMutableRawPointer(bitPattern: address + UInt(next)))
        next += max(1, stride) * pageSize
      }
      try add(pages, of: process)
    }
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
