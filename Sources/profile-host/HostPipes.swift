import Glibc
import HostProtocol
import LinuxSystem

/// The order, read whole from the descriptor that the controller gave.
enum OrderFile {
  static func read() -> String? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = pread(HostDescriptor.order, &chunk, chunk.count, off_t(bytes.count))
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    close(HostDescriptor.order)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

/// The pipe whose closing ends this host: the controller released it, or died.
enum ControlPipe {
  static func waitUntilClosed() {
    var byte: UInt8 = 0
    while true {
      let count = read(HostDescriptor.control, &byte, 1)
      if count == 0 || (count < 0 && errno != EINTR) { return }
    }
  }
}

extension ControlPipe {
  /// The next byte; nil when the pipe is closed.
  static func next() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(HostDescriptor.control, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}

/// The launcher's answers, on the same pipe.
enum LaunchPipe {
  static func send(_ answer: LaunchAnswer) {
    var line = answer.encoded()
    line.withUTF8 { bytes in
      while write(HostDescriptor.answers, bytes.baseAddress, bytes.count) < 0 && errno == EINTR {}
    }
  }
}

/// The pipe that all hosts of a trial share; each line is one write, so lines never mix.
enum AnswerPipe {
  static func send(_ answer: HostAnswer) {
    var line = answer.encoded()
    line.withUTF8 { bytes in
      while write(HostDescriptor.answers, bytes.baseAddress, bytes.count) < 0 && errno == EINTR {}
    }
  }
}
