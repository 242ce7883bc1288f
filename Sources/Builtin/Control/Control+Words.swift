import Text

extension Control {
  public static let phrase = "system calls that share nothing"

  public static let summary =
    "Ask for the parent's pid: shares nothing, so threads and processes must not differ."

  public static let options = [
    operationsOption("ask this many times", standard: "\(standardOperations)")
  ]

  public static let explanation = (
    summary: "asks the kernel for the parent's pid (getppid), over and over: shares nothing.",
    details:
      "The check of the others: no object of the kernel is contended, so a difference between threads and processes here would be the method's own."
  )

  public var sentence: String {
    "Asks the kernel \(NumberText.count(operations)) times for the parent's pid (getppid), which shares nothing; each answer is checked."
  }
}
