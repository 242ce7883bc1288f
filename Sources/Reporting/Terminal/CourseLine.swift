import ProfileModel
import Text

/// How the trials of a workload went over the rounds: its line below the table on the terminal.
enum CourseLine {
  private static let fewestRounds = 3
  /// More names and bars than these are a stain.
  private static let mostConfigurations = 8
  /// What is within this is no course: the bars magnify no further.
  private static let leastScale = 0.02

  /// Plain text; nil when there is no course to show.
  static func text(_ workload: WorkloadFacts) -> String? {
    let courses = workload.configurations.compactMap { facts -> (String, [Double])? in
      let times = facts.measured.compactMap { facts.deciding.value(in: $0) }
      guard times.count >= fewestRounds, let median = facts[facts.deciding]?.median, median > 0
      else {
        return nil
      }
      return (facts.label, times.map { $0 / median - 1 })
    }
    guard !courses.isEmpty, courses.count <= mostConfigurations else { return nil }
    let most = max(leastScale, courses.flatMap(\.1).map(abs).max() ?? 0)
    let lines = courses.map { label, course in
      "\(OutsideText.line(label))\u{A0}\(Sparkline.text(course, most: most))"
    }
    let what = ListText.sentence(workload.deciding.words)
    return "\(what) over the rounds, ±\(NumberText.percent(most)): "
      + lines.joined(separator: ", ")
  }
}
