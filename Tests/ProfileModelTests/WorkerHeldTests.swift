import ProfileModel
import Testing

/// The proof of a pin, worker by worker.
@Suite struct WorkerHeldTests {
  struct Case: Sendable, CustomStringConvertible {
    var asked = [3, 1]
    var obtained = [1, 3]
    var final: [Int]? = [1, 3]
    var observed = [3]
    var held: Bool?

    var description: String { "\(asked) \(obtained) \(final ?? []) \(observed)" }
  }

  @Test(arguments: [
    Case(held: true), Case(observed: [], held: true), Case(final: nil, held: true),
    Case(observed: [1, 2], held: false), Case(obtained: [1], held: false),
    // Widened or moved behind our back, whether samples saw it elsewhere or not.
    Case(final: [0, 1, 2, 3], held: false), Case(final: [0], held: false),
    Case(final: [1], observed: [1], held: false),
    // Neither its last mask nor a sample: it may have been anywhere.
    Case(final: nil, observed: [], held: nil),
    // A command's thread whose first mask was not read.
    Case(obtained: [], held: true), Case(obtained: [], final: nil, observed: [2], held: false),
  ])
  func `a pin held when nothing speaks against it and something for it`(example: Case) {
    var worker = WorkerRecord(
      index: 0, pid: 1, tid: 1, requestedCPUs: example.asked, obtainedCPUs: example.obtained)
    worker.finalCPUs = example.final
    worker.observedCPUs = example.observed
    #expect(worker.held == example.held)
  }
}
