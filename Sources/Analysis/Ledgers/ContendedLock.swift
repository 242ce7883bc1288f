import ProfileModel

/// A lock for which at least two workers, each of which ran, were seen waiting.
struct ContendedLock {
  let record: WaitRecord
  /// Indices of the workers that ran and waited there.
  let workers: [Int]
  /// Whether all its users but one waited nearly all the time.
  let isHeldInTurn: Bool

  var samples: Int { record.samples }

  /// Whether it is the lock in the state of a Python that has a GIL.
  ///
  /// The address lies inside the symbol `_PyRuntime` of the mapped file, which is not a free-threaded build.
  var isConsistentWithGIL: Bool {
    record.symbol == "_PyRuntime" && record.freeThreadedPython == false
  }
}
