import Text

/// What a report says of the pictures that it does not have; plain text.
public enum PictureNote {
  /// Why plots were not drawn.
  public enum Reason: Sendable, Equatable {
    case noGnuplot
    /// The program's own words.
    case failed(String)
    /// The report was written without drawing.
    case notDrawn
  }

  /// For those who have no gnuplot.
  public static let noGnuplot =
    "pictures are not drawn, because gnuplot is not installed; the package gnuplot-nox brings it on Debian and Ubuntu, gnuplot elsewhere"

  /// The paragraph; nil when nothing is missing.
  ///
  /// - Parameters:
  ///   - book: what could be drawn, and what could not.
  ///   - missing: plots of the book that were not drawn.
  ///   - reason: why they were not.
  public static func text(
    _ book: PictureBook, missing: [Plot] = [], because reason: Reason? = nil
  ) -> String? {
    var sentences: [String] = []
    if !missing.isEmpty, let reason { sentences.append(sentence(missing, of: book, reason)) }
    if let refused = ReportCompanions.note(on: book.refusals) { sentences.append(refused) }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private static func sentence(_ missing: [Plot], of book: PictureBook, _ reason: Reason) -> String
  {
    let scripts =
      "Their scripts and data lie in pictures/; profile report FOLDER --output FOLDER --force draws them again."
    switch reason {
    case .noGnuplot:
      return "This report has no pictures: gnuplot is not installed (package gnuplot-nox on Debian "
        + "and Ubuntu, gnuplot elsewhere). \(scripts)"
    case .failed(let words):
      let which =
        missing.count == book.plots.count
        ? "This report has no pictures" : "\(names(missing)) could not be drawn"
      return "\(which): \(words). \(scripts)"
    case .notDrawn:
      return "\(names(missing)) \(missing.count == 1 ? "is" : "are") not drawn. \(scripts)"
    }
  }

  private static func names(_ plots: [Plot]) -> String {
    let names = plots.prefix(6).map(\.name)
    let hidden = plots.count - names.count
    return (plots.count == 1 ? "Picture " : "Pictures ")
      + ListText.and(hidden > 0 ? names + ["\(hidden) more"] : Array(names))
  }
}
