import CLinuxShims

/// A word that threads or processes read, write and sleep on (`futex`).
public struct SharedWord: @unchecked Sendable {
  private let word: UnsafeMutablePointer<UInt32>

  /// Looks this often before it sleeps: about a microsecond, less than a sleep costs.
  private static let looks = 200

  init(_ word: UnsafeMutablePointer<UInt32>) {
    self.word = word
  }

  public var value: UInt32 { profile_atomic_load(word) }

  public func store(_ value: UInt32) { profile_atomic_store(word, value) }

  /// - Returns: what was there before.
  @discardableResult
  public func add(_ count: UInt32) -> UInt32 { profile_atomic_add(word, count) }

  /// Stores a value and wakes who sleeps.
  public func pass(_ value: UInt32) {
    store(value)
    _ = profile_futex_wake_all(word)
  }

  /// Sleeps until it has this value.
  public func sleep(until wanted: UInt32) {
    while true {
      let found = value
      if found == wanted { return }
      _ = profile_futex_wait(word, found)
    }
  }

  /// Stores a value, and wakes the other side only when it says that it sleeps.
  ///
  /// The other side alone takes back what it says. Taken back from here, it could be what the other side said anew
  /// for the next value, and nobody would wake it then.
  public func publish(_ value: UInt32, sleeper: SharedWord) {
    _ = profile_atomic_exchange(word, value)
    if sleeper.value != 0 { _ = profile_futex_wake_all(word) }
  }

  /// As ``publish(_:sleeper:)``, without waiting for other cores: who falls asleep in this instant is woken by the next
  /// ``publish(_:sleeper:)`` only, which must follow.
  public func publishSoon(_ value: UInt32, sleeper: SharedWord) {
    store(value)
    if sleeper.value != 0 { _ = profile_futex_wake_all(word) }
  }

  /// Waits until it differs: looks for a while, then says that it sleeps and does.
  ///
  /// - Returns: what it is then.
  public func change(from old: UInt32, sleeper: SharedWord) -> UInt32 {
    for _ in 0..<Self.looks {
      let found = value
      if found != old { return found }
      profile_spin_hint()
    }
    _ = profile_atomic_exchange(sleeper.word, 1)
    defer { sleeper.store(0) }
    while true {
      let found = value
      if found != old { return found }
      _ = profile_futex_wait(word, old)
    }
  }
}
