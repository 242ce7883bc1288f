import LinuxSystem
import ProcFS
import ProfileModel
import SystemPackage

/// The tracepoints that wake-ups are followed by, and where their fields lie on this kernel.
struct WakeTracepoints: Sendable {
  private let switched: TracepointFormat
  private let waking: TracepointFormat
  private let forked: TracepointFormat
  private let places: Places

  /// Offsets of the fields that are read.
  private struct Places {
    var type = 0
    var flags = 0
    var runner = 0
    var previousName = 0
    var previousState = 0
    var nextName = 0
    var nextPID = 0
    var wokenName = 0
    var wokenPID = 0
    var childPID = 0
  }

  /// - Returns: nil when a tracepoint lacks a field, as no kernel's is known to.
  init?(switched: TracepointFormat, waking: TracepointFormat, forked: TracepointFormat) {
    self.switched = switched
    self.waking = waking
    self.forked = forked
    var places = Places()
    let wanted: [(WritableKeyPath<Places, Int>, TracepointFormat, String, Int)] = [
      (\.type, switched, "common_type", 2), (\.flags, switched, "common_flags", 1),
      (\.runner, switched, "common_pid", 4), (\.previousName, switched, "prev_comm", 16),
      (\.previousState, switched, "prev_state", MemoryLayout<Int>.size),
      (\.nextName, switched, "next_comm", 16), (\.nextPID, switched, "next_pid", 4),
      (\.wokenName, waking, "comm", 16), (\.wokenPID, waking, "pid", 4),
      (\.childPID, forked, "child_pid", 4),
    ]
    for (place, format, name, size) in wanted {
      guard let field = format.fields[name], field.size == size else { return nil }
      places[keyPath: place] = field.offset
    }
    self.places = places
  }

  /// Reads the formats.
  ///
  /// - Throws: ``SystemError`` of tracefs; `notSupported` for a format that is not understood.
  static func read(_ folder: borrowing TraceFolder) throws(SystemError) -> WakeTracepoints {
    let formats = [
      try format("sched_switch", folder), try format("sched_waking", folder),
      try format("sched_process_fork", folder),
    ]
    guard
      let found = WakeTracepoints(switched: formats[0], waking: formats[1], forked: formats[2])
    else {
      throw SystemError(call: "read", errno: .notSupported, context: "the fields of sched_switch")
    }
    return found
  }

  private static func format(
    _ name: String, _ folder: borrowing TraceFolder
  ) throws(SystemError) -> TracepointFormat {
    let path = "events/sched/\(name)/format"
    guard let format = TracepointFormat(parsing: try folder.contents(of: path)) else {
      throw SystemError(call: "read", errno: .notSupported, context: path)
    }
    return format
  }

  var ids: [UInt64] { [switched.id, waking.id, forked.id] }

  /// What a record says; nil for one that is cut off.
  func note(_ record: TraceBuffer.Record) -> WakeNote? {
    let fields = record.fields
    guard let type = fields.value(at: places.type, as: UInt16.self),
      let flags = fields.value(at: places.flags, as: UInt8.self),
      let runner = fields.value(at: places.runner, as: Int32.self)
    else { return nil }
    var note = WakeNote(
      kind: .switched, instant: record.instant, runner: runner,
      identity: .init(pid: record.pid, tid: record.tid), subject: 0, flags: flags)
    let subject: Int?
    switch UInt64(type) {
    case switched.id:
      subject = places.nextPID
      note.state = fields.value(at: places.previousState, as: UInt.self).map(UInt64.init) ?? 0
      note.name = fields.name(at: places.previousName)
      note.nextName = fields.name(at: places.nextName)
    case waking.id:
      note.kind = .waking
      subject = places.wokenPID
      note.name = fields.name(at: places.wokenName)
    case forked.id:
      note.kind = .forked
      subject = places.childPID
    default: return nil
    }
    guard let subject = subject.flatMap({ fields.value(at: $0, as: Int32.self) }) else {
      return nil
    }
    note.subject = subject
    return note
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func value<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value? {
    guard offset + MemoryLayout<Value>.size <= count else { return nil }
    return loadUnaligned(fromByteOffset: offset, as: type)
  }

  fileprivate func name(at offset: Int) -> TaskName {
    TaskName(
      bytes: (
        value(at: offset, as: UInt64.self) ?? 0, value(at: offset + 8, as: UInt64.self) ?? 0
      ))
  }
}
