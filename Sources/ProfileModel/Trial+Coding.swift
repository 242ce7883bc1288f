/// One flat object per trial: its own keys and the counters' beside them; absent values are explicit nulls.
extension Trial: Codable {
  private enum CodingKeys: String, CodingKey {
    case configuration, round, position, warmup, twin, outcome, failure
    case wallSeconds, startupSeconds, teardownSeconds, startSkewSeconds
    case check, workDone, workUnit, peakRSSBytes, peakPSSBytes
    case workers, processes, sampling, environment, waits, cachedBytesBefore, readLatency
    case totalsSources, cpuSecondsBySource, outputFolder, reported
    case throttledSeconds, totalsTier, sampleCoverage, held, offlinedCPUs, pagesPerNode, exitStatus
    case disturbed, retryOf, replaced, notes, unavailable
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      configuration: container.decode(String.self, forKey: .configuration),
      round: container.decode(Int.self, forKey: .round),
      position: container.decode(Int.self, forKey: .position),
      warmup: container.decodeIfPresent(Bool.self, forKey: .warmup) ?? false,
      twin: container.decodeIfPresent(Bool.self, forKey: .twin) ?? false,
      outcome: container.decode(Outcome.self, forKey: .outcome))
    failure = try container.decodeIfPresent(String.self, forKey: .failure)
    try decodeTimes(container)
    counters = try Counters(from: decoder)
    try decodeParts(container)
    try decodeRemarks(container)
  }

  private mutating func decodeTimes(_ container: KeyedDecodingContainer<CodingKeys>) throws {
    wallSeconds = try container.decodeIfPresent(Double.self, forKey: .wallSeconds)
    startupSeconds = try container.decodeIfPresent(Double.self, forKey: .startupSeconds)
    teardownSeconds = try container.decodeIfPresent(Double.self, forKey: .teardownSeconds)
    startSkewSeconds = try container.decodeIfPresent(Double.self, forKey: .startSkewSeconds)
    check = try container.decodeIfPresent(Check.self, forKey: .check)
    workDone = try container.decodeIfPresent(UInt64.self, forKey: .workDone)
    workUnit = try container.decodeIfPresent(String.self, forKey: .workUnit)
    peakRSSBytes = try container.decodeIfPresent(UInt64.self, forKey: .peakRSSBytes)
    peakPSSBytes = try container.decodeIfPresent(UInt64.self, forKey: .peakPSSBytes)
  }

  private mutating func decodeParts(_ container: KeyedDecodingContainer<CodingKeys>) throws {
    workers = try container.decodeIfPresent([WorkerRecord].self, forKey: .workers) ?? []
    processes = try container.decodeIfPresent([ProcessRecord].self, forKey: .processes) ?? []
    sampling = try container.decodeIfPresent(SamplingRecord.self, forKey: .sampling)
    environment =
      try container.decodeIfPresent(EnvironmentRecord.self, forKey: .environment)
      ?? EnvironmentRecord()
    waits = try container.decodeIfPresent([WaitRecord].self, forKey: .waits) ?? []
    cachedBytesBefore = try container.decodeIfPresent(UInt64.self, forKey: .cachedBytesBefore)
    readLatency = try container.decodeIfPresent(ReadLatency.self, forKey: .readLatency)
  }

  private mutating func decodeRemarks(_ container: KeyedDecodingContainer<CodingKeys>) throws {
    throttledSeconds = try container.decodeIfPresent(Double.self, forKey: .throttledSeconds)
    totalsTier = try container.decodeIfPresent(String.self, forKey: .totalsTier) ?? "workers"
    sampleCoverage = try container.decodeIfPresent(Double.self, forKey: .sampleCoverage)
    totalsSources =
      try container.decodeIfPresent([String: String].self, forKey: .totalsSources) ?? [:]
    cpuSecondsBySource =
      try container.decodeIfPresent([String: Double].self, forKey: .cpuSecondsBySource) ?? [:]
    outputFolder = try container.decodeIfPresent(String.self, forKey: .outputFolder)
    reported = try container.decodeIfPresent([String: String].self, forKey: .reported) ?? [:]
    held = try container.decodeIfPresent(Bool.self, forKey: .held)
    offlinedCPUs = try container.decodeIfPresent([Int].self, forKey: .offlinedCPUs) ?? []
    pagesPerNode =
      try container.decodeIfPresent([String: UInt64].self, forKey: .pagesPerNode) ?? [:]
    exitStatus = try container.decodeIfPresent(Int.self, forKey: .exitStatus)
    disturbed = try container.decodeIfPresent(Bool.self, forKey: .disturbed) ?? false
    retryOf = try container.decodeIfPresent(Int.self, forKey: .retryOf)
    replaced = try container.decodeIfPresent(Bool.self, forKey: .replaced) ?? false
    notes = try container.decodeIfPresent([String].self, forKey: .notes) ?? []
    unavailable = try container.decodeIfPresent([String: String].self, forKey: .unavailable) ?? [:]
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(configuration, forKey: .configuration)
    try container.encode(round, forKey: .round)
    try container.encode(position, forKey: .position)
    try container.encode(warmup, forKey: .warmup)
    try container.encode(twin, forKey: .twin)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(failure, forKey: .failure)
    try encodeTimes(&container)
    try counters.encode(to: encoder)
    try encodeParts(&container)
    try encodeRemarks(&container)
  }

  private func encodeTimes(_ container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(wallSeconds, forKey: .wallSeconds)
    try container.encode(startupSeconds, forKey: .startupSeconds)
    try container.encode(teardownSeconds, forKey: .teardownSeconds)
    try container.encode(startSkewSeconds, forKey: .startSkewSeconds)
    try container.encode(check, forKey: .check)
    try container.encode(workDone, forKey: .workDone)
    try container.encode(workUnit, forKey: .workUnit)
    try container.encode(peakRSSBytes, forKey: .peakRSSBytes)
    try container.encode(peakPSSBytes, forKey: .peakPSSBytes)
  }

  private func encodeParts(_ container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(workers, forKey: .workers)
    try container.encode(processes, forKey: .processes)
    try container.encode(sampling, forKey: .sampling)
    try container.encode(environment, forKey: .environment)
    try container.encode(waits, forKey: .waits)
    try container.encode(cachedBytesBefore, forKey: .cachedBytesBefore)
    try container.encode(readLatency, forKey: .readLatency)
  }

  private func encodeRemarks(_ container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(throttledSeconds, forKey: .throttledSeconds)
    try container.encode(totalsTier, forKey: .totalsTier)
    try container.encode(sampleCoverage, forKey: .sampleCoverage)
    try container.encode(totalsSources, forKey: .totalsSources)
    try container.encode(cpuSecondsBySource, forKey: .cpuSecondsBySource)
    try container.encode(outputFolder, forKey: .outputFolder)
    try container.encode(reported, forKey: .reported)
    try container.encode(held, forKey: .held)
    try container.encode(offlinedCPUs, forKey: .offlinedCPUs)
    try container.encode(pagesPerNode, forKey: .pagesPerNode)
    try container.encode(exitStatus, forKey: .exitStatus)
    try container.encode(disturbed, forKey: .disturbed)
    try container.encode(retryOf, forKey: .retryOf)
    try container.encode(replaced, forKey: .replaced)
    try container.encode(notes, forKey: .notes)
    try container.encode(unavailable, forKey: .unavailable)
  }
}
