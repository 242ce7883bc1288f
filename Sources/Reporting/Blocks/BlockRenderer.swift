/// Writes blocks in one form; pure.
package protocol BlockRenderer {
  /// Without a final line break.
  func page(_ blocks: [Block]) -> String
  func line(_ text: [Inline]) -> String
}
