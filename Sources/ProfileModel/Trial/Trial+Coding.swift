/// One flat object per trial: its own keys and the counters' beside them; absent values are explicit nulls.
extension Trial: Codable {
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case configuration, round, position, warmup, twin, outcome, failure, workerCPUs
    case wallSeconds, startupSeconds, teardownSeconds, startSkewSeconds
    case check, workDone, workUnit, peakRSSBytes, peakPSSBytes, peakGroupBytes
    case workers, processes, sampling, environment, waits, concurrency
    case criticalPath
    case cachedBytesBefore, readLatency
    case totalsSources, cpuSecondsBySource, outputFolder, discardedOutputBytes, reported
    case metrics, service, attached
    case throttledSeconds, totalsTier, sampleCoverage, held, offlinedCPUs, pagesPerNode, exitStatus
    case disturbed, retryOf, replaced, repeatsRound, trendDropped, notes, unavailable
    /// Whether the policy held; it has a reason only.
    case memoryPolicy
  }

  private static let fields: [CodedField<Trial, CodingKeys>] = [
    .init(.warmup, \.warmup), .init(.twin, \.twin), .init(.failure, \.failure),
    .init(.workerCPUs, \.workerCPUs), .init(.wallSeconds, \.wallSeconds),
    .init(.startupSeconds, \.startupSeconds), .init(.teardownSeconds, \.teardownSeconds),
    .init(.startSkewSeconds, \.startSkewSeconds), .init(.check, \.check),
    .init(.workDone, \.workDone), .init(.workUnit, \.workUnit),
    .init(.peakRSSBytes, \.peakRSSBytes), .init(.peakPSSBytes, \.peakPSSBytes),
    .init(.peakGroupBytes, \.peakGroupBytes), .init(.workers, \.workers),
    .init(.processes, \.processes), .init(.sampling, \.sampling),
    .init(.environment, \.environment), .init(.waits, \.waits), .init(.concurrency, \.concurrency),
    .init(.criticalPath, \.criticalPath), .init(.cachedBytesBefore, \.cachedBytesBefore),
    .init(.readLatency, \.readLatency), .init(.throttledSeconds, \.throttledSeconds),
    .init(.totalsTier, \.totalsTier), .init(.sampleCoverage, \.sampleCoverage),
    .init(.totalsSources, \.totalsSources), .init(.cpuSecondsBySource, \.cpuSecondsBySource),
    .init(.outputFolder, \.outputFolder), .init(.discardedOutputBytes, \.discardedOutputBytes),
    .init(.reported, \.reported), .init(.metrics, \.metrics), .init(.service, \.service),
    .init(.attached, \.attached), .init(.held, \.held), .init(.offlinedCPUs, \.offlinedCPUs),
    .init(.pagesPerNode, \.pagesPerNode), .init(.exitStatus, \.exitStatus),
    .init(.disturbed, \.disturbed), .init(.retryOf, \.retryOf), .init(.replaced, \.replaced),
    .init(.repeatsRound, \.repeatsRound), .init(.trendDropped, \.trendDropped),
    .init(.notes, \.notes), .init(.unavailable, \.unavailable),
  ]

  /// What every trial has.
  private init(placeIn container: KeyedDecodingContainer<CodingKeys>) throws {
    try self.init(
      configuration: container.decode(String.self, forKey: .configuration),
      round: container.decode(Int.self, forKey: .round),
      position: container.decode(Int.self, forKey: .position),
      outcome: container.decode(Outcome.self, forKey: .outcome))
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(placeIn: container)
    counters = try Counters(from: decoder)
    for field in Self.fields { try field.decode(container, &self) }
  }

  /// What a summary of many studies needs of most trials.
  private static let essentials: Set<CodingKeys> = [
    .warmup, .twin, .failure, .workerCPUs, .wallSeconds, .check, .workUnit, .peakPSSBytes, .metrics,
    .service, .disturbed, .replaced,
  ]

  /// Without workers, samples and what else takes long to read.
  init(condensing decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(placeIn: container)
    for field in Self.fields where Self.essentials.contains(field.key) {
      try field.decode(container, &self)
    }
    let surroundings = try container.nestedContainer(
      keyedBy: EnvironmentRecord.CodingKeys.self, forKey: .environment)
    environment.stealSeconds = try surroundings.decodeIfPresent(
      Double.self, forKey: .stealSeconds)
    environment.otherCPUSeconds = try surroundings.decodeIfPresent(
      Double.self, forKey: .otherCPUSeconds)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(configuration, forKey: .configuration)
    try container.encode(round, forKey: .round)
    try container.encode(position, forKey: .position)
    try container.encode(outcome, forKey: .outcome)
    try counters.encode(to: encoder)
    for field in Self.fields { try field.encode(self, &container) }
  }
}
