import Text

extension MapCycle {
  public static let phrase = "maps that come and go"

  public static let summary =
    "Map, touch and unmap memory: threads share the lock of their address space."

  public static let options = [
    operationsOption(
      "map, touch and unmap this many times",
      standard: "\(standardOperations(sizeBytes: UInt64(standardSize.bytes)))"),
    BuiltinOption(
      "size", "SIZE", "Size of one map.", standard: "\(standardSize)"),
  ]

  public static let explanation = (
    summary: "maps --size of memory, touches every page, and unmaps it.",
    details:
      "Threads share one address space: mapping and unmapping take its lock (mmap_lock) alone, and an unmap interrupts every other CPU that the process runs on, to make it forget the pages (TLB shootdown). Processes have an address space each."
  )

  public var sentence: String {
    "Maps, touches and unmaps \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) of memory \(NumberText.count(operations)) times; threads share the address space and its lock, processes have their own; that each page was zero is checked."
  }
}
