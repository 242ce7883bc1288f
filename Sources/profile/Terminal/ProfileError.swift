import ArgumentParser
import LinuxSystem
import Manifests
import Planning
package import ProfileModel
import Text
import Topology

/// Why `profile` ends without a result: its exit status and a message that says what, why, and what to do.
package struct ProfileError: Error, CustomStringConvertible {
  package let status: ExitStatus
  package let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// Runs a command's body; an error of ours goes to stderr and becomes its exit status.
  static func reporting(_ body: () throws -> ExitStatus) throws {
    let status: ExitStatus
    do {
      status = try body()
    } catch let error as ProfileError {
      status = report(error.description, error.status)
    } catch let refusal as Refusal {
      status = report(refusal.description, refusal.kind == .usage ? .usage : .unavailable)
    } catch let error as ManifestError {
      let text = "\(error)"
      status = report(text.hasSuffix("?") ? text : "\(text).", error.kind.status)
    } catch let error as TopologyError {
      status = report(error.description, .unavailable)
    }
    if status != .done { throw ExitCode(status.code) }
  }

  private static func report(_ message: String, _ status: ExitStatus) -> ExitStatus {
    Diagnostic.write("error: \(message)")
    return status
  }
}

extension ManifestError.Kind {
  fileprivate var status: ExitStatus {
    switch self {
    case .malformed: .malformedInput
    case .unreadable: .missingInput
    case .usage: .usage
    }
  }
}
