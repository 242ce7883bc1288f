import SystemPackage

/// What was read, or why it could not be.
typealias Reading<Value> = Result<Value, Missing>

/// Why a quantity is not there, in words for the reader of the report.
public struct Missing: Error {
  public internal(set) var reason: String
  /// The file does not exist, as opposed to one that may not be read or makes no sense.
  var isAbsent = false

  init(_ reason: String) {
    self.reason = reason
  }

  /// From the error of `open(2)` or `read(2)`.
  init(_ file: String, _ error: Errno) {
    switch error {
    case .noSuchFileOrDirectory, .notDirectory, .noSuchAddressOrDevice,
      .operationNotSupportedByDevice:
      reason = "\(file) does not exist here"
      isAbsent = true
    case .permissionDenied, .notPermitted: reason = "\(file) may not be read by this user"
    default: reason = "\(file) could not be read: \(error)"
    }
  }

  static func malformed(_ file: String, _ text: String) -> Missing {
    Missing("\(file) holds \"\(text.prefix(40))\", which makes no sense there")
  }
}

extension Result where Failure == Missing {
  var value: Success? { try? get() }

  /// This, or the other where this has no value; the reason is the first one's.
  func or(_ other: @autoclosure () -> Self) -> Self {
    guard case .failure = self, case .success(let value) = other() else { return self }
    return .success(value)
  }

  /// The same with words before the reason where the file does not exist.
  func becauseAbsent(_ text: String) -> Self {
    mapError { missing in
      guard missing.isAbsent else { return missing }
      return Missing("\(text) (\(missing.reason))")
    }
  }

  /// The same with words before the reason.
  func because(_ text: String) -> Self {
    mapError { missing in
      var longer = missing
      longer.reason = "\(text) (\(missing.reason))"
      return longer
    }
  }
}
