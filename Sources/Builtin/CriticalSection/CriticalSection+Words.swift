import Text

extension CriticalSection {
  public static let phrase = "a critical section"

  public static let summary =
    "Work in a critical section of known length: shows with whom a lock is shared."

  public static let options = [
    operationsOption("enter this many times", standard: "\(standardOperations)"),
    BuiltinOption(
      "section", "N", "Length of the critical section, in additions.",
      help: "additions inside the critical section", standard: "\(standardSection)"),
    BuiltinOption(
      "sharing", "AMONG", "Who shares the mutex.",
      help: "private (the threads of each process) or shared (all workers)",
      standard: Sharing.private,
      isCompared: true),
  ]

  public static let explanation = (
    summary: "lets each worker enter a critical section of --section additions, over and over.",
    details:
      "By --sharing private the mutex is one of the process: its threads wait for each other, and processes have one each. By --sharing shared it lies in memory that all workers see (PTHREAD_PROCESS_SHARED), and processes wait for each other like threads. Contended is the mutex, a futex of the kernel. Without mutual exclusion counts would be lost, and the check fail."
  )

  public var sentence: String {
    "Enters a critical section of \(NumberText.count(section)) additions \(NumberText.count(operations)) times, under a mutex that "
      + (sharing == .shared ? "all workers share" : "the threads of each process share")
      + "; that no count was lost is checked."
  }
}
