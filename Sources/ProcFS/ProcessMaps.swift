/// `/proc/PID/maps`: the whole address space, in ascending order.
public struct ProcessMaps: ProcParsable, Equatable {
  public var entries: [MapEntry]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var entries: [MapEntry] = []
    while let line = scanner.line() {
      guard let entry = MapEntry(line), entry.start >= entries.last?.end ?? 0 else { return nil }
      entries.append(entry)
    }
    guard scanner.isAtEnd else { return nil }
    self.init(entries: entries)
  }

  /// Takes entries in ascending order.
  init(entries: [MapEntry]) {
    self.entries = entries
  }

  /// The map that holds an address; nil for a hole.
  public func entry(at address: UInt64) -> MapEntry? {
    index(of: address).map { entries[$0] }
  }

  /// What a report calls the memory at an address; nil for a hole.
  ///
  /// The file's path; for a static variable in an image's `.bss`, which lies in an anonymous map right behind the
  /// image, that image's path; else the kernel's name in brackets, or `[anon]`.
  public func name(at address: UInt64) -> [UInt8]? {
    guard let index = index(of: address) else { return nil }
    if let image = image(behind: index) { return image.path }
    return entries[index].path.isEmpty ? Array("[anon]".utf8) : entries[index].path
  }

  /// The image whose `.bss` is the map at an index: it is anonymous, writable and starts where the image ends.
  ///
  /// An image is a file of which some map is executable; other files are often followed by unrelated memory.
  /// The kernel merges such a map with unrelated anonymous memory right behind it, which cannot be told apart.
  func image(behind index: Int) -> MapEntry? {
    guard index > 0, entries.indices.contains(index) else { return nil }
    let (bss, file) = (entries[index], entries[index - 1])
    guard bss.isAnonymous, bss.isWritable, bss.start == file.end else { return nil }
    return isImage(file) ? file : nil
  }

  private func isImage(_ file: MapEntry) -> Bool {
    entries.contains { $0.isExecutable && $0.mapsSameFile(as: file) }
  }

  private func index(of address: UInt64) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].end <= address { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].contains(address) else { return nil }
    return low
  }
}
