import Execution
import ProcFS
import ProfileModel
import Testing

@Suite struct WaitKindTests {
  /// The kind of a thread with this state, wchan and syscall file.
  private func kind(
    _ state: Character, _ channel: String, _ syscall: String?, _ table: SystemCallTable? = .x86
  ) throws -> WaitKind? {
    let call = try syscall.map { try #require(TaskSyscall(parsing: Array(($0 + "\n").utf8))) }
    return Array(channel.utf8).withUnsafeBytes {
      WaitKind(state: state.asciiValue ?? 0, channel: WaitChannel($0), syscall: call, table: table)
    }
  }

  private static func call(_ number: Int, _ first: String = "0x1", _ second: String = "0x1")
    -> String
  {
    "\(number) \(first) \(second) 0x0 0x0 0x0 0x0 0x7f3a05c40aa0 0x7f3a064a3f16"
  }

  /// Seen on Linux 6.18, x86-64, in threads that were made to wait for these things.
  @Test(
    arguments: [
      ("a mutex", "futex_do_wait", 202, "S", .lock),
      ("reading a pipe", "anon_pipe_read", 0, "S", .peer),
      ("writing a pipe", "anon_pipe_write", 1, "S", .peer),
      ("reading a Unix socket", "unix_stream_read_generic", 0, "S", .peer),
      ("receiving a datagram", "__skb_wait_for_more_packets", 45, "S", .peer),
      ("writing a Unix socket", "sock_alloc_send_pskb", 1, "S", .peer),
      ("receiving on TCP", "wait_woken", 45, "S", .peer),
      ("accepting", "inet_csk_accept", 288, "S", .peer),
      ("sleeping", "hrtimer_nanosleep", 230, "S", .timer),
      ("select", "poll_schedule_timeout.constprop.0", 270, "S", .peer),
      ("poll", "poll_schedule_timeout.constprop.0", 7, "S", .peer),
      ("epoll", "do_epoll_wait", 232, "S", .peer),
      ("a child", "do_wait", 61, "S", .child),
      ("a signal", "do_sigtimedwait.isra.0", 128, "S", .peer),
      ("pause", "__do_sys_pause", 34, "S", .peer),
      ("an event descriptor", "do_wait_intr_irq", 0, "S", .peer),
      ("a file lock", "locks_lock_inode_wait", 73, "S", .lock),
      ("a semaphore", "__do_semtimedop", 220, "S", .lock),
      ("a message", "do_msgrcv", 70, "S", .peer),
      ("a vforked child", "kernel_clone", 58, "D", .child),
      ("a direct read", "__iomap_dio_rw", 327, "D", .disk),
      ("a cold read", "folio_wait_bit_common", 17, "D", .disk),
      ("fsync", "submit_bio_wait", 74, "D", .disk),
      ("fsync of a new file", "folio_wait_bit", 74, "D", .disk),
      ("sync", "wb_wait_for_completion", 162, "D", .disk),
    ] as [(String, String, Int, Character, WaitKind)])
  func `what sleepers were seen in`(
    what: String, channel: String, number: Int, state: Character, expected: WaitKind
  ) throws {
    #expect(try kind(state, channel, Self.call(number)) == expected, "\(what)")
    #expect(try kind(state, channel, nil) == expected, "\(what), without the call")
  }

  /// From the sources of kernels between 4.4 and 6.17.
  @Test(
    arguments: [
      ("futex_wait_queue_me", "S", .lock), ("futex_wait_queue", "S", .lock),
      ("futex_lock_pi", "S", .lock), ("pipe_wait", "S", .peer), ("pipe_read", "S", .peer),
      ("unix_stream_data_wait", "S", .peer), ("sk_wait_data", "S", .peer), ("ep_poll", "S", .peer),
      ("do_select", "S", .peer), ("do_sys_poll", "S", .peer), ("eventfd_read", "S", .peer),
      ("n_tty_read", "S", .peer), ("wait_on_page_bit_common", "D", .disk),
      ("io_schedule", "D", .disk),
      ("blkdev_direct_IO", "D", .disk), ("dio_await_completion", "D", .disk),
      ("iomap_dio_rw", "D", .disk), ("jbd2_log_wait_commit", "D", .disk),
      ("ext4_sync_file", "D", .disk), ("wait_transaction_locked", "D", .disk),
      ("xlog_wait_on_iclog", "D", .disk), ("nfs_wait_bit_killable", "D", .disk),
      ("balance_dirty_pages", "D", .disk), ("rq_qos_wait", "D", .disk),
      ("blk_mq_get_tag", "D", .disk),
      ("timerfd_read", "S", .timer), ("lock_mm_and_find_vma", "D", .addressSpace),
      ("vm_mmap_pgoff", "D", .addressSpace), ("refrigerator", "D", .stopped),
      ("io_cqring_wait", "S", .disk), ("folio", "S", .other),
      ("do_wait_for_something", "S", .other),
    ] as [(String, Character, WaitKind)])
  func `names from the sources`(channel: String, state: Character, expected: WaitKind) throws {
    #expect(try kind(state, channel, nil) == expected)
    #expect(try kind(state, channel + "\n", nil) == expected)
  }

  /// Without rights, wchan is `0` or unreadable: the call decides, then the state.
  @Test(
    arguments: [
      (202, 98, "S", .lock), (230, 115, "S", .timer), (0, 63, "S", .peer), (0, 63, "D", .disk),
      (17, 67, "D", .disk), (74, 82, "D", .disk), (45, 207, "S", .peer),
      (271, 73, "S", .peer), (270, 72, "S", .peer), (426, 426, "S", .disk),
      (11, 215, "D", .addressSpace),
      (61, 260, "S", .child), (281, 22, "S", .peer), (288, 242, "S", .peer),
      (220, 192, "S", .lock), (449, 449, "S", .lock), (455, 455, "S", .lock),
      (441, 441, "S", .peer),
      (435, 435, "D", .child), (39, 172, "S", .other), (39, 172, "D", .disk),
    ] as [(Int, Int, Character, WaitKind)])
  func `the call decides when the channel is hidden`(
    x86: Int, arm: Int, state: Character, expected: WaitKind
  ) throws {
    for channel in ["0", "", "0\n"] {
      #expect(try kind(state, channel, Self.call(x86), .x86) == expected)
      #expect(try kind(state, channel, Self.call(arm), .arm) == expected)
    }
  }

  @Test func `the state decides when nothing else is known`() throws {
    #expect(try kind("D", "0", nil) == .disk)
    #expect(try kind("D", "0", "running") == .disk)
    #expect(try kind("D", "0", "-1 0x7ffc 0x7f05") == .disk)
    #expect(try kind("D", "0", Self.call(202), nil) == .disk, "an unknown architecture")
    #expect(try kind("S", "0", nil) == .other)
    #expect(try kind("S", "0", "running") == .other)
  }

  @Test(arguments: ["R", "Z", "X", "T", "t", "I", "P"] as [Character])
  func `who does not sleep waits for nothing`(state: Character) throws {
    #expect(try kind(state, "futex_do_wait", Self.call(202)) == nil)
  }

  @Test func `polling nothing is sleeping`() throws {
    let channel = "poll_schedule_timeout.constprop.0"
    #expect(try kind("S", channel, Self.call(7, "0x0", "0x0")) == .timer)
    #expect(try kind("S", channel, Self.call(7, "0x0", "0x2")) == .peer)
    #expect(try kind("S", channel, Self.call(270, "0x0", "0x0")) == .timer)
    #expect(try kind("S", channel, Self.call(270, "0x4", "0x0")) == .peer)
  }

  @Test func `a kernel function belongs to one kind of wait`() {
    let owned = WaitKind.allCases.flatMap { kind in kind.kernelFunctions.map { (kind, "\($0)") } }
    for (kind, name) in owned {
      let others = owned.filter { other in
        other.0 != kind && (other.1 == name || other.1.hasSuffix("_") && name.hasPrefix(other.1))
      }
      #expect(others.isEmpty, "\(name)")
    }
  }
}
