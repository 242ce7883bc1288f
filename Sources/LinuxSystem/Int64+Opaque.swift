public import CLinuxShims

extension Int64 {
  /// The same value, of which the optimiser knows nothing, so that a loop over it really runs.
  ///
  /// Without it swiftc and clang turn the sum of 1…N into N(N+1)/2.
  @inlinable public var opaque: Int64 {
    @inline(__always) get { profile_opaque(self) }
  }
}
