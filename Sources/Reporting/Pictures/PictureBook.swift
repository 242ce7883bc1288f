public import ProfileModel

/// All pictures that a study is good for, and why others are missing.
///
/// Pure: scripts and data; the caller writes them and runs gnuplot.
public struct PictureBook: Sendable {
  public let plots: [Plot]
  public let refusals: [PlotRefusal]

  /// Of plots that are made elsewhere.
  init(plots: [Plot]) {
    self.plots = plots
    refusals = []
  }

  /// - Parameters:
  ///   - study: what was measured.
  ///   - findings: what was concluded from it.
  ///   - samples: the samples of a trial, by its place in the study's `trials`; empty where there are none.
  public init(study: Study, findings: Findings, samples: (Int) -> [TimelineSample] = { _ in [] }) {
    let facts = StudyFacts(study: study, findings: findings)
    var plots = [try? AnswerPlot.plot(facts.workloads, name: "answer")].compactMap(\.self)
    var refusals: [PlotRefusal] = []
    for (workload, stem) in zip(facts.workloads, Self.stems(facts.workloads.map(\.name))) {
      for kind in PictureKind.allCases where kind.isExpected(of: workload) {
        do {
          plots.append(try kind.plot(workload, study, stem: stem, samples: samples))
        } catch {
          refusals.append(error)
        }
      }
    }
    self.plots = plots
    self.refusals = refusals
  }

  /// Parts of file names; names that differ may have one stem, so later ones are numbered.
  private static func stems(_ names: [String]) -> [String] {
    var used = Set<String>()
    return names.map { name in
      let stem = GnuplotText.stem(name)
      var unique = stem
      var count = 1
      while !used.insert(unique).inserted {
        count += 1
        unique = "\(stem)-\(count)"
      }
      return unique
    }
  }
}
