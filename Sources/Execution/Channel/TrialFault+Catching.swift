import LinuxSystem

extension TrialFault {
  /// What went wrong in a trial's own doing.
  init(_ error: any Error) {
    self =
      switch error {
      case let fault as TrialFault: fault
      case let error as SystemError: .system(error)
      default: .protocolBroken("\(error)")
      }
  }

  /// Does what only the system can refuse.
  @discardableResult
  static func catching<Value>(
    _ body: () throws(SystemError) -> Value
  ) throws(TrialFault) -> Value {
    do {
      return try body()
    } catch {
      throw .system(error)
    }
  }
}
