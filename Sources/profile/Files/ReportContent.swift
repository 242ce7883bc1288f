import Analysis
import Exports
import FoundationEssentials
import ProfileModel
import Reporting

/// A study's report as bytes, form by form.
struct ReportContent {
  let study: Study
  let findings: Findings
  let template: ReportTemplate
  let samples: SavedSamples
  /// The trial that a trace shows, by its place in `trials`; nil is the representative one.
  var traceTrial: Int?

  init(_ study: Study, template: ReportTemplate, samples: SavedSamples, traceTrial: Int? = nil) {
    self.study = study
    self.template = template
    self.samples = samples
    self.traceTrial = traceTrial
    findings = Findings(of: study, named: StudyFolder.studyName)
  }

  /// Scripts and data of all pictures that the study is good for.
  var book: PictureBook {
    PictureBook(study: study, findings: findings, samples: samples.samples(ofTrial:))
  }

  /// - Parameters:
  ///   - companions: what lies beside the report.
  ///   - pictures: the drawn pictures' bytes by path, for a form that carries them inside.
  /// - Throws: 66 for a trace without samples.
  func data(
    _ form: ReportForm, companions: ReportCompanions, pictures: [String: Data]
  ) throws(ProfileError) -> Data {
    switch form {
    case .md: Data(markdown(companions).utf8)
    case .html: Data(html(companions, pictures).utf8)
    case .json: Data(try JSONText.pretty(findings).utf8)
    case .csv: Data(TrialsCSV.text(of: study).utf8)
    case .hyperfine: try JSONText.encoded("the export") { try HyperfineJSON.data(of: study) }
    case .trace: try trace()
    case .github: try JSONText.encoded("the export") { try GithubJSON.data(of: study, .smaller) }
    case .githubRates:
      try JSONText.encoded("the export") { try GithubJSON.data(of: study, .bigger) }
    case .bmf: try JSONText.encoded("the export") { try BencherJSON.data(of: study) }
    case .openmetrics: Data(OpenMetrics.text(of: study).utf8)
    }
  }

  /// What a form leaves out that was measured, a sentence each.
  func omissions(_ form: ReportForm) -> [String] {
    form == .hyperfine ? HyperfineJSON.omissions(of: study) : []
  }

  private func markdown(_ companions: ReportCompanions) -> String {
    MarkdownReport(study: study, findings: findings, companions: companions)
      .rendered(with: template)
  }

  /// Links to files beside it would not go with a page that is passed on.
  private func html(_ companions: ReportCompanions, _ pictures: [String: Data]) -> String {
    var alone = companions
    alone.trialsCSV = nil
    return HTMLReport(study: study, findings: findings, companions: alone, pictures: pictures)
      .rendered(with: template)
  }

  private func trace() throws(ProfileError) -> Data {
    guard let trial = traceTrial ?? RepresentativeTrial.index(in: study, findings: findings) else {
      throw ProfileError(.missingInput, "trace: no trial was completed, so there is none to show.")
    }
    let rows = samples.samples(ofTrial: trial)
    let data = try JSONText.encoded("the export") {
      try TraceJSON.data(of: study, trial: trial, samples: rows)
    }
    guard let data else {
      throw ProfileError(
        .missingInput,
        "trace: \(StudyFolder.samplesName) has no course of trial \(trial + 1) (\(study.trials[trial].configuration)). It needs a run with --sample-interval, and that file beside the study."
      )
    }
    return data
  }
}
