import ProfileModel
import Text

extension Answer {
  /// Why a command is no faster, where that is no property of its work, with the figures behind it.
  func restrained(_ facts: ConfigurationFacts) -> String? {
    guard let restraint = facts.bound?.restraint, let cores = facts[.coresBusy]?.median
    else { return nil }
    let busy = "\(DecimalText.significant(cores, digits: 2)) CPUs busy"
    switch restraint.kind {
    case .idle:
      return "\(busy), its start included: nothing came for it to do, or it sleeps on purpose"
    case .output:
      guard let rate = restraint.bytesPerSecond else { return busy }
      return
        "\(busy); it wrote \(NumberText.bytes(rate)) a second more than is kept, through a pipe that the profiler empties"
    }
  }
}
