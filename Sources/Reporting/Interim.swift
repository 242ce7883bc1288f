public import ProfileModel
public struct MarkdownReport { public init(study: Study, findings: Findings) {}; public func rendered() -> String { "stub\n" } }
