import Foundation
import ProcFS
import TestSupport
import Testing

@Suite struct MapTests {
  @Test func `a map's fields`() throws {
    let text = "7f0030001000-7f0030009000 rw-s 0000a000 fe:1f 5         /a b (deleted)\n"
    let map = try #require(ProcessMaps(parsing: Array(text.utf8))?.entries.first)
    #expect(map.start == 0x7f00_3000_1000)
    #expect(map.sizeBytes == 0x8000)
    #expect(map.isReadable && map.isWritable && !map.isExecutable && map.isShared)
    #expect(map.offset == 0xa000)
    #expect(map.deviceMajor == 0xfe && map.deviceMinor == 0x1f)
    #expect(map.inode == 5)
    #expect(map.path == Array("/a b (deleted)".utf8))
  }

  @Test(arguments: [
    "1000-1000 r--p 0 00:00 0 \n", "2000-1000 r--p 0 00:00 0 \n", "1000-2000 rwzp 0 00:00 0 \n",
    "1000-2000 r--p 0 00:00 \n", "1000-2000 r--p 0 0000 0 \n", "-2000 r--p 0 00:00 0 \n",
    "1000-2000 r--p 0 00:00 0 \n1800-3000 r--p 0 00:00 0 \n",
    "10000000000000000-20000000000000000 r--p 0 00:00 0 \n", "1000-2000 r--p 0 00:00 -1 \n",
  ])
  func `a map that no kernel prints is refused`(text: String) {
    #expect(ProcessMaps(parsing: Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      (0x55d0_0000_0000, "/usr/bin/tool"), (0x55d0_0000_3fff, "/usr/bin/tool"),
      // A static variable without a value: behind the image, as in a static python's interpreter lock.
      (0x55d0_0000_4008, "/usr/bin/tool"), (0x55d0_0000_7fff, "/usr/bin/tool"),
      (0x55d1_0000_0000, "[heap]"), (0x7f00_0400_0010, "[anon]"), (0x7f00_2000_1000, "[anon]"),
      (0x7f00_3000_1000, "/memfd:a b (deleted)"), (0x7ffc_0000_0000, "[stack]"),
      (0x7f00_3000_b000, "[anon:glibc: loader]"),
      (0, nil), (0x55d0_0000_8000, nil), (UInt64.max, nil), (0x55cf_ffff_ffff, nil),
    ] as [(UInt64, String?)])
  func `an address is named by what is mapped there`(address: UInt64, name: String?) throws {
    let maps = try #require(ProcessMaps(parsing: Array(Fixture.maps.utf8)))
    #expect(maps.name(at: address).map { String(decoding: $0, as: UTF8.self) } == name)
    #expect((maps.entry(at: address) == nil) == (name == nil))
  }

  @Test func `smaps adds up by segment`() throws {
    let segments = try #require(MemorySegments(parsing: Array(Fixture.smaps.utf8)))
    let page: UInt64 = 4_096
    #expect(segments[.code] == 2 * page)
    #expect(segments[.data] == (1 + 1 + 1 + 1) * page)
    #expect(segments[.bss] == 3 * page)
    #expect(segments[.heap] == 5 * page)
    #expect(segments[.stack] == (7 + 4) * page)
    #expect(segments[.anonymous] == (6 + 1 + 1 + 9) * page)
    #expect(segments[.sharedMemory] == (8 + 1 + 1) * page)
    #expect(segments[.other] == 1 * page)
    #expect(segments.privateBytes == 39 * page)
    #expect(segments.sharedBytes == 14 * page)
    #expect(segments.pssBytes == (39 + 7) * page)
  }

  @Test func `a known stack pointer makes a stack of a map without a guard`() throws {
    let segments = try Array(Fixture.smaps.utf8).withUnsafeBytes { bytes in
      try #require(MemorySegments(parsing: bytes, stackPointers: [0x7f00_407f_f000]))
    }
    #expect(segments[.stack] == (7 + 4 + 9) * 4_096)
    #expect(segments[.anonymous] == (6 + 1 + 1) * 4_096)
  }

  @Test func `a map without its sizes is refused`() {
    let text = Fixture.smaps.replacing("Rss:            28 kB\n", with: "")
    #expect(text != Fixture.smaps)
    #expect(MemorySegments(parsing: Array(text.utf8)) == nil)
    #expect(MemorySegments(parsing: []) == nil, "a zombie or a kernel thread has no maps")
  }

  @Test func `a pipe in place of a mapped file names no variable, and nobody waits for it`() throws
  {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.file("image"), 0o600) == 0)
    #expect(ELFSymbols(path: folder.file("image")) == nil)
    #expect(ELFSymbols(path: "/dev/zero") == nil)
  }
}
