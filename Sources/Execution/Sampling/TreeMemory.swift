import LinuxSystem
import ProfileModel

/// The memory of a command's processes over time: RSS often, PSS as seldom as its cost asks for.
struct TreeMemory {
  /// Highest sums over the processes at one instant, bytes.
  private(set) var peakRSS: UInt64?
  private(set) var peakPSS: UInt64?
  private(set) var pssSamples = 0
  /// A process whose page tables may not be read.
  private(set) var closed: (pid: Int32, name: String?)?

  private let budget: Double
  private var started: UInt64 = 0
  private var nextPSS: UInt64 = 0
  /// CPU time that PSS readings have used, ns: they have a budget of their own.
  private(set) var spent: UInt64 = 0
  /// Highest RSS at which PSS was read.
  private var rssAtHighest: UInt64 = 0
  /// RSS when PSS was last read, at the reading before, and how long it has not grown.
  private var rssAtPSS: UInt64 = 0
  private var lastRSS: UInt64 = 0
  private var steady = 0

  /// A command is not held when it ends, so its peak is read when memory has stopped growing, be it soon after the
  /// last reading: within this share of the time, and this much at the beginning, ns.
  private static let extraShare = 0.02
  private static let extraAdvance: UInt64 = 20_000_000
  private static let steadyReadings = 3
  private static let growth = 1.02
  /// Growth at which it is read at once, for the memory may be gone before it has stopped growing.
  private static let leap = 1.25

  init(budget: Double) {
    self.budget = budget
  }

  mutating func start(at instant: UInt64) {
    started = instant
    nextPSS = instant
  }

  mutating func read(
    _ processes: inout [TreeProcess], at instant: UInt64, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    var rss: UInt64 = 0
    for index in processes.indices where !processes[index].isGone {
      processes[index].readRSS(buffer)
      if let parent = processes[index].parent {
        processes[index].lookAtMemory(of: processes[parent])
      }
      if !processes[index].isGuest { rss += processes[index].rss }
    }
    if rss > 0 { peakRSS = max(peakRSS ?? 0, rss) }
    steady = Double(rss) <= Double(lastRSS) * Self.growth ? steady + 1 : 0
    lastRSS = rss
    if isDue(rss: rss, at: instant) { readPSS(&processes, rss: rss, buffer) }
  }

  /// Reads all once more, whatever that costs: nothing is measured any longer.
  mutating func readLast(
    _ processes: inout [TreeProcess], _ buffer: UnsafeMutableRawBufferPointer
  ) {
    let rss = processes.reduce(0) { $0 + ($1.isGone || $1.isGuest ? 0 : $1.rss) }
    readPSS(&processes, rss: rss, buffer)
  }

  private func isDue(rss: UInt64, at instant: UInt64) -> Bool {
    guard budget > 0 else { return false }
    if instant >= nextPSS { return true }
    let hasGrown = steady >= Self.steadyReadings && Double(rss) > Double(rssAtPSS) * Self.growth
    guard hasGrown || Double(rss) > Double(rssAtPSS) * Self.leap else { return false }
    let allowed = Double(Self.extraAdvance) + Self.extraShare * Double(instant - started)
    return Double(spent) <= allowed
  }

  private mutating func readPSS(
    _ processes: inout [TreeProcess], rss: UInt64, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    let before = CPUClock.thread()
    var sum: UInt64 = 0
    var resident: UInt64 = 0
    for index in processes.indices where !processes[index].isGone {
      processes[index].readPSS(buffer)
      if processes[index].isClosed { closed = (processes[index].pid, processes[index].name) }
      guard !processes[index].isGuest else { continue }
      sum += processes[index].pss ?? 0
      resident += processes[index].rss
    }
    if resident > 0 { peakRSS = max(peakRSS ?? 0, resident) }
    pssSamples += 1
    rssAtPSS = rss
    if sum > 0 { rssAtHighest = max(rssAtHighest, rss) }
    if sum > 0 { peakPSS = max(peakPSS ?? 0, sum) }
    let cost = CPUClock.thread() - before
    spent += cost
    if budget > 0 { nextPSS = MonotonicClock.now() + UInt64(Double(cost) / budget) }
  }

  /// Whether the memory was so much larger at some time than at every reading of PSS that they say little of its peak.
  var missedPeak: Bool {
    Double(peakRSS ?? 0) > Double(rssAtHighest) * Self.leap
  }

  /// The process's memory as it was last read, for the row of its first thread.
  func put(_ process: TreeProcess, into sample: inout Sample) {
    if process.rss > 0 { sample.rssBytes = process.rss }
    if let pss = process.pss { sample.pssBytes = pss }
  }
}
