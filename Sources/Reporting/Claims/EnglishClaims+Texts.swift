import Builtin

extension EnglishClaims {
  static let texts: [Claim: ClaimText] = [
    .threadMemory: .init(
      "Many threads take no memory",
      "“However many threads there are, they take no memory” (§1, last paragraph)"),
    .processMemory: .init(
      "Many processes take much",
      "“Many processes at a time use as much more main memory” (§1, last paragraph; §4, last sentence)"
    ),
    .handOver: .init(
      "Threads switch more cheaply",
      "“Unlike a process it need not move from memory to memory, so a context switch is less of a burden” (§1, last paragraph)",
      unit: "switches"),
    .share: .init(
      "Processes pay more to share memory",
      "“Processes share no memory, so work that shares memory costs rather more” (§2, in brackets)",
      unit: "messages"),
    .disk: .init(
      "Processes share data on a disk cheaply",
      "“When the same data lies on one disk, it is cheap for all processes to share it” (§2)",
      unit: "bytes"),
    .failure: .init(
      "The failure of one leaves the others alone",
      "“If one process fails, others take over its work, so that the work does not stop” (§2)"),
    .interpreter: .init(
      "Python sums faster by processes",
      "“Multiprocessing ran faster than multithreading … because of Python's GIL” (§4)"),
    .io: .init(
      "I/O goes better with threads",
      "“With much I/O threads can perform better, because they are light” (§5)",
      unit: "bytes"),
    .create: .init(
      "A thread is created more cheaply",
      "“Threads are light” (§5), taken at its word: thread, or fork of 8 MiB",
      unit: "creations", sides: ("a thread", "a forked process")),
    .program: .init(
      "… and than a program",
      "The same against posix_spawn of a small program",
      unit: "creations", sides: ("a thread", "a spawned program")),
    .fork: .init(
      "A fork's price grows with its parent",
      "A fork copies the page tables of its parent, whatever it does then",
      unit: "creations", sides: ("a parent of 8 MiB", "a parent of 1 GiB")),
    .pipe: .init(
      "Copying through the kernel is dearer",
      "Between processes: 4 KiB through a pipe, or through a map that both see",
      unit: "messages", sides: ("a shared map", "a pipe")),
    .map: .init(
      "Threads pay for one address space",
      "Threads share the lock of their address space (mmap_lock), and unmapping interrupts them all",
      unit: "maps"),
    .fault: .init(
      "Page faults cost both alike",
      "Threads share page tables, but newer kernels lock each map by itself",
      unit: "faults"),
    .calls: .init(
      "Threads pay for each call on a file",
      "Threads share a table of descriptors, so each read and write must hold its file",
      unit: "bytes written and read"),
    .open: .init(
      "Threads pay for one table of files",
      "Threads share a table of descriptors and its lock",
      unit: "opened files"),
    .allocate: .init(
      "Threads pay for one heap",
      "Large blocks come from the kernel, under the address space's lock",
      unit: "large blocks"),
    .lock: .init(
      "Threads wait for a lock of their process",
      "A private mutex is shared by threads; processes have one each",
      unit: "critical sections"),
    .sharedLock: .init(
      "A lock that is shared costs both alike",
      "A process-shared mutex is the same for both",
      unit: "critical sections"),
    .line: .init(
      "A shared cache line costs both alike",
      "Counters side by side, in a process's memory or in a shared map",
      unit: "counts"),
    .padding: .init(
      "Neighbours on a cache line pay",
      "The same counters apart, in memory that processes share",
      unit: "counts", sides: ("a line each", "one line for all")),
    .control: .init(
      "What shares nothing costs both alike", "getppid: the check of the method", unit: "calls"),
  ]
}
