extension Range where Bound: FixedWidthInteger {
  /// The first place at which the condition holds, where it holds from one place on; the end where it never does.
  func partitioningIndex(where holds: (Bound) -> Bool) -> Bound {
    var low = lowerBound
    var high = upperBound
    while low < high {
      let middle = (low & high) + ((low ^ high) >> 1)  // their mean, without overflow
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
