import Benchmark
import Glibc
import LinuxSystem
import ProcFS

/// What one reading of a thread's file costs: the bare `pread`, and the same with our parser behind it.
private struct Reading: Sendable {
  let file: String
  let read: @Sendable (KeptFile, UnsafeMutableRawBufferPointer) -> Bool

  static let all = [
    of("stat", TaskStat.self), of("schedstat", SchedStat.self), of("status", TaskSwitches.self),
    of("syscall", TaskSyscall.self),
  ]

  private static func of<Value: ProcParsable>(_ file: String, _ type: Value.Type) -> Reading {
    Reading(file: file) { kept, buffer in kept.read(type, into: buffer) != nil }
  }

  var path: String { "/proc/self/task/\(getpid())/\(file)" }
}

/// Another benchmark's failure must not pass as a fast reading.
private func required(_ isRead: Bool, _ path: String) {
  if !isRead { fatalError("\(path) cannot be read") }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal], scalingFactor: .kilo, maxDuration: .seconds(2))
  for reading in Reading.all {
    Benchmark("\(reading.file): pread alone") { benchmark in
      let descriptor = Glibc.open(reading.path, O_RDONLY | O_CLOEXEC)
      defer { close(descriptor) }
      withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { buffer in
        required(pread(descriptor, buffer.baseAddress, buffer.count, 0) > 0, reading.path)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          blackHole(pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        benchmark.stopMeasurement()
      }
    }
    Benchmark("\(reading.file): read and parsed") { benchmark in
      let kept = try KeptFile(reading.path)
      withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { buffer in
        required(reading.read(kept, buffer), reading.path)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(reading.read(kept, buffer)) }
        benchmark.stopMeasurement()
      }
    }
  }
}
