import Glibc

/// A thread that blocks, with its id.
final class Sleeper {
  let tid: Int32
  private let thread: pthread_t

  /// Starts the thread and returns when it is about to block; nil when there can be no thread.
  init?(_ body: @escaping @Sendable () -> Void) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    let (input, output) = (ends[0], ends[1])
    defer { close(input) }
    let task = Task {
      // "PID/task/TID": glibc's gettid cannot be seen from Swift.
      var link = [UInt8](repeating: 0, count: 64)
      let length = link.withUnsafeMutableBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          $0.baseAddress.map { name in readlink("/proc/thread-self", name, 64) } ?? 0
        }
      }
      write(output, link, max(0, length))
      close(output)
      body()
    }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(task).toOpaque()
    let failure = pthread_create(&thread, nil, Sleeper.run, argument)
    guard failure == 0 else { return nil }
    var link = [UInt8](repeating: 0, count: 64)
    let count = read(input, &link, link.count)
    let text = String(decoding: link.prefix(max(0, count)), as: UTF8.self)
    guard let id = text.split(separator: "/").last.flatMap({ Int32($0) }) else { return nil }
    tid = id
    self.thread = thread
  }

  /// Waits for the thread's end.
  func join() {
    pthread_join(thread, nil)
  }

  /// Leaves the thread to itself.
  func forget() {
    pthread_detach(thread)
  }

  private final class Task: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    argument in
    if let argument { Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body() }
    return nil
  }
}
