/// `/proc/PID/task/TID/children` (`fs/proc/array.c`, `children_seq_show`): the children that one thread made.
///
/// The file needs CONFIG_PROC_CHILDREN, and is exact only while no child exits.
public struct TaskChildren: ProcParsable, Equatable {
  public var pids: [Int32]

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    pids = []
    while scanner.next != nil {
      // Each pid is followed by a space: without it the number was cut off.
      guard let pid = scanner.digits(), scanner.skip(.space), let id = Int32(exactly: pid), id > 0
      else { return nil }
      pids.append(id)
    }
  }
}
