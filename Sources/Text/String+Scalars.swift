extension String {
  /// With some scalars put otherwise.
  ///
  /// By scalars, not by characters: a quote with a combining mark behind it is another character to Swift, and still a
  /// quote to whoever reads the text.
  package func escaping(_ escape: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let text = escape(scalar) {
        result.append(contentsOf: text.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
