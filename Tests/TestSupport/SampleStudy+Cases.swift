import Analysis
public import ProfileModel

/// The fixed studies by name, so that a test's arguments print as one word.
public enum StudyCase: String, CaseIterable, Sendable {
  /// 3 rounds, one failed trial, nothing claimed.
  case short
  /// 10 rounds with intervals, verdicts and ledgers.
  case long
  case hostile
  case empty
  case allFailed
  case allNull
  case unheld

  public var study: Study {
    switch self {
    case .short: SampleStudy.study
    case .long: SampleStudy.long
    case .hostile: SampleStudy.hostile
    case .empty: SampleStudy.empty
    case .allFailed: SampleStudy.allFailed
    case .allNull: SampleStudy.allNull
    case .unheld: SampleStudy.unheld
    }
  }

  /// What the program concludes from it.
  public var findings: Findings {
    switch self {
    case .short: SampleStudy.findings
    case .long: SampleStudy.longFindings
    default: Findings(of: study, named: "study.json")
    }
  }
}

extension SampleStudy {
  public static let findings = Findings(of: study, named: "study.json")
  public static let longFindings = Findings(of: long, named: "study.json")
}
