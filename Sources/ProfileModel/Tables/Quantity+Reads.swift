extension Quantity {
  /// Of work that writes: a command's.
  public static let writes = [requestedWriteBytes, storageWriteBytes]

  public static let requestedWriteBytes = Quantity(
    "requestedWriteBytes", .bytes, "bytes written", heading: "written", isEstimated: false,
    topic: Topic(
      "written", aliases: ["requestedWriteBytes", "written bytes"],
      "bytes that were handed to write calls: to files, pipes and sockets."),
    count: { $0.counters.requestedWriteBytes })

  public static let storageWriteBytes = Quantity(
    "storageWriteBytes", .bytes, "bytes to the device", heading: "to the device",
    isEstimated: false,
    topic: Topic(
      "to the device", aliases: ["storageWriteBytes"],
      "bytes of written pages that this kernel sends to storage, sooner or later.",
      "Pages that were dropped before they were written, as of a file that was removed, do not count."
    ), count: { $0.counters.storageWriteBytes })

  /// Of work that reads a file.
  public static let reads = [
    requestedReadBytes, storageReadBytes, readCount, readsPerSecond, readLatencyP50Seconds,
    readLatencyP90Seconds, readLatencyP99Seconds, readLatencyP999Seconds, readLatencyMaxSeconds,
  ]

  public static let requestedReadBytes = Quantity(
    "requestedReadBytes", .bytes, "bytes asked for", heading: "asked for", in: [.reads: 1],
    topic: Topic(
      "asked for", aliases: ["requestedReadBytes"], "bytes that the workers read, wherever from."),
    count: { $0.counters.requestedReadBytes })

  public static let storageReadBytes = Quantity(
    "storageReadBytes", .bytes, "bytes from the device", heading: "from the device",
    in: [.reads: 2],
    topic: Topic(
      "from the device", aliases: ["storageReadBytes"],
      "bytes that this kernel fetched from storage.",
      "Far below the bytes asked for, the page cache answered. A hypervisor's cache cannot be seen from inside."
    ), count: { $0.counters.storageReadBytes })

  public static let readCount = Quantity(
    "reads", .count, "reads", from: ["readLatency"], isEstimated: false,
    count: { $0.readLatency?.reads })

  public static let readsPerSecond = Quantity(
    "readsPerSecond", .perSecond, "reads a second", heading: "reads",
    from: ["readLatency", "wallSeconds"], isEstimated: false, isExported: false,
    isMoreBetter: true,
    topic: Topic("reads", "blocks read per second, by all workers together."),
    value: { $0.perSecond($0.readLatency?.reads) })

  public static let readLatencyP50Seconds = latency(
    "P50", heading: "read p50", in: [.reads: 3],
    topic: Topic(
      "read latency", aliases: ["read p50", "p90", "p99", "p99.9", "max", "readLatency"],
      "how long single reads took: half were faster than p50, one in a thousand was slower than p99.9."
    ), \.p50Seconds)

  public static let readLatencyP90Seconds = latency(
    "P90", heading: "p90", isEstimated: false, \.p90Seconds)

  public static let readLatencyP99Seconds = latency(
    "P99", heading: "p99", in: [.reads: 4], \.p99Seconds)

  public static let readLatencyP999Seconds = latency(
    "P999", heading: "p99.9", in: [.reads: 5], \.p999Seconds)

  public static let readLatencyMaxSeconds = latency(
    "Max", heading: "max", in: [.reads: 6], \.maxSeconds)

  private static func latency(
    _ rank: String, heading: String, isEstimated: Bool = true, in places: [Table: Int] = [:],
    topic: Topic? = nil, _ seconds: @escaping @Sendable (ReadLatency) -> Double
  ) -> Quantity {
    Quantity(
      "readLatency\(rank)Seconds", .seconds, "read latency \(rank.lowercased())", heading: heading,
      from: ["readLatency"], isEstimated: isEstimated, in: places, topic: topic,
      value: { $0.readLatency.map(seconds) })
  }
}
