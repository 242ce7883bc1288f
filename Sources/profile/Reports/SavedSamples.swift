import LinuxSystem
import Reporting

/// The samples beside a study, read once, when a picture or a trace asks for them.
final class SavedSamples {
  private let path: String
  private var bytes: [UInt8]?

  /// - Parameter folder: where `samples.csv` lies, or does not.
  init(folder: String) {
    path = "\(folder)/\(StudyFolder.samplesName)"
  }

  /// One trial's samples, by its place in the study's `trials`; empty where there are none.
  func of(_ trial: Int) -> [TimelineSample] {
    let file = bytes ?? (try? FileFacts.contents(of: path, limit: .max)) ?? []
    bytes = file
    return SamplesCSV.samples(of: trial, in: file)
  }
}
