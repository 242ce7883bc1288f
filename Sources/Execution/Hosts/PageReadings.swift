import HostProtocol
import LinuxSystem

/// On which nodes the pages of the workers' buffers lie while the workers hold, as the kernel tells it.
struct PageReadings {
  /// Nil when no worker has a buffer or the kernel would not tell.
  private(set) var census: PageCensus?
  /// Why the kernel would not tell.
  private(set) var refusal: String?
  /// Pages of all buffers together, also those that were not asked about.
  private(set) var pages = 0

  /// More pages than this are sampled evenly: 512 MiB of 4 KiB pages, some 30 ms.
  private static let mostPages = 131_072

  init(_ group: HostGroup) {
    let pageSize = Int(ProcessControl.pageBytes)
    let buffers = group.ready.enumerated().compactMap { worker, ready in
      ready?.buffer.map { (pid: group.pid(ofWorker: worker), buffer: $0) }
    }
    pages = buffers.reduce(0) { $0 + ($1.buffer.count + pageSize - 1) / pageSize }
    guard pages > 0 else { return }
    let stride = (pages + Self.mostPages - 1) / Self.mostPages
    var census = PageCensus()
    do {
      for (pid, buffer) in buffers {
        census.add(
          try PageCensus(
            process: pid, address: buffer.address, count: buffer.count, everyPages: stride))
      }
      self.census = census
    } catch {
      refusal = "\(error)"
    }
  }
}
