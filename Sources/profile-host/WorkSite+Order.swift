import Builtin
import HostProtocol
import LinuxSystem
import SystemPackage

extension WorkSite {
  /// What an order gives to its workers; memory is mapped once for all of this host.
  init(_ order: HostOrder) throws(SystemError) {
    self.init(file: order.work.file, seed: order.work.seed, hostWorkers: order.workers.count)
    guard let common = order.common else { return }
    if common.memoryBytes > 0 {
      ownMemory = try SharedMemory(own: common.memoryBytes)
      commonMemory = try SharedMemory(
        mapping: FileDescriptor(rawValue: common.memory), count: common.memoryBytes)
    }
    mailboxes = zip(common.takeEnds, common.postEnds).map { take, post in
      Mailbox(
        takeEnd: FileDescriptor(rawValue: take), postEnd: FileDescriptor(rawValue: post))
    }
  }
}
