/// `/proc/PID/smaps_rollup` (`fs/proc/task_mmu.c`, `__show_smap`), bytes.
///
/// Exact, but the kernel walks the page tables under the map's lock for it: 0.66 ms per 64 MB.
public struct SmapsRollup: ProcParsable, Equatable {
  public var rssBytes: UInt64
  /// Proportional set: each page divided by the number of processes that map it.
  public var pssBytes: UInt64
  /// Pages of a hugetlb pool, which neither RSS nor PSS counts: `Shared_Hugetlb` + `Private_Hugetlb`.
  public var hugePagesBytes: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var sizes = MapSizes()
    while let line = scanner.line() {
      guard sizes.take(line) else { return nil }
    }
    guard scanner.isAtEnd, let rss = sizes.rss, let pss = sizes.pss, sizes.swap != nil,
      sizes.privateBytes != nil, sizes.sharedBytes != nil
    else { return nil }
    rssBytes = rss
    pssBytes = pss
    hugePagesBytes = sizes.hugePagesBytes
  }
}

/// The size lines under one map of `smaps`, or of the single one of `smaps_rollup`, bytes.
struct MapSizes {
  var rss: UInt64?
  var pss: UInt64?
  var sharedClean: UInt64?
  var sharedDirty: UInt64?
  var privateClean: UInt64?
  var privateDirty: UInt64?
  /// Its line is behind all others: without it the text was cut off.
  var swap: UInt64?
  var sharedHuge: UInt64?
  var privateHuge: UInt64?

  /// Pages of this process alone.
  var privateBytes: UInt64? { sum(privateClean, privateDirty) }

  /// Pages that others map too.
  var sharedBytes: UInt64? { sum(sharedClean, sharedDirty) }

  /// 0 where the kernel has no such pages.
  var hugePagesBytes: UInt64 { sum(sharedHuge ?? 0, privateHuge ?? 0) ?? 0 }

  /// Takes in the line when it is one of these; false when it is and its value is malformed.
  mutating func take(_ line: ByteScanner) -> Bool {
    var line = line
    return line.takeKibibytes("Rss:", into: &rss) && line.takeKibibytes("Pss:", into: &pss)
      && line.takeKibibytes("Shared_Clean:", into: &sharedClean)
      && line.takeKibibytes("Shared_Dirty:", into: &sharedDirty)
      && line.takeKibibytes("Private_Clean:", into: &privateClean)
      && line.takeKibibytes("Private_Dirty:", into: &privateDirty)
      && line.takeKibibytes("Swap:", into: &swap)
      && line.takeKibibytes("Shared_Hugetlb:", into: &sharedHuge)
      && line.takeKibibytes("Private_Hugetlb:", into: &privateHuge)
  }

  private func sum(_ first: UInt64?, _ second: UInt64?) -> UInt64? {
    guard let first, let second else { return nil }
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? nil : sum
  }
}
