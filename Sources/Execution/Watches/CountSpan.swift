/// A count that only rises, when it was first read and when it was last read.
struct CountSpan {
  private let first: UInt64
  var last: UInt64

  init(_ first: UInt64) {
    self.first = first
    last = first
  }

  /// 0 where the count began anew.
  var rise: UInt64 { last - min(first, last) }
}
