import Text

/// An option with its value, as refusals name it: `--size 1e3`.
func naming(_ option: String, _ value: String) -> String {
  let shown = OutsideText.clipped(value)
  // Blanks alone would be invisible.
  return value.allSatisfy(\.isWhitespace) ? "\(option) \"\(shown)\"" : "\(option) \(shown)"
}
