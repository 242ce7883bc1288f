import ProfileModel

/// A number as a bar of a table, in eighths of a column.
enum Bar {
  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// - Parameter share: of the whole width, from 0 to 1.
  static func text(_ share: Double, width: Int) -> String {
    let eighths = Int(clamping: (min(1, max(0, share)) * Double(width * 8)).rounded())
    let whole = String(repeating: "█", count: eighths / 8)
    return eighths % 8 == 0 ? whole : whole + String(parts[eighths % 8 - 1])
  }
}
