import HostProtocol
import TestSupport
import Testing

@Suite struct HostOrderTests {
  private static func sum(_ limit: String, _ repeats: String) -> HostOrder.Work {
    .init(workload: "cpu", parameters: ["limit": limit, "repeats": repeats], seed: 7)
  }

  static let orders: [HostOrder] = [
    HostOrder(work: sum("1", "1"), totalWorkers: 1, workers: [.init(index: 0, cpus: [])]),
    HostOrder(
      work: sum("4294967295", "\(UInt64.max)"), totalWorkers: 4,
      workers: [.init(index: 2, cpus: [0, 5, 1023]), .init(index: 3, cpus: [7])]),
    HostOrder(
      work: .init(
        workload: "io", parameters: ["access": "random", "sizeBytes": "4096"],
        file: "/var/tmp/profile-io-v1-4096.dat", seed: .max), totalWorkers: 1,
      workers: [.init(index: 0, cpus: [1])]),
    HostOrder(
      work: .init(
        workload: "a b", parameters: ["odd": "/a b\n\t\"=%41,%/ü/日本/\u{1F600}", "empty": ""],
        file: "/a b\n\t\"=%41,%/ü/日本/\u{1F600}", seed: 0), totalWorkers: 3,
      workers: (0..<3).map { .init(index: $0, cpus: [$0]) }),
    HostOrder(
      work: .init(workload: "none", parameters: [:], seed: 1), totalWorkers: 5, workers: []),
    HostOrder(
      work: sum("1", "1"), totalWorkers: 2, workers: [.init(index: 0, cpus: [])],
      forkedProcesses: 2, groups: ["/sys/fs/cgroup/cpu/profile-1-2", "/sys/fs/cgroup/a b"]),
  ]

  @Test(arguments: orders)
  func `an order is read as it was written`(order: HostOrder) throws {
    #expect(try Order(decoding: Order.work(order).encoded()) == .work(order))
  }

  @Test(arguments: orders)
  func `an order cut off anywhere is refused`(order: HostOrder) {
    let text = Order.work(order).encoded()
    // Only the very last newline may be missing.
    for count in 0..<(text.utf8.count - 1) {
      let part = String(decoding: text.utf8.prefix(count), as: UTF8.self)
      #expect(throws: HostProtocolError.self, "\(part)") { try Order(decoding: part) }
    }
  }

  @Test func `another version is named with the remedy`() {
    let text = Order.work(Self.orders[0]).encoded().replacing(
      "profile-host 3", with: "profile-host 4")
    let error = #expect(throws: HostProtocolError.self) { try Order(decoding: text) }
    #expect(error == .otherVersion("4"))
    #expect(
      error?.description
        == "profile-host speaks version 3 of the protocol, profile version 4; install both from one build"
    )
  }

  /// An order with these words for its work and its workers.
  private static func text(_ work: String, workers: String = "") -> String {
    "profile-host 3\n( work( _0( work( \(work) ) totalWorkers=1 workers( \(workers) ) ) ) )\n"
  }

  static let refused: [(text: String, message: String)] = [
    ("", "malformed: no header"),
    ("\n\n\n", "malformed: no header"),
    ("hello\n", "malformed: no header"),
    ("profile-host 3", "malformed: cut off"),
    ("profile-host 3\n", "malformed: a value is missing or wrong: cut off"),
    ("profile-host 3\n( dance( ) )\n", "malformed: ( dance( ) )"),
    ("profile-host 3\n( work( _0( ) ) )\n", "malformed: work is missing or wrong: )"),
    (text("workload=cpu"), "malformed: parameters is missing or wrong: )"),
    (
      text("workload=cpu parameters( limit=1 ) seed=-1"),
      "malformed: seed is missing or wrong: seed=-1"
    ),
    (
      text("workload=cpu parameters( ) seed=1", workers: "( index=0 cpus( =0 =x ) )"),
      "malformed: x is no run of ids"
    ),
    (
      text("workload=cpu parameters( ) seed=1", workers: "( index=0 cpus( =0-99999999 ) )"),
      "malformed: 0-99999999 is no run of ids"
    ),
  ]

  @Test(arguments: refused)
  func `what is no order is refused by its place`(text: String, message: String) {
    let error = #expect(throws: HostProtocolError.self) { try Order(decoding: text) }
    #expect(error?.description == message)
  }
}
