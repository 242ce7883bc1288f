import ProfileModel
import RealModule

/// Takes the CPUs' own speeds out of paired ratios.
///
/// Where a configuration visits several CPUs, its ratios scatter with the CPUs' speeds, and an interval over them would be
/// as wide. So each ratio is moved by the difference between its place's mean and the mean over the places, and set a
/// little further from that, by √(n/(n−k)), since k means were taken from the n ratios: a two-way layout with fixed effects
/// of places (Montgomery, "Design and Analysis of Experiments", 8th ed. (2013), section 4.1). What is estimated is the
/// mean over the places.
package enum PlaceBalance {
  /// Fewer rounds than this beyond the number of places say too little of both.
  private static let fewestBeyond = 4

  /// The logarithms as they were, where one place is all, a place was seen once, or there are too few rounds.
  ///
  /// - Parameter places: the place of each, as a number.
  package static func balanced(_ logs: [Double], places: [Int]) -> [Double] {
    let groups = Dictionary(grouping: logs.indices) { places[$0] }
    guard groups.count > 1, logs.count >= Confidence.minimumCount,
      logs.count - groups.count >= fewestBeyond, groups.values.allSatisfy({ $0.count > 1 })
    else { return logs }
    let means = groups.mapValues { group in group.map { logs[$0] }.mean }
    // In the order of places, so that equal studies give equal sums.
    let center = means.sorted { $0.key < $1.key }.map(\.value).mean
    let widening = (Double(logs.count) / Double(logs.count - groups.count)).squareRoot()
    return logs.indices.map { center + (logs[$0] - (means[places[$0]] ?? center)) * widening }
  }
}
