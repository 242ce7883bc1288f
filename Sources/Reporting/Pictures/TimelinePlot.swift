import Analysis
import ProfileModel

/// One representative trial over time: CPUs, states, context switches and memory.
enum TimelinePlot {
  private static let fewestSamples = 10
  private static let mostWorkers = 16

  private static let noSamples =
    "there are no samples of it: sampling was off, it was over before the first one, or samples.csv was removed"

  static func plot(
    _ workload: WorkloadFacts, study: Study, name: String, samples: (Int) -> [TimelineSample]
  ) throws(PlotRefusal) -> Plot {
    let subject = "timeline of \(workload.name)"
    let noun = workload.trialNoun
    guard let (index, facts) = RepresentativeTrial.find(for: workload, in: study) else {
      throw PlotRefusal(subject: subject, reason: "no \(noun) was completed")
    }
    let rows = samples(index)
    guard !rows.isEmpty else {
      throw PlotRefusal(subject: subject, reason: noSamples)
    }
    guard let series = TimelineSeries(rows, fewest: fewestSamples) else {
      throw PlotRefusal(
        subject: subject,
        reason:
          "the \(noun) has fewer than \(fewestSamples) samples; a longer \(noun) or a shorter --sample-interval gives more"
      )
    }
    let panels = TimelinePanels(series, name: name, mostWorkers: mostWorkers)
    guard !panels.panels.isEmpty else {
      throw PlotRefusal(
        subject: subject, reason: "its samples hold neither CPU nor state, switches or memory")
    }
    let trial = study.trials[index]
    let which = "\(facts.configuration.roundNoun) \(trial.round)"
    let title =
      "\(GnuplotText.label(workload.name)), \(GnuplotText.label(facts.label)): \(which) over time"
    var script = GnuplotText.preamble(name: name, width: 860, height: panels.height)
    script += panels.script(title: title)
    return Plot(
      .timeline, name: name, workload: workload.name,
      caption:
        "\(workload.name), \(facts.label), \(which) (the \(noun) nearest to the median) over time: "
        + "CPUs, states, context switches and memory"
        + summary(panels.workers.count, of: series.workers.count),
      script: script,
      data: panels.data)
  }

  /// What a picture of many workers does not show.
  private static func summary(_ shown: Int, of all: Int) -> String {
    guard shown < all else { return "" }
    return "; the \(shown) of \(all) workers that used most CPU time, as far as its samples tell"
  }
}
