import ProcFS

/// Whether the tree may have grown beyond its limit, from one cheap number: all tasks of the machine.
///
/// A tree of many processes is counted by reading a file of each, which a fork bomb leaves no time for.
struct Crowd {
  private let limit: Int
  private var before: UInt64?
  private var looks = 0

  /// Now and then the tree is counted whatever the number says: other programs may have ended meanwhile.
  private static let surelyEvery = 20

  init(limit: Int) {
    self.limit = limit
    before = Self.tasks
  }

  /// Reads the number again.
  var mayBeLarge: Bool {
    mutating get {
      looks += 1
      guard let before, let now = Self.tasks, looks % Self.surelyEvery != 0 else { return true }
      self.before = min(before, now)
      return now - min(before, now) > UInt64(limit) / 2
    }
  }

  private static var tasks: UInt64? {
    (try? ProcReader().read("loadavg", as: LoadAverage.self))?.tasks
  }
}
