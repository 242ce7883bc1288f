import ProfileModel
import Text

/// The configurations of which a picture draws a line each.
struct PlottedLines {
  /// In the study's order.
  let shown: [ConfigurationFacts]
  private let all: Int

  /// More lines than this can't be told apart.
  private static let most = 8

  /// Of more than can be told apart: the reference, the answer and its rivals first.
  init(_ workload: WorkloadFacts, where isKnown: (ConfigurationFacts) -> Bool) {
    let known = workload.configurations.filter(isKnown)
    let numbers = workload.verdict?.numbers
    let named =
      [workload.reference?.configuration.id, numbers?.configuration].compactMap(\.self)
      + (numbers?.alternatives.map(\.configuration) ?? [])
    let ranked = (named + known.map(\.configuration.id)).unique
    let isPlotted = Set(ranked.filter(known.map(\.configuration.id).contains).prefix(Self.most))
    shown = known.filter { isPlotted.contains($0.configuration.id) }
    all = known.count
  }

  /// For the caption, where some are missing.
  var remark: String {
    shown.count < all ? "; \(shown.count) of \(ListText.counted(all, "configuration"))" : ""
  }
}
