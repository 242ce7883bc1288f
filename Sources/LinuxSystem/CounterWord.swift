public import CLinuxShims

/// A counter in memory that others may work next to.
public struct CounterWord {
  @usableFromInline let word: UnsafeMutablePointer<UInt64>

  public init(_ word: UnsafeMutablePointer<UInt64>) {
    self.word = word
  }

  public var value: UInt64 { word.pointee }

  /// Adds 1 in memory; the optimiser neither merges nor drops it.
  @inlinable
  public func count() { profile_count(word) }
}
