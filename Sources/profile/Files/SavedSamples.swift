import Exports
import LinuxSystem
import ProfileModel
import Reporting

/// The samples beside a study, read once, when a picture or a trace asks for them.
final class SavedSamples {
  private let path: String?
  private var bytes: [UInt8]?

  /// - Parameter folder: where `samples.csv` lies, or does not; nil when there is no such folder.
  init(folder: String?) {
    path = folder.map { "\($0)/\(StudyFolder.samplesName)" }
  }

  /// One trial's samples, by its place in the study's `trials`; empty where there are none.
  func samples(ofTrial trial: Int) -> [TimelineSample] {
    guard let path else { return [] }
    let file = bytes ?? (try? Files.contents(of: path, limit: .max)) ?? []
    bytes = file
    return SamplesCSV.samples(of: trial, in: file)
  }
}
