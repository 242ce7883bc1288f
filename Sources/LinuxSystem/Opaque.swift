public import CLinuxShims

/// Hides a value from the optimiser, so that a loop over it really runs.
///
/// Without it swiftc and clang turn the sum of 1…N into N(N+1)/2.
@inlinable @inline(__always)
public func opaque(_ value: Int64) -> Int64 {
  profile_opaque(value)
}
