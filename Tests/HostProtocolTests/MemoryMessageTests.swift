import HostProtocol
import Testing

@Suite struct MemoryMessageTests {
  private static func order(_ memory: HostOrder.Memory?) -> HostOrder {
    HostOrder(
      work: .init(workload: "memory", parameters: ["repeats": "7"], seed: 1), memory: memory,
      totalWorkers: 2,
      workers: [.init(index: 1, cpus: [3])])
  }

  static let policies: [HostOrder.Memory?] = [
    nil, .init(mode: "local", nodes: []), .init(mode: "bind", nodes: [0, 255]),
    .init(mode: "preferred", nodes: [1]),
  ]

  @Test(arguments: policies)
  func `an order with a memory policy is read as it was written`(memory: HostOrder.Memory?) throws {
    let order = Self.order(memory)
    #expect(try Order(decoding: Order.work(order).encoded()) == .work(order))
  }

  @Test(arguments: policies)
  func `one that is cut off anywhere is refused`(memory: HostOrder.Memory?) {
    let text = Order.work(Self.order(memory)).encoded()
    for count in 0..<(text.utf8.count - 1) {
      let part = String(decoding: text.utf8.prefix(count), as: UTF8.self)
      #expect(throws: HostProtocolError.self, "\(part)") { try Order(decoding: part) }
    }
  }

  @Test func `a worker says where its buffer is and why a policy was refused`() throws {
    var ready = WorkerReady(worker: 1, tid: 2, obtainedCPUs: [3], hostStarted: 4, ready: 5)
    for refusal in [nil, "set_mempolicy bind:0: Operation not permitted"] {
      for buffer in [nil, WorkerReady.Buffer(address: .max, count: 1 << 40)] {
        ready.memoryRefusal = refusal
        ready.memoryDoubt = refusal.map { "get_mempolicy, not \($0)" }
        ready.buffer = buffer
        let line = LineCoder.line(HostAnswer.ready(ready))
        #expect(line.utf8.count < LineCoder.maximumBytes)
        #expect(try LineCoder.decode(HostAnswer.self, from: line.dropLast()) == .ready(ready))
      }
    }
  }
}
