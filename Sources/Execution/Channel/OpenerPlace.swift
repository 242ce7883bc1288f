import LinuxSystem
import ProfileModel

/// Where the profiler's own thread is while workers work: off their CPUs where another is free.
struct OpenerPlace {
  private let before: [Int]?

  func restore() {
    if let before { try? Affinity.set(before) }
  }

  init(before: [Int]?) {
    self.before = before
  }
}

extension Affinity {
  /// Moves the calling thread off the configuration's CPUs; stays where it is when they are all.
  static func leaving(_ configuration: Configuration, _ machine: MachineDescription) -> OpenerPlace
  {
    guard configuration.isPinned, let own = try? Affinity.get() else {
      return OpenerPlace(before: nil)
    }
    let free = Set(machine.allowedCPUs).subtracting(configuration.workerCPUs.joined())
    guard !free.isEmpty, (try? Affinity.set(free.sorted())) != nil else {
      return OpenerPlace(before: nil)
    }
    return OpenerPlace(before: own)
  }
}
