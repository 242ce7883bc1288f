import Text

extension FileRead {
  public static let phrase = "a file read"

  public static let summary =
    "Read every block of a file once, and verify each: waits for storage."

  public static let options = [
    BuiltinOption(
      "size", "SIZE", "Size of the file.", standard: "\(defaultSize)"),
    BuiltinOption(
      "block-size", "SIZE", "Bytes per read.", standard: "\(defaultBlockSize)"),
    BuiltinOption(
      "access", "ORDER", "The order of the blocks.",
      help: "random or sequential", standard: BlockOrder.Access.random),
    BuiltinOption(
      "cache", "STATE", "Past the page cache, dropped from it first, or read into it first.",
      help:
        "direct (past the page cache), cold (dropped from it first) or warm (read into it first)",
      standard: FileNeed.CacheState.direct),
    BuiltinOption(
      "directory", "DIR", "Where the file is laid out and kept for the next run.",
      help: "where the file is laid out and kept for the next run; commands: where their data go",
      standard: "$TMPDIR or /var/tmp"),
  ]

  public static let explanation = (
    summary: "reads a file of --size in blocks of --block-size: work that waits for storage.",
    details:
      "The file is laid out first, with data that is checked block by block. Workers share the file and read disjoint blocks, in random order unless --access sequential. See direct, cold and warm for where the bytes come from."
  )

  public static let words = [
    Explanation(
      "cache mode", aliases: ["cache", "--cache"],
      "where io reads from: direct, cold or warm."),
    Explanation(
      "direct", "cache mode of io: past the page cache (O_DIRECT).",
      "Every read waits for the device, as this kernel sees it: in a virtual machine the hypervisor may answer from its memory. Refused where the file system has no O_DIRECT, and on tmpfs."
    ),
    Explanation(
      "cold",
      "cache mode of io: the file's pages are dropped before each trial, which is verified.",
      "Reads go through the page cache, which is empty at first. The kernel reads ahead, so more bytes may come from the device than were asked for."
    ),
    Explanation(
      "warm", "cache mode of io: the file is read into the page cache before each trial.",
      "This measures memory and system calls, not storage. The report says so when the device gave fewer bytes than were asked for."
    ),
  ]

  public var sentence: String {
    let path: String =
      switch cache {
      case .direct: "past the page cache (O_DIRECT)"
      case .cold: "through a page cache emptied of it before each trial"
      case .warm: "from a page cache that holds it already"
      }
    return "Reads a file of \(NumberText.chosenBytes(Int64(clamping: sizeBytes))) in blocks of "
      + "\(NumberText.chosenBytes(Int64(clamping: blockSizeBytes))), in \(access) order, \(path); "
      + "the workers share the file, each block is read once and checked."
  }
}
