import FoundationEssentials
import LinuxSystem
import Reporting

/// The folder of pictures beside a report: each with its script and its data, so that anyone can draw it again.
struct PictureFolder {
  static let name = "pictures"

  /// The pictures that there are, and what is to be said of those that are missing.
  struct Outcome {
    var pictures: [ReportCompanions.Picture] = []
    var note: String?
    /// What the user should be told now, on standard error.
    var warning: String?
  }

  /// Writes scripts and data below the report's folder, and draws what gnuplot can draw.
  ///
  /// - Parameter isCancelled: asked meanwhile; true leaves the rest undrawn.
  static func draw(
    _ book: PictureBook, in folder: StudyFolder, isCancelled: @escaping () -> Bool = { false }
  ) throws(ProfileError) -> Outcome {
    guard !book.plots.isEmpty else { return Outcome(note: PictureNote.text(book)) }
    for plot in book.plots {
      try folder.replace("\(name)/\(plot.scriptName)", with: Data(plot.script.utf8))
      try folder.replace("\(name)/\(plot.dataName)", with: Data(plot.data.utf8))
    }
    return draw(book, at: "\(folder.path)/\(name)", isCancelled)
  }

  private static func draw(
    _ book: PictureBook, at path: String, _ isCancelled: @escaping () -> Bool
  ) -> Outcome {
    guard let gnuplot = Gnuplot.find(isCancelled: isCancelled) else {
      for plot in book.plots { Files.remove("\(path)/\(plot.imageName)") }
      let note = PictureNote.text(book, missing: book.plots, because: .noGnuplot)
      return Outcome(note: note, warning: PictureNote.noGnuplot)
    }
    var outcome = Outcome()
    var missing: [Plot] = []
    var problem: Gnuplot.Failure?
    for plot in book.plots {
      do throws(Gnuplot.Failure) {
        // What hung once would hang again.
        if let problem, problem.isHang { throw problem }
        try gnuplot.draw(plot, in: path)
        adapt("\(path)/\(plot.imageName)")
        outcome.pictures.append(.init(of: plot, folder: name))
      } catch {
        problem = problem ?? error
        missing.append(plot)
        Files.remove("\(path)/\(plot.imageName)")
      }
    }
    let reason = problem?.description
    outcome.note = PictureNote.text(
      book, missing: missing, because: reason.map(PictureNote.Reason.failed))
    outcome.warning = reason.map {
      "\(missing.count) of \(book.plots.count) pictures are not drawn: \($0)"
    }
    return outcome
  }

  /// Gives a picture its palette for dark pages; without it, it is as good on light ones.
  private static func adapt(_ image: String) {
    let url = URL(filePath: image)
    guard let drawn = try? Data(contentsOf: url) else { return }
    let svg = PictureScheme.adapted(String(decoding: drawn, as: UTF8.self))
    try? Data(svg.utf8).write(to: url, options: .atomic)
  }

  /// The pictures that were drawn before, beside a saved study.
  static func existing(_ book: PictureBook, beside folder: String) -> Outcome {
    var outcome = Outcome()
    var missing: [Plot] = []
    for plot in book.plots {
      if Files.isReadable("\(folder)/\(name)/\(plot.imageName)") {
        outcome.pictures.append(.init(of: plot, folder: name))
      } else {
        missing.append(plot)
      }
    }
    let reason: PictureNote.Reason = Gnuplot.find() == nil ? .noGnuplot : .notDrawn
    outcome.note = PictureNote.text(book, missing: missing, because: reason)
    return outcome
  }

  /// The drawn pictures' bytes, by the path under which the report names them.
  static func contents(
    of pictures: [ReportCompanions.Picture], in folder: String
  ) -> [String: Data] {
    var contents: [String: Data] = [:]
    for picture in pictures {
      contents[picture.path] = try? Data(contentsOf: URL(filePath: "\(folder)/\(picture.path)"))
    }
    return contents
  }
}
