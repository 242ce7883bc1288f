import LinuxSystem
import ProcFS
import SystemPackage

/// Names the files of a `/proc` folder that are kept open.
protocol KeptFileName: CaseIterable, RawRepresentable<Int> {
  var file: String { get }
}

/// Files of one `/proc` folder, opened once; each is nil where it could not be.
struct KeptFiles<Name: KeptFileName> {
  private var files: [KeptFile?]
  private let folder: String
  /// This process may open no more files: what is missing is missing for that alone.
  private(set) var isShort = false

  /// Descriptors that it takes.
  static var count: Int { Name.allCases.count }

  init(_ folder: String) {
    self.folder = folder
    files = Array(repeating: nil, count: Self.count)
    for name in Name.allCases { open(name) }
  }

  subscript(name: Name) -> KeptFile? { files[name.rawValue] }

  /// Opens a file, or opens it anew.
  ///
  /// - Returns: why it could not be opened; nil when it could.
  @discardableResult
  mutating func open(_ name: Name) -> Errno? {
    do throws(SystemError) {
      files[name.rawValue] = try KeptFile("\(folder)/\(name.file)")
      return nil
    } catch {
      files[name.rawValue] = nil
      isShort = isShort || error.errno.isShortage
      return error.errno
    }
  }
}

extension Errno {
  /// This process, or the whole system, may open no more files.
  var isShortage: Bool { self == .tooManyOpenFiles || self == .tooManyOpenFilesInSystem }
}
