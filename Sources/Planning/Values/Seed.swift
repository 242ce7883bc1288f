public import Text

/// The seed of a study's order (`--seed`).
public enum Seed {
  /// Reads the seed that was asked for; without one, draws one that every JSON reader keeps exact.
  public static func parse(_ text: String?) throws(Refusal) -> UInt64 {
    guard let text else { return UInt64.random(in: 1..<(1 << 32)) }
    let isWhole = WholeNumber(text) != nil
    if isWhole, let seed = UInt64(text) { return seed }
    throw .usage(
      naming("--seed", text), why: isWhole ? "that is too large" : reasonNotWhole(text),
      remedy: "Give a whole number from 0 to \(UInt64.max)")
  }
}
