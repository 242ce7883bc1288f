import ProfileModel
import Text

/// Speed-up against workers.
enum ScalingSection {
  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let points = workload.scaling.flatMap { curve in
      curve.points.map { (strategy: curve.strategy, point: $0) }
    }
    let table = Table(
      points,
      [
        .left("strategy") { name($0.strategy, $0.point.workers, of: workload) },
        .right("workers") { NumberText.count($0.point.workers) },
        .right("speed-up") { NumberText.factor($0.point.speedup) },
        .right("95 % interval") { interval($0.point) },
        .right("efficiency") {
          NumberText.percent($0.point.speedup / Double(max(1, $0.point.workers)))
        },
      ])
    return .exhibit(
      table, titled: "How it scales:", notes: workload.scaling.map { [.text(words($0))] })
  }

  /// A link, where one configuration alone stands behind the point.
  private static func name(
    _ strategy: Strategy, _ workers: Int, of workload: WorkloadFacts
  ) -> Inline {
    let behind = workload.configurations.filter {
      $0.configuration.strategy == strategy && $0.configuration.workers == workers
    }
    guard behind.count == 1, let link = behind.first?.link else {
      return .text(strategy.rawValue)
    }
    return .link(strategy.rawValue, link)
  }

  private static func interval(_ point: ScalingCurve.Point) -> String? {
    guard let low = point.low, let high = point.high else { return nil }
    return NumberText.range(low, high, unit: .factor)
  }

  /// The fit, the knee and what one more worker buys, or why there is no fit.
  static func words(_ curve: ScalingCurve) -> String {
    let name = curve.strategy.rawValue
    guard let model = curve.model else {
      return "\(name): no curve is fitted (\(curve.refused ?? "no reason is recorded"))."
    }
    let law = model == "usl" ? "Universal Scalability Law" : "Amdahl's law"
    let parameters = curve.parameters.sorted { $0.key < $1.key }.map { key, parameter in
      "\(key) = \(DecimalText.significant(parameter.value))"
        + interval(parameter)
    }
    var text = "\(name): \(law) with \(ListText.and(parameters))"
    if let fit = curve.goodnessOfFit {
      text += " explains \(NumberText.percent(fit)) of the variance"
    }
    text += "."
    if let peak = curve.peak {
      text += " Throughput peaks at \(ListText.counted(peak, "worker"))."
    }
    if let knee = curve.knee { text += " The knee is at \(ListText.counted(knee, "worker"))." }
    if let gain = curve.nextWorkerGain, let most = curve.points.map(\.workers).max() {
      text +=
        " One more than the \(NumberText.count(most)) that were tried buys \(NumberText.percent(gain))."
    }
    return text
  }

  private static func interval(_ parameter: ScalingCurve.Parameter) -> String {
    guard let low = parameter.low, let high = parameter.high else { return "" }
    return " [\(DecimalText.significant(low)), \(DecimalText.significant(high))]"
  }
}
