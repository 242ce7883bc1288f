import LinuxSystem
import ProcFS
import ProfileModel

/// The memory of a trial's hosts: sums over all of them at one instant, where all could be read.
struct HostMemory {
  private let hosts: [(files: MemoryFiles, firstWorker: Int)]
  private(set) var pssSamples = 0
  /// Highest sum over hosts at one instant, bytes; nil until a reading of all succeeded.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  /// Highest PSS of each host.
  private(set) var peakPSSByHost: [UInt64?]

  /// The sum of RSS, now and when PSS was last read.
  private var rss: (now: UInt64, atPSS: UInt64) = (0, 0)
  /// A move of RSS beyond this share makes PSS worth another reading.
  private static let move = 0.05

  /// - Parameter hosts: each with the worker on whose rows its memory stands.
  init(_ hosts: [(pid: Int32, firstWorker: Int)]) {
    self.hosts = hosts.map { (MemoryFiles(pid: $0.pid), $0.firstWorker) }
    peakPSSByHost = Array(repeating: nil, count: hosts.count)
  }

  var isShort: Bool { hosts.contains(where: \.files.isShort) }

  /// - Parameter base: where this instant's samples begin, one of each worker.
  mutating func readRSS(
    into samples: inout [Sample], from base: Int, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    var sum: UInt64? = 0
    for host in hosts {
      let bytes = host.files.rss(buffer)
      samples[base + host.firstWorker].rssBytes = bytes ?? Sample.absent
      sum = sum.flatMap { sum in bytes.map { sum + $0 } }
    }
    if let sum { peakRSS = max(peakRSS ?? 0, sum) }
    rss.now = sum ?? rss.now
  }

  /// Whether RSS is so far from what it was when PSS was last read that this may have changed too.
  var hasMoved: Bool {
    let (now, before) = (Double(rss.now), Double(rss.atPSS))
    return abs(now - before) > Self.move * before
  }

  /// Likewise, which walks the hosts' page tables.
  mutating func readPSS(
    into samples: inout [Sample], from base: Int, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    var sum: UInt64? = 0
    var resident: UInt64? = 0
    for (index, host) in hosts.enumerated() {
      let sums = host.files.sums(buffer)
      let bytes = sums?.pssBytes
      resident = resident.flatMap { resident in sums.map { resident + $0.rssBytes } }
      samples[base + host.firstWorker].pssBytes = bytes ?? Sample.absent
      sum = sum.flatMap { sum in bytes.map { sum + $0 } }
      guard let bytes else { continue }
      peakPSSByHost[index] = max(peakPSSByHost[index] ?? 0, bytes)
    }
    pssSamples += 1
    rss.atPSS = rss.now
    if let sum { peakPSS = max(peakPSS ?? 0, sum) }
    // `statm` lags behind by some pages of each CPU.
    if let resident { peakRSS = max(peakRSS ?? 0, resident) }
  }
}
