import LinuxSystem
import ProcFS

/// Whether the tree may have grown beyond its limit, from one cheap number: all tasks of the machine.
///
/// A tree of many processes is counted by reading a file of each, which a fork bomb leaves no time for.
struct Crowd {
  private let limit: Int
  private let file: KeptFile?
  private var before: UInt64?
  private var last: UInt64?
  private var looks = 0
  /// From one look to the next, ns: a look takes CPU time from what is measured, and a crowd takes a moment to grow.
  private(set) var interval = Self.intervals.shortest

  private static let intervals: (shortest: UInt64, longest: UInt64) = (50_000_000, 200_000_000)
  /// As many more tasks at a look are no growth.
  private static let few: UInt64 = 16
  /// Now and then the tree is counted whatever the number says: other programs may have ended meanwhile.
  private static let surelyEvery = 10

  init(limit: Int) {
    self.limit = limit
    file = try? KeptFile("/proc/loadavg")
    before = tasks
    last = before
  }

  /// Reads the number again.
  var mayBeLarge: Bool {
    mutating get {
      looks += 1
      guard let before, let last, let now = tasks else { return true }
      let isGrowing = now > last + Self.few
      interval =
        isGrowing ? Self.intervals.shortest : min(2 * interval, Self.intervals.longest)
      self.last = now
      self.before = min(before, now)
      return looks % Self.surelyEvery == 0 || now - min(before, now) > UInt64(limit) / 2
    }
  }

  private var tasks: UInt64? { file?.read(LoadAverage.self)?.tasks }
}
