import Glibc

/// Memory whose neighbours on both sides may not be touched: a parser that leaves its buffer crashes the test.
final class GuardedBytes {
  private let base: UnsafeMutableRawPointer
  private let page: Int
  private let room: Int

  /// Nil when the memory cannot be had.
  init?(capacity: Int) {
    page = sysconf(Int32(_SC_PAGESIZE))
    room = (capacity + page - 1) / page * page
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let map = mmap(nil, room + 2 * page, PROT_NONE, flags, -1, 0), map != MAP_FAILED,
      mprotect(map + page, room, PROT_READ | PROT_WRITE) == 0
    else { return nil }
    base = map
  }

  deinit {
    munmap(base, room + 2 * page)
  }

  /// Calls the body twice: with the bytes at the very start of the memory, and at its very end.
  func place(_ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Void) {
    precondition(bytes.count <= room)
    for start in [base + page, base + page + room - bytes.count] {
      let target = UnsafeMutableRawBufferPointer(start: start, count: bytes.count)
      target.copyBytes(from: bytes)
      body(UnsafeRawBufferPointer(target))
    }
  }
}
