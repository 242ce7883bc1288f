import Builtin
import HostProtocol
import LinuxSystem
import SystemPackage

/// What the workers of one trial share: made before its hosts, which inherit it under the numbers that it has here.
struct CommonGround {
  private let memory: FileDescriptor?
  private let memoryBytes: Int
  private let mailboxes: [Mailbox]

  /// - Throws: what could not be made, such as `noMemory` or `tooManyOpenFiles`.
  init(_ need: CommonNeed, workers: Int) throws(SystemError) {
    memoryBytes = need.memoryBytes
    memory = memoryBytes > 0 ? try SharedMemory.makeFile(count: memoryBytes) : nil
    var made: [Mailbox] = []
    if let kind = need.mailboxes {
      do throws(SystemError) {
        for _ in 0..<workers { made.append(try Mailbox(kind)) }
      } catch {
        for mailbox in made { mailbox.close() }
        try? memory?.close()
        throw error
      }
    }
    mailboxes = made
  }

  /// Descriptors that hosts inherit, under the same numbers.
  var descriptors: [FileDescriptor] {
    (memory.map { [$0] } ?? []) + mailboxes.flatMap { [$0.takeEnd, $0.postEnd] }
  }

  /// As an order tells it.
  var order: HostOrder.Common {
    .init(
      memory: memory?.rawValue ?? -1, memoryBytes: memoryBytes,
      takeEnds: mailboxes.map(\.takeEnd.rawValue), postEnds: mailboxes.map(\.postEnd.rawValue))
  }

  func close() {
    for descriptor in descriptors { try? descriptor.close() }
  }
}
