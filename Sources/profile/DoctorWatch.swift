import Analysis
import Execution
import Glibc
import LinuxSystem
import ProfileModel

/// Gathers what the doctor judges by.
enum DoctorWatch {
  /// Long enough for a hundred ticks per CPU, short enough to wait for.
  private static let seconds = 1.0

  static func facts(machine: MachineDescription, directory: String) -> DoctorFacts {
    DoctorFacts(
      machine: machine, environment: NeighbourWatch.observe(seconds: seconds),
      watchedSeconds: seconds, dataDirectory: directory,
      dataFileSystem: (try? FileSystemFacts(at: directory))?.name,
      hasGnuplot: isInPath("gnuplot"), isRoot: geteuid() == 0)
  }

  /// Whether an executable of this name is in a folder of `PATH`.
  private static func isInPath(_ name: String) -> Bool {
    guard let path = getenv("PATH") else { return false }
    return String(cString: path).split(separator: ":").contains { folder in
      let file = "\(folder)/\(name)"
      return access(file, X_OK) == 0 && (try? FileFacts(of: file))?.isRegular == true
    }
  }
}
