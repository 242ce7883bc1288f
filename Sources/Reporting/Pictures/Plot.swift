import Text

/// A picture as a gnuplot script and its data; drawing it is the caller's.
///
/// Written as ``scriptName`` and ``dataName`` into one folder, `gnuplot SCRIPT` run there makes ``imageName``.
public struct Plot: Sendable, Equatable {
  /// The files' stem: lower-case letters, digits and hyphens.
  public var name: String
  public var kind: PictureKind
  /// The workload that it shows.
  public var workload: String
  /// What it shows, in plain text: a picture's alternative text.
  public var caption: String
  /// UTF-8.
  public var script: String
  /// Tab-separated values, UTF-8.
  public var data: String

  init(
    _ kind: PictureKind, name: String, workload: String, caption: String, script: [String],
    data: String
  ) {
    self.kind = kind
    self.name = name
    self.workload = workload
    self.caption = OutsideText.line(caption)
    self.script = script.joined(separator: "\n") + "\n"
    self.data = data
  }

  public var scriptName: String { "\(name).gp" }
  public var dataName: String { "\(name).tsv" }
  public var imageName: String { "\(name).svg" }
}

/// Why a picture is not drawn.
public struct PlotRefusal: Error, Sendable, Equatable {
  /// What it would have shown, such as `timeline of cpu`.
  public var subject: String
  public var reason: String

  public init(subject: String, reason: String) {
    self.subject = OutsideText.line(subject)
    self.reason = reason
  }
}
