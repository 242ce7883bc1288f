import Builtin
import LinuxSystem
import Text

/// Brings the page cache into the state that a trial asks for, and verifies it.
enum CachePreparation {
  /// Of a file that was dropped, this share may stay without the trial being refused.
  private static let tolerance = 0.01
  private static let attempts = 5

  /// - Returns: bytes of the file that are cached when the trial starts.
  static func prepare(
    _ path: String, for state: FileNeed.CacheState
  ) throws(TrialFault) -> UInt64 {
    do {
      switch state {
      // Nothing of the file is needed in memory; a direct read passes by what is there.
      case .direct: try PageCache.drop(path)
      case .warm: try PageCache.fill(from: path)
      case .cold: return try drop(path)
      }
      return try PageCache.residentBytes(of: path)
    } catch let error as SystemError {
      throw .system(error)
    } catch let fault as TrialFault {
      throw fault
    } catch {
      throw .cache("\(error)")
    }
  }

  /// `DONTNEED` skips pages that are being used for a moment: try again before giving up.
  private static func drop(_ path: String) throws -> UInt64 {
    let size = try FileFacts(of: path).sizeBytes
    var resident = size
    for attempt in 0..<attempts {
      if attempt > 0 { MonotonicClock.sleep(until: MonotonicClock.now() + 20_000_000) }
      try PageCache.drop(path)
      resident = try PageCache.residentBytes(of: path)
      if Double(resident) <= tolerance * Double(size) { return resident }
    }
    throw TrialFault.cache(
      "\(NumberText.bytes(Double(resident))) of \(NumberText.bytes(Double(size))) of \(path) stayed in the page cache; is another program using the file?"
    )
  }
}
