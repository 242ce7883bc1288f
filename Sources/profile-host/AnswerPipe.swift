import HostProtocol
import LinuxSystem
import SystemPackage

/// The pipe that all hosts of a trial share; each line is one write, so lines never mix.
enum AnswerPipe {
  static func send(_ answer: HostAnswer) { send(LineCoder.line(answer)) }

  static func send(_ answer: LaunchAnswer) { send(LineCoder.line(answer)) }

  /// Nobody is left to tell when the reader is gone.
  private static func send(_ line: String) {
    try? FileDescriptor(rawValue: HostDescriptor.answers).put(line)
  }
}
