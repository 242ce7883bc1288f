import ProcFS
import Testing

@Suite struct KernelCPUListTests {
  @Test(arguments: [
    ("", []), ("\n", []), ("\0", []), ("  \n\0\0", []), ("0\n", [0]), ("0-3\n", [0, 1, 2, 3]),
    ("0-1,8,10-12\n", [0, 1, 8, 10, 11, 12]), ("0-1\0", [0, 1]), ("0-1\n\0\0\0", [0, 1]),
    ("\t0-1", [0, 1]), ("88,103", [88, 103]), ("7-7", [7]), ("65535", [65_535]),
  ])
  func `a list as the kernel prints it`(text: String, cpus: [Int]) {
    #expect(KernelCPUList(parsing: Array(text.utf8))?.cpus == cpus)
  }

  @Test(arguments: [
    "3-1", "0,,1", "0x1", ",", "0,", ",0", "-", "0-", "-1", "0--1", "0-1-2", "0 1", "1,1", "2,1",
    "0-3,2", "a", "0-65536", "65536", "18446744073709551616", "0-18446744073709551615", "0-3:1/2",
    "all", "0\u{0}1", "\u{0}0-3", "0-\u{0}3", "0\n1", "\u{661}",
  ])
  func `a list that no kernel prints is refused`(text: String) {
    #expect(KernelCPUList(parsing: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("0\n", []), ("1\n", [0]), ("3", [0, 1]), ("ff,00000003\n", [0, 1] + Array(32...39)),
    ("80000000,00000000", [63]), ("00000000,00000000,00000001\0", [0]), ("A", [1, 3]),
  ])
  func `a mask as the kernel prints it`(text: String, cpus: [Int]) {
    #expect(KernelCPUMask(parsing: Array(text.utf8))?.cpus == cpus)
  }

  @Test(arguments: ["", "\n", "0x1", "g", ",1", "1,", "1,,1", "100000000", "1 1", "-1", "1-2"])
  func `a mask that no kernel prints is refused`(text: String) {
    #expect(KernelCPUMask(parsing: Array(text.utf8)) == nil)
  }
}
