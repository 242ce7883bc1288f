/// The segment that a map belongs to.
public enum MapKind: CaseIterable, Sendable {
  /// Executable file maps.
  case code
  /// Written and read-only file maps that are not code.
  case data
  /// Anonymous maps right behind an image.
  case bss
  case heap
  /// The main stack and the threads' stacks.
  case stack
  /// Other anonymous maps.
  case anonymous
  case sharedMemory
  /// Everything else (vdso and the like).
  case other
}

extension ProcessMaps {
  /// The segment of the map at an index of `entries`.
  ///
  /// - Parameter stackPointers: known places on threads' stacks, for C libraries whose stacks have no guard map.
  func kind(at index: Int, stackPointers: [UInt64] = []) -> MapKind {
    let entry = entries[index]
    if entry.isSharedMemory { return .sharedMemory }
    if entry.isFile {
      if entry.path.starts(with: "/anon_hugepage".utf8) { return .anonymous }
      return entry.isExecutable ? .code : .data
    }
    if entry.path.starts(with: "[heap]".utf8) { return .heap }
    if entry.path.starts(with: "[stack".utf8) { return .stack }
    guard entry.isAnonymous else { return .other }
    if isThreadStack(at: index) || stackPointers.contains(where: entry.contains) { return .stack }
    return image(behind: index) == nil ? .anonymous : .bss
  }

  /// Whether a map looks like a stack that glibc made: writable memory right behind a small guard map.
  ///
  /// The arenas of glibc's allocator (`malloc/arena.c`) may also stand behind an inaccessible map, the unused rest of the
  /// arena before, but they begin at multiples of 64 MiB. Since glibc 2.42 the guard may be no map of its own.
  private func isThreadStack(at index: Int) -> Bool {
    guard index > 0 else { return false }
    let (stack, guardMap) = (entries[index], entries[index - 1])
    return stack.isReadable && stack.isWritable && !stack.isExecutable
      && guardMap.isAnonymous && guardMap.isInaccessible && guardMap.end == stack.start
      && guardMap.sizeBytes <= Self.largestGuard && stack.start % Self.arenaAlignment != 0
  }

  /// The default guard is one page, at most 64 KiB on any machine.
  private static let largestGuard: UInt64 = 64 << 10
  private static let arenaAlignment: UInt64 = 64 << 20
}

extension MapEntry {
  fileprivate var isInaccessible: Bool { !isReadable && !isWritable && !isExecutable }

  /// Memory that processes share, whatever stands behind it.
  ///
  /// A shared map of an ordinary file that this process may only read is data of that file.
  fileprivate var isSharedMemory: Bool {
    let files = ["/memfd:", "/dev/shm/", "/SYSV", "/dev/zero"]
    if files.contains(where: { path.starts(with: $0.utf8) }) { return true }
    return isShared && (isWritable || !isFile)
  }
}
