import Execution
import FoundationEssentials
import LinuxSystem
import ProfileModel
import Reporting

/// A folder for pictures that go into a page; removed with everything in it when the value goes away, after a signal too.
///
/// Then a signal ends the program as before.
final class DrawingFolder {
  let folder: StudyFolder
  private let inbox: SignalInbox

  /// In `TMPDIR`, else `/tmp`.
  init() throws(ProfileError) {
    let prefix = "\(FileManager.default.temporaryDirectory.path)/profile-report-"
    inbox = try SignalInbox.watching()
    let path: String
    do throws(SystemError) {
      path = try Files.makeTemporaryFolder(prefix)
    } catch {
      throw ProfileError(
        .cannotWrite,
        "\(prefix)…: \(error.errno); pictures are drawn there. Set TMPDIR to a folder that you may write to."
      )
    }
    folder = try StudyFolder(output: path, name: "report", force: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder.path)
    inbox.end()
  }

  /// Draws what gnuplot can draw.
  ///
  /// - Throws: after a signal that asked to end.
  func draw(_ book: PictureBook) throws(ProfileError) -> PictureFolder.Outcome {
    let outcome = try PictureFolder.draw(
      book, in: folder, isCancelled: { self.inbox.isInterrupted })
    guard let signal = inbox.interrupt else { return outcome }
    throw ProfileError(
      .signal(signal), "interrupted by \(SignalName.text(signal)): the page is not written.")
  }
}
