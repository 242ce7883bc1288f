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
  ]

  @Test(arguments: orders)
  func `an order is read as it was written`(order: HostOrder) throws {
    #expect(try HostOrder(decoding: order.encoded()) == order)
  }

  @Test(arguments: orders)
  func `an order cut off anywhere is refused`(order: HostOrder) {
    let text = order.encoded()
    // Only the very last newline may be missing.
    for count in 0..<(text.utf8.count - 1) {
      let part = String(decoding: text.utf8.prefix(count), as: UTF8.self)
      #expect(throws: HostProtocolError.self, "\(part)") { try HostOrder(decoding: part) }
    }
  }

  @Test func `another version is named with the remedy`() {
    let text = Self.orders[0].encoded().replacing("version=1", with: "version=2")
    let error = #expect(throws: HostProtocolError.self) { try HostOrder(decoding: text) }
    #expect(error == .otherVersion("2"))
    #expect(
      error?.description
        == "profile-host speaks version 1 of the protocol, profile version 2; install both from one build"
    )
  }

  static let refused: [(text: String, message: String)] = [
    ("", "malformed: no header"),
    ("\n\n\n", "malformed: no header"),
    ("hello\nend\n", "malformed: no header"),
    ("profile-host version=1 workers=1\n", "malformed: cut off"),
    ("profile-host version=1 workers=1\nend\n", "malformed: no work"),
    ("profile-host version=1 workers=1\ndance\nend\n", "malformed: no work"),
    (
      "profile-host version=1\nwork workload=cpu seed=1\nparameters limit=1\nend\n",
      "malformed: profile-host: workers is missing or not a number"
    ),
    (
      "profile-host version=1 workers=1\nwork seed=1\nparameters\nend\n",
      "malformed: work: workload is missing"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=-1\nparameters\nend\n",
      "malformed: work: seed is missing or not a number"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nworker index=0 cpus=1\nend\n",
      "malformed: no work"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nparameters limit=1\nworker index=0\nend\n",
      "malformed: worker: cpus is missing"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nparameters limit=1\nworker index=0 cpus=0,x\nend\n",
      "malformed: worker: cpus holds x"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nparameters limit=1\nworker index=0 cpus=3-1\nend\n",
      "malformed: worker: cpus holds 3-1"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nparameters limit=1\nworker index=0 cpus=0-99999999\nend\n",
      "malformed: worker: cpus holds 0-99999999"
    ),
    (
      "profile-host version=1 workers=1\nwork workload=cpu seed=1\nparameters limit=1\nmaster index=0 cpus=0\nend\n",
      "malformed: master index=0 cpus=0"
    ),
  ]

  @Test(arguments: refused)
  func `what is no order is refused by its place`(text: String, message: String) {
    let error = #expect(throws: HostProtocolError.self) { try HostOrder(decoding: text) }
    #expect(error?.description == message)
  }
}
