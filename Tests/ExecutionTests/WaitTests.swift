import ProfileModel
import Testing

@testable import Execution
@testable import ProcFS

/// How samples of sleepers are counted.
@Suite struct WaitTests {
  private func sample(
    _ worker: Int, at instant: UInt64, _ wait: WaitKind?, lock: UInt64 = Sample.absent,
    isPrivate: Bool = true
  ) -> Sample {
    var sample = Sample(instant: instant, worker: worker)
    sample.state = UInt8(ascii: wait == nil ? "R" : "S")
    sample.wait = wait
    sample.lockAddress = lock
    sample.lockIsPrivate = isPrivate
    return sample
  }

  @Test func `neighbouring words are one lock, and its waiters are those of one instant`() throws {
    var tally = WaitTally()
    let isNew = [
      tally.add(sample(0, at: 1, .lock, lock: 0x1008), pid: 7),
      tally.add(sample(1, at: 1, .lock, lock: 0x1004), pid: 7),
    ]
    #expect(isNew == [true, false])
    tally.add(sample(0, at: 2, .lock, lock: 0x1004), pid: 7)
    tally.add(sample(2, at: 2, .lock, lock: 0x1040), pid: 7)
    #expect(tally.entries.count == 2)
    let entry = try #require(tally.entries.first)
    #expect(entry.samples == 3 && entry.maxWaiters == 2)
    #expect(entry.address == 0x1004, "the lowest word that was seen")
    #expect(entry.byWorker == [0: 2, 1: 1])
  }

  @Test func `the same address in another process is another lock`() {
    var tally = WaitTally()
    tally.add(sample(0, at: 1, .lock, lock: 0x1000), pid: 7)
    tally.add(sample(1, at: 1, .lock, lock: 0x1000), pid: 8)
    #expect(tally.entries.map(\.maxWaiters) == [1, 1])
  }

  @Test func `one waiter that made no promise makes the lock a shared one`() {
    var tally = WaitTally()
    tally.add(sample(0, at: 1, .lock, lock: 0x1000), pid: 7)
    tally.add(sample(1, at: 1, .lock, lock: 0x1000, isPrivate: false), pid: 7)
    #expect(tally.entries.map(\.isPrivate) == [false])
  }

  @Test func `waiters of several processes at the same memory are one crowd`() throws {
    let memory = ProcessMaps.SharedPlace(deviceMajor: 0, deviceMinor: 1, inode: 9, offset: 0x20)
    var tally = WaitTally()
    var places: [WaitTally.Place] = []
    for (worker, pid) in [Int32(7), 8, 9].enumerated() {
      let first = sample(worker, at: 1, .lock, lock: 0x1020 + UInt64(pid) << 12, isPrivate: false)
      let isNew = tally.add(first, pid: pid)
      #expect(isNew)
      places.append(WaitTally.Place(of: first, pid: pid))
    }
    for place in places { tally.join(place, at: memory) }
    for instant in UInt64(2)...5 {
      for (worker, pid) in [Int32(7), 8, 9].enumerated() where UInt64(worker) != instant % 3 {
        tally.add(
          sample(
            worker, at: instant, .lock, lock: 0x1020 + UInt64(pid) << 12, isPrivate: false),
          pid: pid)
      }
    }
    let entry = try #require(tally.entries.first)
    #expect(tally.entries.dropFirst().allSatisfy { $0.samples == 0 })
    #expect(entry.samples == 11 && entry.users == 3)
    #expect(entry.readingsByWaiters == [0, 4, 1], "two of three at each reading but the first")
    #expect(entry.address == 0x8020, "as the first process sees it")
  }

  @Test func `a promise to keep a lock to its process keeps it out of the others' crowd`() {
    let memory = ProcessMaps.SharedPlace(deviceMajor: 0, deviceMinor: 1, inode: 9, offset: 0)
    var tally = WaitTally()
    for pid in [Int32(7), 8] {
      let waiting = sample(Int(pid), at: 1, .lock, lock: 0x1000)
      tally.add(waiting, pid: pid)
      tally.join(WaitTally.Place(of: waiting, pid: pid), at: memory)
    }
    #expect(tally.entries.map(\.samples) == [1, 1])
  }

  @Test func `waits without an address are told by their kind, and runners by nothing`() {
    var tally = WaitTally()
    for (worker, wait) in [WaitKind.timer, .timer, .peer, nil].enumerated() {
      let isNew = tally.add(sample(worker, at: 1, wait), pid: 7)
      #expect(!isNew, "no lock to look up")
    }
    #expect(tally.entries.map(\.place.kind) == [.timer, .peer])
    #expect(tally.entries.map(\.samples) == [2, 1])
  }

  @Test func `a state without a known wait is counted as the kernel's letter says`() {
    var counts = StateCounts()
    for letter in "RRSIDTtZX".utf8 {
      var sample = Sample(instant: 1, worker: 0)
      sample.state = letter
      counts.add(sample)
    }
    counts.add(Sample(instant: 1, worker: 0))
    #expect(counts.named == ["runnable": 2, "sleeping": 2, "disk": 1, "stopped": 2])
  }

  @Test func `a sample stands for half of the time to its neighbours`() {
    // Sixteen quick readings of a start, then slow ones of what it does for the rest of the time.
    var counts = StateCounts()
    for reading in 0..<16 {
      counts.add(sample(0, at: UInt64(reading) * 10_000_000, .peer))
    }
    for reading in 1...10 {
      counts.add(sample(0, at: 150_000_000 + UInt64(reading) * 80_000_000, .disk))
    }
    #expect(counts.named == ["peer": 16, "disk": 10])
    #expect(abs((counts.seconds["peer"] ?? 0) - 0.19) < 1e-9, "\(counts.seconds)")
    #expect(abs((counts.seconds["disk"] ?? 0) - 0.76) < 1e-9, "\(counts.seconds)")
  }

  @Test func `a known wait counts as such, whatever the letter`() {
    var counts = StateCounts()
    for wait in WaitKind.allCases { counts.add(sample(0, at: 1, wait)) }
    #expect(counts.named == .init(uniqueKeysWithValues: WaitKind.allCases.map { ($0.rawValue, 1) }))
  }
}
