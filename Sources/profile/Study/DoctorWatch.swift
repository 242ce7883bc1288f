import Analysis
import Execution
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
      hasGnuplot: Gnuplot.find() != nil, isRoot: ProcessControl.isRoot)
  }
}
