/// `/proc/PID/task/TID/syscall` (`fs/proc/base.c`, `proc_pid_syscall`): where a sleeper entered the kernel.
///
/// Mode 0400 and ptrace rights: readable for one's own processes, and as root.
public enum TaskSyscall: ProcParsable, Equatable {
  /// On a CPU or about to be: there is nothing to see.
  case running
  /// Asleep outside a system call, as in a page fault.
  case outsideCall(stackPointer: UInt64, programCounter: UInt64)
  case inCall(SystemCallFrame)

  /// A place on the thread's stack; nil while it runs.
  public var stackPointer: UInt64? {
    switch self {
    case .running: nil
    case .outsideCall(let stackPointer, _): stackPointer
    case .inCall(let frame): frame.stackPointer
    }
  }

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line() else { return nil }
    if line.skip("running") {
      guard line.isAtEnd else { return nil }
      self = .running
      return
    }
    guard let number = line.int32() else { return nil }
    if number >= 0 {
      guard let frame = SystemCallFrame(number: number, line) else { return nil }
      self = .inCall(frame)
    } else {
      guard number == -1, let stack = line.address(), let counter = line.address() else {
        return nil
      }
      self = .outsideCall(stackPointer: stack, programCounter: counter)
    }
  }
}

/// A system call in progress: its number, which depends on the architecture, and its raw arguments.
public struct SystemCallFrame: Sendable, Equatable {
  public var number: Int32
  var argument0: UInt64
  var argument1: UInt64
  var argument2: UInt64
  var argument3: UInt64
  var argument4: UInt64
  var argument5: UInt64
  public var stackPointer: UInt64
  public var programCounter: UInt64

  init?(number: Int32, _ line: ByteScanner) {
    var line = line
    guard let argument0 = line.address(), let argument1 = line.address(),
      let argument2 = line.address(), let argument3 = line.address(),
      let argument4 = line.address(), let argument5 = line.address(),
      let stackPointer = line.address(), let programCounter = line.address()
    else { return nil }
    self.number = number
    self.argument0 = argument0
    self.argument1 = argument1
    self.argument2 = argument2
    self.argument3 = argument3
    self.argument4 = argument4
    self.argument5 = argument5
    self.stackPointer = stackPointer
    self.programCounter = programCounter
  }
}

extension ByteScanner {
  /// The next field as a hexadecimal number with `0x`; nil when the field is anything else.
  fileprivate mutating func address() -> UInt64? {
    guard var field = field(), field.skip("0x"), let value = field.hexDigits(), field.isAtEnd else {
      return nil
    }
    return value
  }
}
