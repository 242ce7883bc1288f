import CLinuxShims
import Glibc
import SystemPackage

/// What tracepoints tell of one CPU: records in a ring that the kernel fills and this process empties
/// (`perf_event_open`, `kernel/events/ring_buffer.c`).
///
/// A full ring loses what comes next, and counts that.
public final class TraceBuffer {
  /// One record; its fields are read before the next one is asked for.
  public struct Record {
    /// Who ran when it was written, as this process's pid namespace numbers them; 0 or less for who is in none of it.
    public let pid: Int32
    public let tid: Int32
    /// `CLOCK_MONOTONIC`, ns.
    public let instant: UInt64
    /// The tracepoint's own fields (`events/…/format`).
    public let fields: UnsafeRawBufferPointer
  }

  /// Records that came while the ring was full.
  public private(set) var lost: UInt64 = 0

  private let counters: [Int32]
  /// The kernel's page of positions, and the ring behind it (`struct perf_event_mmap_page`).
  private let page: UnsafeMutableRawPointer
  private let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
  private let ringSize: Int
  private var tail: UInt64 = 0
  /// A record that begins at the ring's end goes on at its start.
  private let scratch = UnsafeMutableRawBufferPointer.allocate(
    byteCount: Int(UInt16.max) + 1, alignment: 8)

  /// Opens the tracepoints on a CPU; nothing is recorded before ``enable()``.
  ///
  /// - Parameters:
  ///   - tracepoints: their ids; all write into one ring, in the order of time.
  ///   - bytes: room of the ring; rounded down to a power of two of pages.
  /// - Throws: `permissionDenied` without CAP_PERFMON, `operationNotSupportedByDevice` for a CPU that is offline.
  public init(tracepoints: [UInt64], cpu: Int, bytes: Int) throws(SystemError) {
    var pages = 1
    while pages * 2 * pageSize <= bytes { pages *= 2 }
    ringSize = pages * pageSize
    var opened: [Int32] = []
    var mapping: UnsafeMutableRawPointer?
    do throws(SystemError) {
      for id in tracepoints {
        let counter = try systemCall("perf_event_open") {
          profile_perf_open_tracepoint(id, Int32(cpu))
        }
        opened.append(counter)
        if mapping == nil {
          mapping = try mapped(
            pageSize + ringSize, MAP_SHARED, file: counter, "a ring of \(pageSize + ringSize) bytes"
          )
        } else {
          try systemCall("ioctl", "PERF_EVENT_IOC_SET_OUTPUT") {
            profile_perf_share(counter, opened[0])
          }
        }
      }
      guard let mapping else {
        throw SystemError(call: "perf_event_open", errno: .invalidArgument, context: "no event")
      }
      page = mapping
    } catch {
      if let mapping { munmap(mapping, pageSize + ringSize) }
      for counter in opened { close(counter) }
      scratch.deallocate()
      throw error
    }
    counters = opened
  }

  deinit {
    munmap(page, pageSize + ringSize)
    for counter in counters { close(counter) }
    scratch.deallocate()
  }

  /// Lets the kernel record.
  public func enable() throws(SystemError) {
    for counter in counters {
      try systemCall("ioctl", "PERF_EVENT_IOC_ENABLE") { profile_perf_enable(counter) }
    }
  }

  /// Hands over the records that have come since the last time, in the order of time.
  public func drain(_ take: (Record) -> Void) {
    let head = profile_perf_head(page)
    while tail < head {
      let record = contiguous(at: Int(tail % UInt64(ringSize)))
      guard record.count >= Header.size else { break }
      hand(record, to: take)
      tail += UInt64(record.count)
    }
    tail = head
    profile_perf_set_tail(page, tail)
  }

  /// `struct perf_event_header` and what follows it in the records that are asked for (`perf_event_open(2)`).
  private enum Header {
    static let size = 8
    static let lost: UInt32 = 2
    static let sample: UInt32 = 9
    /// Of a sample: pid, tid, time, length of the fields, fields.
    static let fields = 28
  }

  private func contiguous(at offset: Int) -> UnsafeRawBufferPointer {
    let ring = UnsafeRawBufferPointer(start: page + pageSize, count: ringSize)
    let size = Int(ring.loadUnaligned(fromByteOffset: offset + 6, as: UInt16.self))
    guard offset + size > ringSize else {
      return UnsafeRawBufferPointer(rebasing: ring[offset..<offset + size])
    }
    let first = ringSize - offset
    scratch.copyMemory(from: UnsafeRawBufferPointer(rebasing: ring[offset...]))
    UnsafeMutableRawBufferPointer(rebasing: scratch[first...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: ring[..<(size - first)]))
    return UnsafeRawBufferPointer(rebasing: scratch[..<size])
  }

  private func hand(_ record: UnsafeRawBufferPointer, to take: (Record) -> Void) {
    let type = record.loadUnaligned(as: UInt32.self)
    if type == Header.lost, record.count >= 24 {
      lost += record.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    }
    guard type == Header.sample, record.count >= Header.fields else { return }
    let length = Int(record.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
    guard Header.fields + length <= record.count else { return }
    take(
      Record(
        pid: record.loadUnaligned(fromByteOffset: 8, as: Int32.self),
        tid: record.loadUnaligned(fromByteOffset: 12, as: Int32.self),
        instant: record.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
        fields: UnsafeRawBufferPointer(
          rebasing: record[Header.fields..<Header.fields + length])))
  }
}
