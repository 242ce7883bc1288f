import Builtin

extension EnglishClaims {
  func name(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory: "Many threads take no memory"
    case .processMemory: "Many processes take much"
    case .handOver: "Threads switch more cheaply"
    case .share: "Processes pay more to share memory"
    case .disk: "Processes share data on a disk cheaply"
    case .failure: "The failure of one leaves the others alone"
    case .interpreter: "Python sums faster by processes"
    case .io: "I/O goes better with threads"
    case .create: "A thread is created more cheaply"
    case .program: "… and than a program"
    case .fork: "A fork's price grows with its parent"
    case .pipe: "Copying through the kernel is dearer"
    case .map: "Threads pay for one address space"
    case .fault: "Page faults cost both alike"
    case .calls: "Threads pay for each call on a file"
    case .open: "Threads pay for one table of files"
    case .allocate: "Threads pay for one heap"
    case .lock: "Threads wait for a lock of their process"
    case .sharedLock: "A lock that is shared costs both alike"
    case .line: "A shared cache line costs both alike"
    case .padding: "Neighbours on a cache line pay"
    case .control: "What shares nothing costs both alike"
    }
  }

  func statement(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory: "“However many threads there are, they take no memory” (§1, last paragraph)"
    case .processMemory:
      "“Many processes at a time use as much more main memory” (§1, last paragraph; §4, last sentence)"
    case .handOver:
      "“Unlike a process it need not move from memory to memory, so a context switch is less of a burden” (§1, last paragraph)"
    case .share:
      "“Processes share no memory, so work that shares memory costs rather more” (§2, in brackets)"
    case .disk:
      "“When the same data lies on one disk, it is cheap for all processes to share it” (§2)"
    case .failure:
      "“If one process fails, others take over its work, so that the work does not stop” (§2)"
    case .interpreter:
      "“Multiprocessing ran faster than multithreading … because of Python's GIL” (§4)"
    case .io: "“With much I/O threads can perform better, because they are light” (§5)"
    case .create: "“Threads are light” (§5), taken at its word: thread, or fork of 8 MiB"
    case .program: "The same against posix_spawn of a small program"
    case .fork: "A fork copies the page tables of its parent, whatever it does then"
    case .pipe: "Between processes: 4 KiB through a pipe, or through a map that both see"
    case .map:
      "Threads share the lock of their address space (mmap_lock), and unmapping interrupts them all"
    case .fault: "Threads share page tables, but newer kernels lock each map by itself"
    case .calls: "Threads share a table of descriptors, so each read and write must hold its file"
    case .open: "Threads share a table of descriptors and its lock"
    case .allocate: "Large blocks come from the kernel, under the address space's lock"
    case .lock: "A private mutex is shared by threads; processes have one each"
    case .sharedLock: "A process-shared mutex is the same for both"
    case .line: "Counters side by side, in a process's memory or in a shared map"
    case .padding: "The same counters apart, in memory that processes share"
    case .control: "getppid: the check of the method"
    }
  }

  func unit(_ claim: Claim) -> String {
    switch claim {
    case .threadMemory, .processMemory, .failure, .interpreter: ""
    case .handOver: "switches"
    case .share, .pipe: "messages"
    case .disk, .io: "bytes"
    case .create, .program, .fork: "creations"
    case .map: "maps"
    case .fault: "faults"
    case .calls: "bytes written and read"
    case .open: "opened files"
    case .allocate: "large blocks"
    case .lock, .sharedLock: "critical sections"
    case .line, .padding: "counts"
    case .control: "calls"
    }
  }

  func sides(_ claim: Claim) -> (first: String, second: String)? {
    switch claim {
    case .create: ("a thread", "a forked process")
    case .program: ("a thread", "a spawned program")
    case .fork: ("a parent of 8 MiB", "a parent of 1 GiB")
    case .pipe: ("a shared map", "a pipe")
    case .padding: ("a line each", "one line for all")
    case .threadMemory, .processMemory, .handOver, .share, .disk, .failure, .interpreter, .io, .map,
      .fault, .calls, .open, .allocate, .lock, .sharedLock, .line, .control:
      nil
    }
  }
}
