/// Texts as kernels write them.
enum Fixture {
  /// A stat line whose fields carry their own numbers, but for the state (`S`) and the process group (-5).
  static func stat(name: [UInt8] = Array("cat".utf8), fields: Int = 52) -> [UInt8] {
    let numbers = (4...fields).map { $0 == 5 ? "-5" : String($0) }
    let tail = ") S " + numbers.joined(separator: " ") + "\n"
    return Array("10506 (".utf8) + name + Array(tail.utf8)
  }

  static let io = """
    rchar: 6976
    wchar: 1
    syscr: 10
    syscw: 2
    read_bytes: 4096
    write_bytes: 8192
    cancelled_write_bytes: 512

    """

  static let status = """
    Name:\tcat\\nVmHWM:
    Umask:\t0022
    State:\tR (running)
    Pid:\t10511
    Uid:\t1000\t1001\t0\t0
    Gid:\t0\t0\t0\t0
    VmPeak:\t    3060 kB
    VmSize:\t    3050 kB
    VmHWM:\t    1688 kB
    VmRSS:\t    1680 kB
    RssAnon:\t     112 kB
    RssFile:\t    1576 kB
    RssShmem:\t       8 kB
    VmData:\t     360 kB
    Threads:\t3
    Cpus_allowed:\t3
    Cpus_allowed_list:\t0-1,4
    Mems_allowed_list:\t0
    voluntary_ctxt_switches:\t23
    nonvoluntary_ctxt_switches:\t7
    x86_Thread_features:\t
    x86_Thread_features_locked:\t

    """

  static let smapsRollup = """
    55aec3c63000-7ffe8f1b1000 ---p 00000000 00:00 0                          [rollup]
    Rss:                1668 kB
    Pss:                 336 kB
    Pss_Dirty:           112 kB
    Shared_Clean:       1492 kB
    Shared_Dirty:          4 kB
    Private_Clean:        64 kB
    Private_Dirty:       112 kB
    Swap:                 12 kB
    SwapPss:               3 kB
    Locked:                0 kB

    """
}
