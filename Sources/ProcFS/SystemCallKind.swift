/// What a thread asleep in a system call waits for, as far as the call's number says.
public enum SystemCallKind: Sendable {
  /// A futex, or a lock on a file or a System V semaphore.
  case lock
  /// A time: sleeping is all that the call does.
  case timer
  /// Another process or a thread: sockets, polling, signals, messages.
  case peer
  /// A child's end or, after a vfork, its execve.
  case child
  /// `poll` and `select`: a peer, or a sleep when no descriptors are given.
  case poll(descriptors: UInt64)
  /// Reading and writing: a file, or a pipe, a socket, a terminal.
  case stream
  /// A file or a file system for certain.
  case storage
  /// The kernel's lock of an address space, when it sleeps uninterruptibly.
  case addressSpace
}

/// The instruction set whose system-call numbers are read.
///
/// Calls of 32-bit programs are numbered differently and not known.
public enum SystemCallTable: Sendable {
  case x86
  case arm

  /// The table of the machine that this was built for; nil when its numbers are not known.
  public static var current: SystemCallTable? {
    #if arch(x86_64)
      .x86
    #elseif arch(arm64)
      .arm
    #else
      nil
    #endif
  }

  /// The kind of a call; nil when it does not tell what is waited for.
  public func kind(of frame: SystemCallFrame) -> SystemCallKind? {
    switch self {
    case .x86: Self.x86Kind(of: frame)
    case .arm: Self.armKind(of: frame)
    }
  }
}

extension SystemCallTable {
  /// Numbers of `arch/x86/entry/syscalls/syscall_64.tbl`.
  private static func x86Kind(of frame: SystemCallFrame) -> SystemCallKind? {
    switch frame.number {
    // futex; semop, semtimedop; flock, fcntl
    case 202, 65, 220, 73, 72: .lock
    // nanosleep, clock_nanosleep
    case 35, 230: .timer
    // poll, ppoll count behind the array; select, pselect6 before it
    case 7, 271: .poll(descriptors: frame.argument1)
    case 23, 270: .poll(descriptors: frame.argument0)
    // epoll_wait, epoll_pwait; connect, accept, accept4; pause, rt_sigtimedwait, rt_sigsuspend
    case 232, 281, 42, 43, 288, 34, 128, 130: .peer
    // sendto, recvfrom, sendmsg, recvmsg, recvmmsg, sendmmsg; msgsnd, msgrcv, mq_timedsend, mq_timedreceive
    case 44, 45, 46, 47, 299, 307, 69, 70, 242, 243: .peer
    // wait4, waitid; clone, fork, vfork: the parent waits for the child to execute or end
    case 61, 247, 56, 57, 58: .child
    // read, write, readv, writev, sendfile, splice
    case 0, 1, 19, 20, 40, 275: .stream
    // pread64, pwrite64, preadv, pwritev, preadv2, pwritev2, copy_file_range, readahead
    case 17, 18, 295, 296, 327, 328, 326, 187: .storage
    // mmap, mprotect, munmap, brk, mremap, madvise
    case 9, 10, 11, 12, 25, 28: .addressSpace
    // fsync, fdatasync, sync, syncfs, sync_file_range, msync, fallocate, io_getevents, io_pgetevents
    case 74, 75, 162, 306, 277, 26, 285, 208, 333: .storage
    default: commonKind(of: frame.number)
    }
  }

  /// Numbers of `include/uapi/asm-generic/unistd.h`, which 64-bit ARM uses.
  private static func armKind(of frame: SystemCallFrame) -> SystemCallKind? {
    switch frame.number {
    // futex; semop, semtimedop; flock, fcntl
    case 98, 193, 192, 32, 25: .lock
    // nanosleep, clock_nanosleep
    case 101, 115: .timer
    // ppoll counts behind the array; pselect6 before it
    case 73: .poll(descriptors: frame.argument1)
    case 72: .poll(descriptors: frame.argument0)
    // epoll_pwait; connect, accept, accept4; rt_sigtimedwait, rt_sigsuspend
    case 22, 203, 202, 242, 137, 133: .peer
    // sendto, recvfrom, sendmsg, recvmsg, recvmmsg, sendmmsg; msgsnd, msgrcv, mq_timedsend, mq_timedreceive
    case 206, 207, 211, 212, 243, 269, 189, 188, 182, 183: .peer
    // wait4, waitid; clone: the parent of a vfork waits for the child to execute or end
    case 260, 95, 220: .child
    // read, write, readv, writev, sendfile, splice
    case 63, 64, 65, 66, 71, 76: .stream
    // pread64, pwrite64, preadv, pwritev, preadv2, pwritev2, copy_file_range, readahead
    case 67, 68, 69, 70, 286, 287, 285, 213: .storage
    // mmap, mprotect, munmap, brk, mremap, madvise
    case 222, 226, 215, 214, 216, 233: .addressSpace
    // fsync, fdatasync, sync, syncfs, sync_file_range, msync, fallocate, io_getevents, io_pgetevents
    case 82, 83, 81, 267, 84, 227, 47, 4, 292: .storage
    default: commonKind(of: frame.number)
    }
  }

  /// Calls from 424 on have the same number everywhere.
  private static func commonKind(of number: Int32) -> SystemCallKind? {
    switch number {
    // futex_waitv, futex_wait
    case 449, 455: .lock
    // clone3
    case 435: .child
    // epoll_pwait2
    case 441: .peer
    // io_uring_enter
    case 426: .storage
    default: nil
    }
  }
}

extension TaskSyscall {
  /// Whether it waits for what was written to be on the storage: fsync, fdatasync, sync, syncfs, sync_file_range, msync.
  public func isFlush(_ table: SystemCallTable? = .current) -> Bool {
    guard case .inCall(let frame) = self, let table else { return false }
    switch table {
    case .x86: return [74, 75, 162, 306, 277, 26].contains(frame.number)
    case .arm: return [82, 83, 81, 267, 84, 227].contains(frame.number)
    }
  }
}
