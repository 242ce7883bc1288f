extension Fixture {
  static let interrupts = """
               CPU0       CPU7       
     24:          1          0  IO-APIC   5-edge      ACPI:Ged
     36:          0    1570345 PCI-MSIX-0000:00:02.0   1-edge      virtio1-req.0
     40:          2          0
    NMI:          0          0   Non-maskable interrupts
    LOC:    3627695    3860820   Local timer interrupts
    ERR:          0

    """

  static let systemStat = """
    cpu  17062 1 3605 220752 433 2 50 22 3 4
    cpu0 8939 0 1682 110250 29 0 14 9 0 0
    cpu7 8123 0 1922 110501 404 0 35 13 0 0
    intr 214975 0 0 0 1
    ctxt 363605
    btime 1795417050
    processes 10531
    procs_running 2
    procs_blocked 0
    softirq 151101 0 23092

    """

  static let pressure = """
    some avg10=1.25 avg60=0.24 avg300=1.59 total=22005543
    full avg10=0.00 avg60=0.00 avg300=0.00 total=17

    """

  /// Linux 6.18, x86-64.
  static let wakingFormat = """
    name: sched_waking
    ID: 375
    format:
    \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
    \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
    \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
    \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

    \tfield:char comm[16];\toffset:8;\tsize:16;\tsigned:0;
    \tfield:pid_t pid;\toffset:24;\tsize:4;\tsigned:1;
    \tfield:int prio;\toffset:28;\tsize:4;\tsigned:1;
    \tfield:int target_cpu;\toffset:32;\tsize:4;\tsigned:1;

    print fmt: "comm=%s pid=%d prio=%d target_cpu=%03d", REC->comm, REC->pid, REC->prio, REC->target_cpu

    """

  static let memInfo = """
    MemTotal:       24669004 kB
    MemFree:        20000000 kB
    MemAvailable:   23000000 kB
    Buffers:            4096 kB
    SwapTotal:             0 kB
    HugePages_Total:       0

    """

  static let mountInfo = #"""
    22 27 0:21 / /proc rw,relatime - proc proc rw
    27 1 254:0 / / rw,noatime shared:1 master:2 - ext4 /dev/vda rw,discard
    30 27 0:50 /sub\040dir /mnt/a\040b\011c\134d ro - tmpfs  rw,size=4k
    31 27 0:4 net:[4026531840] /run/n rw - nsfs nsfs rw

    """#

  static let cgroup = """
    9:name=systemd:/
    4:memory:/a/b
    2:cpu,cpuacct:/quota:1
    0::/user.slice/x

    """

  static let cpuStatV2 = """
    usage_usec 2000
    user_usec 1500
    system_usec 500
    core_sched.force_idle_usec 0
    nr_periods 10
    nr_throttled 4
    throttled_usec 77
    nr_bursts 0
    burst_usec 0

    """

  /// Fields as in `maps`, sizes as in `smaps`, in pages of 4 KiB: mapped, and of them private, shared.
  private static let layout: [(head: String, mapped: Int, own: Int, common: Int)] = [
    ("55d000000000-55d000001000 r--p 00000000 fe:00 100       /usr/bin/tool", 1, 0, 1),
    ("55d000001000-55d000003000 r-xp 00001000 fe:00 100       /usr/bin/tool", 2, 0, 2),
    ("55d000003000-55d000004000 rw-p 00003000 fe:00 100       /usr/bin/tool", 1, 1, 0),
    ("55d000004000-55d000008000 rw-p 00000000 00:00 0 ", 3, 3, 0),
    ("55d100000000-55d100021000 rw-p 00000000 00:00 0        [heap]", 5, 5, 0),
    // An arena of malloc: at a multiple of 64 MiB, behind the unused end of the arena before.
    ("7f0003fff000-7f0004000000 ---p 00000000 00:00 0 ", 0, 0, 0),
    ("7f0004000000-7f0004021000 rw-p 00000000 00:00 0 ", 6, 6, 0),
    ("7f0010000000-7f0010001000 ---p 00000000 00:00 0 ", 0, 0, 0),
    ("7f0010001000-7f0010801000 rw-p 00000000 00:00 0 ", 7, 7, 0),
    // Data of a file that is no image, with unrelated memory behind it.
    ("7f0020000000-7f0020001000 r--p 00000000 fe:00 200       /usr/lib/locale/C", 1, 0, 1),
    ("7f0020001000-7f0020002000 rw-p 00000000 00:00 0 ", 1, 1, 0),
    ("7f0030000000-7f0030001000 r--s 00000000 fe:00 201       /usr/lib/gconv.cache", 1, 0, 1),
    ("7f0030001000-7f0030009000 rw-s 00000000 00:01 5         /memfd:a b (deleted)", 8, 0, 8),
    ("7f0030009000-7f003000a000 rw-s 00000000 00:19 6         /dev/shm/x", 1, 1, 0),
    ("7f003000a000-7f003000b000 rw-s 00000000 00:01 7         /SYSV00000000 (deleted)", 1, 1, 0),
    ("7f003000b000-7f003000c000 rw-p 00000000 00:00 0         [anon:glibc: loader]", 1, 1, 0),
    // A stack without a guard map, as from glibc 2.42.
    ("7f0040000000-7f0040800000 rw-p 00000000 00:00 0 ", 9, 9, 0),
    ("7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0         [stack]", 4, 4, 0),
    ("7ffc00030000-7ffc00034000 r--p 00000000 00:00 0         [vvar]", 0, 0, 0),
    ("7ffc00034000-7ffc00036000 r-xp 00000000 00:00 0         [vdso]", 1, 0, 1),
  ]

  static let maps = layout.map { $0.head + "\n" }.joined()

  static let smaps = layout.map { map in
    """
    \(map.head)
    Size:                  8 kB
    KernelPageSize:        4 kB
    Rss:            \(map.mapped * 4) kB
    Pss:            \(map.own * 4 + map.common * 2) kB
    Pss_Dirty:             0 kB
    Shared_Clean:   \(map.common * 4) kB
    Shared_Dirty:          0 kB
    Private_Clean:         0 kB
    Private_Dirty:  \(map.own * 4) kB
    Anonymous:             0 kB
    Swap:                  0 kB
    THPeligible:           0
    VmFlags: rd mr mw me

    """
  }.joined()
}
