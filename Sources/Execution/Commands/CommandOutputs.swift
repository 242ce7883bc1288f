import HostProtocol
import LinuxSystem
import ProfileModel

/// The folder that one run of a command writes its outputs to.
struct CommandOutputs {
  let path: String
  private let copies: Int

  /// Of a failed command, so many lines and bytes are shown.
  private static let shownLines = 5
  private static let shownBytes = 600

  /// Makes the folder.
  init(path: String, copies: Int) throws(TrialFault) {
    self.init(unmade: path, copies: copies)
    try make()
  }

  private init(unmade path: String, copies: Int) {
    self.path = path
    self.copies = copies
  }

  /// A folder in this one, for one more command; it is not made yet.
  func nested(_ name: String) -> CommandOutputs {
    CommandOutputs(unmade: "\(path)/\(name)", copies: 1)
  }

  func make() throws(TrialFault) {
    try TrialFault.catching { () throws(SystemError) in try Files.makeOwnFolder(path) }
  }

  /// What the copies wrote to standard output.
  func standardOutputs() -> [[UInt8]] { contents(.stdout) }

  /// What the copies wrote to a stream.
  func contents(_ stream: OutputFile.Stream) -> [[UInt8]] {
    (0..<copies).map { (try? Files.contents(of: file(stream, $0))) ?? [] }
  }

  /// The last lines of a copy's standard error, or of its standard output when there are none; with a colon before.
  func lastLines(of copy: Int) -> String {
    for stream in [OutputFile.Stream.stderr, .stdout] {
      guard let bytes = try? Files.contents(of: file(stream, copy)), !bytes.isEmpty else {
        continue
      }
      let tail = String(decoding: bytes.suffix(Self.shownBytes), as: UTF8.self)
      let lines = tail.split(separator: "\n", omittingEmptySubsequences: true)
      guard !lines.isEmpty else { continue }
      let shown = lines.suffix(Self.shownLines).joined(separator: "\n  ")
      return "; the last lines of its \(stream.rawValue):\n  \(shown)"
    }
    return "; it wrote nothing"
  }

  /// Removes files without content, and the folder when nothing is left in it.
  ///
  /// - Returns: whether there is any output.
  func tidy() -> Bool {
    for copy in 0..<copies {
      for stream in OutputFile.Stream.allCases { Files.removeIfEmpty(file(stream, copy)) }
    }
    return !Files.removeIfEmpty(path)
  }

  /// Of all files together.
  var sizeBytes: UInt64 {
    (0..<copies).reduce(0) { sum, copy in
      OutputFile.Stream.allCases.reduce(sum) { sum, stream in
        sum + ((try? FileFacts(of: file(stream, copy)))?.sizeBytes ?? 0)
      }
    }
  }

  /// Removes all of it.
  func remove() {
    for copy in 0..<copies {
      for stream in OutputFile.Stream.allCases { Files.remove(file(stream, copy)) }
    }
    Files.removeIfEmpty(path)
  }

  private func file(_ stream: OutputFile.Stream, _ copy: Int) -> String {
    "\(path)/\(OutputFile.name(stream, copy: copy, of: copies))"
  }
}
