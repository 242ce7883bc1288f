import FoundationEssentials
import LinuxSystem
package import Reporting
import SystemPackage

/// The plotting program, run for one picture at a time and never for long.
package struct Gnuplot {
  /// Why a picture was not drawn.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
    /// It did not end by itself, or was not let: another picture would take as long.
    package let isHang: Bool
  }

  static let name = "gnuplot"
  /// The Debian package that brings it.
  static let package = "gnuplot-nox"

  private let path: String
  private let seconds: Double
  private let isCancelled: () -> Bool

  /// - Parameters:
  ///   - path: the executable.
  ///   - seconds: what a picture may take; a usual one takes a tenth of a second.
  ///   - isCancelled: asked while it draws; true ends it.
  package init(
    path: String, seconds: Double = 10, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.path = path
    self.seconds = seconds
    self.isCancelled = isCancelled
  }

  /// The one in `PATH`; nil when there is none.
  static func find(isCancelled: @escaping () -> Bool = { false }) -> Gnuplot? {
    (Environment.value("PATH") ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { Files.isExecutable($0) && (try? FileFacts(of: $0))?.isRegular == true }
      .map { Gnuplot(path: $0, isCancelled: isCancelled) }
  }

  /// Draws a plot whose script and data lie in `folder`; the image lies beside them afterwards, whole or not at all.
  package func draw(_ plot: Plot, in folder: String) throws(Failure) {
    let image = "\(folder)/\(plot.imageName)"
    Files.remove(image)
    do throws(Failure) {
      try run(plot.scriptName, in: folder)
      guard Self.isWhole(image) else {
        throw Failure(description: "gnuplot made no picture of \(plot.name)", isHang: false)
      }
    } catch {
      Files.remove(image)
      throw error
    }
  }

  private func run(_ script: String, in folder: String) throws(Failure) {
    let errors = try Self.notes(for: "\(folder)/\(script)")
    let child = try start(script, in: folder, notes: errors.file)
    guard let exit = wait(for: child) else {
      let reason =
        isCancelled()
        ? "it was interrupted" : "gnuplot did not end within \(Int(seconds.rounded(.up))) s"
      throw Failure(description: reason, isHang: true)
    }
    guard exit == .exited(status: 0) else {
      let said = Self.complaint(in: errors.file)
      throw Failure(description: "gnuplot \(exit)\(said.map { ": \($0)" } ?? "")", isHang: false)
    }
  }

  /// A file for what it says, which never gets a name.
  private static func notes(for path: String) throws(Failure) -> NamelessFile {
    do throws(SystemError) {
      return try NamelessFile(for: "\(path).notes")
    } catch {
      throw Failure(description: "\(path): \(error.errno)", isHang: false)
    }
  }

  private func start(
    _ script: String, in folder: String, notes: FileDescriptor
  ) throws(Failure) -> Int32 {
    // Without its start-up files (-d): the same script draws the same picture for everyone.
    var spawn = Spawn(
      path: path, arguments: [Self.name, "-d", script], descriptors: [(1, notes), (2, notes)])
    spawn.directory = folder
    spawn.endsWithParent = true
    do throws(SystemError) {
      return try spawn.start()
    } catch {
      throw Failure(description: "\(path) could not be started: \(error.errno)", isHang: false)
    }
  }

  /// Its end; nil, and it is killed, when that takes too long or nobody waits for it any more.
  private func wait(for child: Int32) -> ChildExit? {
    let deadline = MonotonicClock.now() + UInt64(seconds * 1e9)
    while MonotonicClock.now() < deadline, !isCancelled() {
      if let ended = try? ChildExit.reap(child, blocking: false) { return ended.exit }
      MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
    }
    ProcessControl.kill(child)
    _ = try? ChildExit.reap(child, blocking: true)
    return nil
  }

  /// What it complained of first: gnuplot says where it stopped above that, with marks.
  private static func complaint(in file: FileDescriptor) -> String? {
    guard let bytes = try? file.contents(limit: 4096) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return (lines.first { $0.contains("line ") } ?? lines.first)
      .map { String($0.drop { $0 == " " || $0 == "\t" }) }
  }

  private static func isWhole(_ image: String) -> Bool {
    guard let bytes = try? Files.contents(of: image) else { return false }
    return String(decoding: bytes.suffix(64), as: UTF8.self).contains("</svg>")
  }
}
