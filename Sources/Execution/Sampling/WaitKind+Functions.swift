package import ProfileModel

extension WaitKind {
  /// The kernel's functions in which a thread waits so; one that ends in an underscore stands for all that begin so.
  ///
  /// No function belongs to two kinds.
  package var kernelFunctions: [StaticString] {
    switch self {
    case .disk: Self.diskFunctions
    case .lock: Self.lockFunctions
    case .addressSpace: Self.addressSpaceFunctions
    case .peer: Self.peerFunctions
    case .timer: Self.timerFunctions
    case .child: Self.childFunctions
    case .stopped: Self.freezerFunctions
    case .other: []
    }
  }

  /// Locks that programs take: `kernel/futex`, `fs/locks.c`, `ipc/sem.c`.
  private static let lockFunctions: [StaticString] =
    ["futex_", "__futex_", "do_semtimedop", "__do_semtimedop"] + fileLockFunctions

  /// Locks on files (`flock`, `fcntl`).
  static let fileLockFunctions: [StaticString] = [
    "locks_lock_inode_wait", "flock_lock_inode_wait", "posix_lock_inode_wait", "fcntl_setlk",
  ]

  /// The kernel's lock of an address space (`mmap_lock`): `mm/mmap_lock.c`, `mm/util.c`, `mm/vma.c`, `mm/mprotect.c`.
  private static let addressSpaceFunctions: [StaticString] = [
    "lock_mm_and_find_vma", "get_mmap_lock_carefully", "mmap_read_lock", "mmap_write_lock",
    "vm_mmap_pgoff", "__vm_munmap", "__do_sys_munmap", "__x64_sys_munmap", "__arm64_sys_munmap",
    "do_mprotect_pkey", "__do_sys_brk", "vm_brk_flags", "do_madvise", "madvise_lock", "mremap_",
    "__do_sys_mremap", "dup_mmap", "do_user_addr_fault", "do_page_fault", "rwsem_down_",
  ]

  /// Sleeping for a time: `kernel/time`, `fs/timerfd.c`.
  private static let timerFunctions: [StaticString] = [
    "hrtimer_nanosleep", "do_nanosleep", "common_nsleep", "common_nsleep_timens",
    "alarmtimer_do_nsleep", "timerfd_read", "timerfd_read_iter", "msleep", "msleep_interruptible",
  ]

  /// Waiting for a child to end or, in state D, to execute: `kernel/exit.c`, `kernel/fork.c`.
  private static let childFunctions: [StaticString] = [
    "do_wait", "__do_wait", "kernel_wait", "kernel_wait4", "kernel_waitid", "kernel_clone",
    "_do_fork", "do_fork", "wait_for_vfork_done",
  ]

  /// Frozen with its cgroup: `kernel/freezer.c`, `kernel/cgroup/freezer.c`.
  private static let freezerFunctions: [StaticString] = [
    "__refrigerator", "refrigerator", "do_freezer_trap", "cgroup_leave_frozen",
  ]

  /// Waiting for another process or thread.
  private static let peerFunctions: [StaticString] = [
    // fs/pipe.c, fs/splice.c; before Linux 6.15 without "anon"
    "anon_pipe_", "pipe_", "fifo_", "wait_for_partner", "splice_from_pipe_next", "ipipe_prep",
    "opipe_prep",
    // net
    "unix_", "__unix_", "__skb_wait_", "__skb_recv_", "skb_", "sk_", "sock_", "__sock_",
    "wait_woken", "tcp_", "udp_", "inet_", "inet6_", "netlink_", "packet_", "vsock_",
    "svc_", "smc_", "sctp_",
    // fs/select.c, fs/eventpoll.c
    "poll_schedule_timeout", "do_poll", "do_sys_poll", "do_select", "core_sys_select", "ep_",
    "do_epoll_wait", "ep_poll",
    // descriptors that signal: eventfd and signalfd wait in do_wait_intr (kernel/sched/wait.c)
    "do_wait_intr", "do_wait_intr_irq", "eventfd_", "signalfd_", "inotify_read", "fanotify_read",
    "handle_userfault", "userfaultfd_",
    // kernel/signal.c
    "do_sigtimedwait", "sigsuspend", "do_pause", "__do_sys_pause", "sys_pause",
    // ipc
    "do_msgrcv", "do_msgsnd", "wq_sleep", "do_mq_timedreceive", "do_mq_timedsend",
    // drivers/tty
    "n_tty_", "tty_",
  ]

  /// Waiting for storage, or for a file system's answer.
  private static let diskFunctions: [StaticString] = [
    // mm: the page cache, write-back, swap
    "folio_", "__folio_", "wait_on_page_", "wait_on_page", "__lock_page", "lock_page", "filemap_",
    "__filemap_", "generic_file_", "do_read_cache_folio", "do_read_cache_page",
    "read_cache_page", "page_cache_", "do_swap_page", "swap_", "balance_dirty_pages",
    "balance_dirty_pages_", "write_cache_pages", "writeback_", "wb_wait_for_completion",
    "sync_inodes_sb", "wait_sb_inodes", "truncate_", "invalidate_",
    // block
    "io_schedule", "io_schedule_timeout", "bit_wait_io", "blk_", "__blk_", "blkdev_",
    "__blkdev_", "rq_qos_wait", "wbt_wait", "submit_bio_wait", "bio_", "read_events", "do_io_",
    "io_cqring_wait", "io_uring_", "__do_sys_io_uring_enter", "do_io_getevents",
    "wait_for_device_probe", "dm_", "md_", "raid5_", "nvme_", "scsi_",
    // fs: buffers, direct I/O
    "wait_on_buffer", "__wait_on_buffer", "__bread_gfp", "dio_", "__dio_", "do_blockdev_direct_IO",
    "__blockdev_direct_IO", "do_direct_IO", "iomap_", "__iomap_",
    // journals and file systems
    "ext2_", "ext4_", "__ext4_", "jbd2_", "__jbd2_", "wait_transaction_", "start_this_handle",
    "add_transaction_credits", "do_get_write_access", "xfs_", "xlog_", "btrfs_",
    "wait_current_trans", "wait_for_commit", "f2fs_", "bch2_", "zil_", "txg_", "zio_", "cv_wait_",
    "squashfs_", "erofs_", "ovl_", "fat_",
    // file systems whose storage is elsewhere
    "nfs_", "nfs3_", "nfs4_", "rpc_", "__rpc_", "fuse_", "request_wait_answer", "p9_", "v9fs_",
    "netfs_", "cifs_", "smb2_", "wait_for_response", "ceph_",
  ]
}
