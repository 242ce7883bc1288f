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
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// Reads a study, `format` and `version` first.
  ///
  /// - Throws: ``StudyFormatError``.
  public init(decoding data: Data) throws(StudyFormatError) {
    let decoder = JSONDecoder()
    do {
      let header = try decoder.decode(StudyHeader.self, from: data)
      guard header.format == Study.format else {
        throw StudyFormatError.notAStudy(format: header.format)
      }
      guard let version = header.version else {
        throw StudyFormatError.malformed(path: "version", problem: "missing")
      }
      guard version <= Study.version else { throw StudyFormatError.newerVersion(version) }
      self = try decoder.decode(Study.self, from: data)
    } catch let error as StudyFormatError {
      throw error
    } catch let error as DecodingError {
      throw StudyFormatError(error)
    } catch {
      throw .notJSON("\(error)")
    }
    try validate()
  }
}

private struct StudyHeader: Decodable {
  var format: String?
  var version: Int?
}

extension StudyFormatError {
  /// Names the place in the file; data that is no JSON at all has none.
  init(_ error: DecodingError) {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self = .notJSON(context.debugDescription)
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
