import Text

/// Files that lie beside `report.md`, by relative path; what is not there is not linked.
public struct ReportCompanions: Sendable, Equatable {
  /// A picture that was drawn.
  public struct Picture: Sendable, Equatable {
    public var workload: String
    public var kind: PictureKind
    /// What it shows, plain text.
    public var caption: String
    /// Relative to the report.
    public var path: String

    public init(workload: String, kind: PictureKind, caption: String, path: String) {
      self.workload = workload
      self.kind = kind
      self.caption = caption
      self.path = path
    }

    var block: Block { .picture(caption: caption, path: path) }

    /// The picture of a plot, in a folder beside the report.
    public init(of plot: Plot, folder: String) {
      self.init(
        workload: plot.workload, kind: plot.kind, caption: plot.caption,
        path: "\(folder)/\(plot.imageName)")
    }
  }

  /// The file of ``TrialsCSV``.
  public var trialsCSV: String?
  public var pictures: [Picture]
  /// Why pictures are missing and what brings them, plain text; null when nothing is to be said.
  public var pictureNote: String?

  public init(trialsCSV: String? = nil, pictures: [Picture] = [], pictureNote: String? = nil) {
    self.trialsCSV = trialsCSV
    self.pictures = pictures
    self.pictureNote = pictureNote
  }

  /// The note as a paragraph.
  var noteBlocks: [Block] { pictureNote.map { [.paragraph([.text($0)])] } ?? [] }

  /// A report that stands alone, such as one on standard output.
  public static let none = ReportCompanions()

  /// One sentence on pictures that were refused, each reason once; null when none was.
  public static func note(on refusals: [PlotRefusal]) -> String? {
    var reasons: [(reason: String, subjects: [String])] = []
    for refusal in refusals {
      if let index = reasons.firstIndex(where: { $0.reason == refusal.reason }) {
        reasons[index].subjects.append(refusal.subject)
      } else {
        reasons.append((refusal.reason, [refusal.subject]))
      }
    }
    guard !reasons.isEmpty else { return nil }
    let words = reasons.map { "\(ListText.and($0.subjects)) (\($0.reason))" }
    return "Pictures that were not drawn: \(words.joined(separator: "; "))."
  }
}
