public import FoundationEssentials

/// Why a file is not a study that this version can use.
///
/// Every case is exit code 65 (EX_DATAERR).
public enum StudyFormatError: Error, Equatable, CustomStringConvertible {
  case notJSON(String)
  case notAStudy(format: String?)
  case newerVersion(Int)
  case malformed(path: String, problem: String)

  public var description: String {
    switch self {
    case .notJSON(let problem):
      "it is not complete JSON (\(problem)); was it cut off? The journal or an earlier copy may be whole"
    case .notAStudy(let format):
      "its format is \(format.map { "\"\($0)\"" } ?? "missing"), not \"\(Study.format)\"; give the study.json of a report folder"
    case .newerVersion(let version):
      "it is of version \(version), this program reads up to \(Study.version); use a newer profile"
    case .malformed(let path, let problem):
      "\(path): \(problem); the file was changed or damaged"
    }
  }
}

extension Study {
  /// The study as `study.json` holds it: UTF-8, keys sorted, so that equal studies give equal bytes.
  public func encoded() throws -> Data { try jsonData() }

  /// Reads a study, `format` and `version` first.
  ///
  /// - Throws: ``StudyFormatError``.
  public init(decoding data: Data) throws(StudyFormatError) {
    self = try Self.read(data) { decoder throws in
      try decoder.decode(StudyHeader.self, from: data).check()
      return try decoder.decode(Study.self, from: data)
    }
  }

  /// Reads of a study what a summary of many needs: a tenth of the time.
  ///
  /// - Throws: ``StudyFormatError``.
  public init(condensing data: Data) throws(StudyFormatError) {
    self = try Self.read(data) { try $0.decode(CondensedStudy.self, from: data).study }
  }

  private static func read(
    _ data: Data, _ body: (JSONDecoder) throws -> Study
  ) throws(StudyFormatError) -> Study {
    // The report beside it, in Markdown.
    guard data.first != UInt8(ascii: "#") else { throw .notAStudy(format: nil) }
    let decoder = JSONDecoder()
    let study: Study
    do {
      study = try body(decoder)
    } catch let error as StudyFormatError {
      throw error
    } catch let error as DecodingError {
      let isJSON = (try? decoder.decode(AnyJSON.self, from: data)) != nil
      throw StudyFormatError(error, isJSON: isJSON)
    } catch {
      throw .notJSON("\(error)")
    }
    try StudyNumbers.check(data)
    try study.validate()
    return study
  }
}

struct StudyHeader: Decodable {
  var format: String?
  var version: Int?

  func check() throws(StudyFormatError) {
    guard format == Study.format else { throw .notAStudy(format: format) }
    guard let version else { throw .malformed(path: "version", problem: "missing") }
    guard version <= Study.version else { throw .newerVersion(version) }
    guard version >= 1 else {
      throw .malformed(path: "version", problem: "\(version) is not a version")
    }
  }
}

/// Whatever is JSON.
struct AnyJSON: Decodable {
  init(from decoder: any Decoder) {}
}

extension StudyFormatError {
  /// Names the place in the file; data that is no JSON at all has none.
  ///
  /// A number that its type cannot hold is reported by Foundation as if the data were no JSON, without its place.
  init(_ error: DecodingError, isJSON: Bool) {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty && !isJSON:
      self = .notJSON(context.debugDescription)
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      let details = context.underlyingError.map { " (\($0))" } ?? ""
      self = .malformed(
        path: "the file", problem: "it holds a number that does not fit its place\(details)")
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
      self = .malformed(path: Self.path(context.codingPath), problem: context.debugDescription)
    case .keyNotFound(let key, let context):
      self = .malformed(path: Self.path(context.codingPath + [key]), problem: "missing")
    @unknown default:
      self = .notJSON("\(error)")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    var text = ""
    for key in keys {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return text.isEmpty ? "the file" : text
  }
}
