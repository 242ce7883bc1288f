import Text

extension PageTouch {
  public static let phrase = "touches of fresh pages"

  public static let summary =
    "Touch fresh anonymous pages: threads share the page tables that each fault fills."

  public static let options = [
    operationsOption("touch this many pages", standard: "\(standardOperations)")
  ]

  public static let explanation = (
    summary: "touches fresh anonymous pages, each of which is a page fault.",
    details:
      "Threads share one set of page tables and the address-space lock (mmap_lock), which newer kernels take per map instead (per-VMA locks, Linux 6.4); processes have their own. A worker's range of 4096 small pages is given back (MADV_DONTNEED) and touched again."
  )

  public var sentence: String {
    "Touches \(NumberText.count(operations)) fresh anonymous pages, each of which is a fault; threads share the page tables, processes have their own; that each page was zero is checked."
  }
}
