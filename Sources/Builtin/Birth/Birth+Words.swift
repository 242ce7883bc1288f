import LinuxSystem
import Text

extension Birth {
  public static let phrase = "creations of threads and processes"

  public static let summary =
    "Create and end threads, programs or forked copies: what a worker costs before it works."

  public static let options = [
    operationsOption(
      "create this many",
      standard: "10000 threads, 300 programs, or 1500 copies, fewer of a large parent"),
    BuiltinOption(
      "create", "WHAT", "What is created and ended.",
      help: "thread, spawn (posix_spawn of \(Creation.programPath)) or fork",
      standard: Kind.thread, isCompared: true),
    BuiltinOption(
      "size", "SIZE", "Memory of the worker that creates.", standard: "\(standardSize)",
      isCompared: true),
  ]

  public static let explanation = (
    summary:
      "creates something that ends at once, and waits for its end: a thread, a program, a copy.",
    details:
      "A new thread shares everything, and needs a stack. A fork copies the page tables of its parent, so its price grows with the parent's memory, by --size; posix_spawn copies nothing, but loads a program. Workers that are threads of one process share its memory map, whose lock every creation takes (mmap_lock), and processes the kernel's list of tasks."
  )

  public var sentence: String {
    let what =
      switch kind {
      case .thread: "threads"
      case .spawn: "programs (posix_spawn of \(Creation.programPath))"
      case .fork: "copies of itself (fork)"
      }
    return
      "Creates and ends \(NumberText.count(operations)) \(what), one after the other in each worker, which has \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) of memory; how each ended is checked."
  }
}
