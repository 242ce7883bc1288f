import Execution
import LinuxSystem
import ProfileModel

extension SignalInbox {
  /// Watches signals from here on.
  static func watching() throws(ProfileError) -> SignalInbox {
    do throws(SystemError) {
      return SignalInbox(try SignalMonitor())
    } catch {
      throw ProfileError(.unavailable, "\(error): signals cannot be watched")
    }
  }

  /// Whether a signal asked to stop.
  var isInterrupted: Bool {
    drain()
    return interrupt != nil
  }
}
