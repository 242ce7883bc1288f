import Analysis
import ProfileModel

/// Medians of what decides, with their intervals, as benchmark dashboards take them.
struct StudyFigures {
  struct Figure {
    let configuration: Configuration
    let quantity: Quantity
    let median: Double
    let interval: Interval?
    let trials: Int
  }

  /// Wall time, metrics and peak PSS of each configuration, in the study's order; what was not measured is left out.
  let all: [Figure]

  init(_ study: Study) {
    let measured = MeasuredTrials(study)
    all = study.configurations.flatMap { configuration in
      let trials = measured.trials(of: configuration.id)
      return ([.wallSeconds] + configuration.metrics + [.peakPSSBytes]).compactMap { quantity in
        Sample(trials.compactMap { quantity.value(in: $0) }).map { sample in
          Figure(
            configuration: configuration, quantity: quantity, median: sample.median,
            interval: sample.medianInterval(), trials: sample.count)
        }
      }
    }
  }
}
