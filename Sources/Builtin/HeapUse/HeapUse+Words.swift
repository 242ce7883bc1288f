import Text

extension HeapUse {
  public static let phrase = "blocks of the heap"

  public static let summary =
    "Allocate and free blocks of the heap: threads share it, and below it the address space."

  public static let options = [
    operationsOption(
      "replace this many blocks", standard: "10000000, fewer of large blocks"),
    BuiltinOption(
      "size", "SIZE", "Size of a block.", standard: "\(standardSize)", isCompared: true),
  ]

  public static let explanation = (
    summary: "frees and allocates blocks of --size (malloc, free), of which each worker holds 64.",
    details:
      "glibc gives each thread a cache and an arena of its own, so small blocks contend for nothing. Large ones come from the kernel and go back to it, under the lock of the address space (mmap_lock), which threads share and processes do not."
  )

  public var sentence: String {
    "Frees and allocates \(NumberText.count(operations)) blocks of \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) (malloc, free), of which each worker holds \(Self.live); threads share the heap's address space, processes have their own; what was written to each block is checked."
  }
}
