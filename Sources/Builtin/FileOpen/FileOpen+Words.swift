import Text

extension FileOpen {
  public static let phrase = "opened and closed files"

  public static let summary =
    "Open a file, read a byte and close it: threads share the table of descriptors."

  public static let options = [
    operationsOption("open, read and close this many times", standard: "\(standardOperations)"),
    BuiltinOption(
      "directory", "DIR", "Where the file is laid out and kept for the next run.",
      standard: "$TMPDIR or /var/tmp"),
  ]

  public static let explanation = (
    summary: "opens a small file that is in the page cache, reads one byte, and closes it.",
    details:
      "Threads share one table of descriptors, whose lock (files_struct.file_lock) each open and close takes, and count their uses of each file atomically; a process has a table of its own. The file itself is one for all workers, so that its entry in the kernel's cache of names is contended by both."
  )

  public var sentence: String {
    "Opens a small file \(NumberText.count(operations)) times, reads one byte, and closes it; threads share the table of descriptors, processes have their own; each byte is checked."
  }
}
