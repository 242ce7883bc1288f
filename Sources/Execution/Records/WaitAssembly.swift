import ProcFS
import ProfileModel

/// Turns the tally of sleepers into the study's records.
struct WaitAssembly {
  private let places: LockPlaces
  /// Nil of a file that cannot be read.
  private var images: [[UInt8]: ELFSymbols?] = [:]

  /// Those with the most samples are recorded.
  private static let mostRecords = 64
  private static let mostWaiters = 32

  /// Functions that CPython defines only when it is built without a GIL (Include/refcount.h, `Py_GIL_DISABLED`).
  private static let freeThreadedSymbols: Set<String> = [
    "_Py_DecRefShared", "_Py_MergeZeroLocalRefcount",
  ]
  /// The variable that every CPython defines, and in which the GIL lies.
  static let pythonRuntime = "_PyRuntime"

  init(places: LockPlaces) {
    self.places = places
  }

  /// The places at which most samples were seen, the most first.
  ///
  /// - Parameter worker: the index in the record of a sampled thread; nil for one that is not recorded.
  mutating func records(_ tally: WaitTally, worker: (Int) -> Int?) -> [WaitRecord] {
    let seen = tally.entries.filter { $0.samples > 0 }.sorted { $0.samples > $1.samples }
    return seen.prefix(Self.mostRecords).map { record($0, worker: worker) }
  }

  private mutating func record(
    _ entry: WaitTally.Entry, worker: (Int) -> Int?
  ) -> WaitRecord {
    let place = places[entry.place]
    let address = entry.address == Sample.absent ? nil : "0x" + String(entry.address, radix: 16)
    var record = WaitRecord(
      kind: entry.place.kind,
      process: entry.shared == nil ? Int(entry.place.pid) : nil, address: address,
      mapping: place?.mapping, samples: entry.samples, maxWaiters: entry.maxWaiters)
    record.workers = Array(waiters(entry, worker).prefix(Self.mostWaiters))
    record.users = entry.users
    record.timedSamples = entry.timed
    record.flushSamples = entry.place.kind == .disk ? entry.flushes : nil
    record.primitive = place?.isSemaphore == true ? .semaphore : entry.primitive
    record.readingsByWaiters = entry.readingsByWaiters
    if let image = place?.image { name(entry.address, in: image, &record) }
    return record
  }

  /// The most patient first.
  private func waiters(
    _ entry: WaitTally.Entry, _ worker: (Int) -> Int?
  ) -> [WaitRecord.Waiter] {
    entry.byWorker.compactMap { index, samples in
      worker(index).map { WaitRecord.Waiter(worker: $0, samples: samples) }
    }.sorted { ($1.samples, $0.worker) < ($0.samples, $1.worker) }
  }

  private mutating func name(
    _ address: UInt64, in image: ProcessMaps.Image, _ record: inout WaitRecord
  ) {
    guard let symbols = symbols(of: image.path), address >= image.start else { return }
    record.symbol = symbols.variable(at: address - image.start)
    if symbols.defines(anyOf: [Self.pythonRuntime]) {
      record.freeThreadedPython = symbols.defines(anyOf: Self.freeThreadedSymbols)
    }
  }

  private mutating func symbols(of path: [UInt8]) -> ELFSymbols? {
    if let known = images[path] { return known }
    let symbols = ELFSymbols(path: String(decoding: path, as: UTF8.self))
    images.updateValue(symbols, forKey: path)
    return symbols
  }
}
