/// How numbers with units of one kind are read, and the words in which they are refused.
package struct UnitGrammar: Sendable {
  /// `size`, `time`.
  let noun: String
  /// `byte`, `nanosecond`: what every value is a whole number of.
  let smallestUnit: String
  /// Units in lower case, in ``smallestUnit``s; "" where a plain number is allowed.
  let factors: [String: UInt64]
  let maximum: UInt64
  /// What to write instead.
  package let example: String

  package init(
    noun: String, smallestUnit: String, factors: [String: UInt64], maximum: UInt64, example: String
  ) {
    self.noun = noun
    self.smallestUnit = smallestUnit
    self.factors = factors
    self.maximum = maximum
    self.example = example
  }

  /// The value in ``smallestUnit``s, from 1 to ``maximum``.
  package func value(of text: String, option: String) throws(Refusal) -> UInt64 {
    do throws(WrittenNumber.Problem) {
      return try exactValue(of: text)
    } catch {
      throw .usage(naming(option, text), why: reason(error), remedy: example)
    }
  }

  private func exactValue(of text: String) throws(WrittenNumber.Problem) -> UInt64 {
    let number = try WrittenNumber(text)
    guard let factor = factors[number.unit.lowercased()] else { throw .unknownUnit(number.unit) }
    let value = try number.multiplied(by: factor, maximum: maximum)
    guard value > 0 else { throw .zero }
    return value
  }

  private func reason(_ problem: WrittenNumber.Problem) -> String {
    switch problem {
    case .empty: "the \(noun) is empty"
    case .notANumber: "this is not a \(noun)"
    case .negative: "a \(noun) cannot be negative"
    case .leadingZero: "a leading zero could be meant as octal"
    case .tooLarge:
      "this is more than the largest \(noun), \(NumberText.count(maximum)) \(smallestUnit)s"
    case .tooPrecise: "this is not a whole number of \(smallestUnit)s"
    case .unknownUnit(""): "the unit is missing"
    case .unknownUnit(let unit): "\"\(OutsideText.clipped(unit))\" is not a unit of \(noun)"
    case .zero: "a \(noun) is at least 1 \(smallestUnit)"
    }
  }
}
