/// Text for HTML.
package enum HTMLText {
  /// As element content or inside of a quoted attribute.
  package static func escaped(_ text: some StringProtocol) -> String {
    String(text).escaping {
      switch $0 {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }
}
