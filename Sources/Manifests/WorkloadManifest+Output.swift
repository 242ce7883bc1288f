import ProfileModel

extension WorkloadManifest {
  func expandOutput(_ values: [String: String]) throws(ManifestError) -> ExpectedOutput? {
    guard let output = expectation.output else { return nil }
    switch output.value {
    case .text(let template):
      return ExpectedOutput(line: output.line, value: try fill(template, values), isNumber: false)
    case .number(let template):
      let formula = try fill(template, values)
      do {
        let number = try IntegerExpression.evaluate(formula)
        return ExpectedOutput(line: output.line, value: String(number), isNumber: true)
      } catch {
        throw usage(
          "expect.number is '\(formula)': \(error.problem)", error.remedy, at: template)
      }
    }
  }
}

extension IntegerExpression.Fault {
  var problem: String {
    switch self {
    case .syntax(let expected, let offset): "\(expected) is missing at character \(offset + 1)"
    case .overflow: "a number exceeds 128 bits"
    case .divisionByZero: "division by zero"
    case .remainder(let value, let divisor): "\(value) is not a multiple of \(divisor)"
    case .tooDeep: "too many parentheses or signs"
    }
  }

  var remedy: String {
    switch self {
    case .syntax, .tooDeep: "a formula has whole numbers, + - * / and parentheses"
    case .overflow: "choose smaller parameters"
    case .divisionByZero, .remainder: "choose parameters that divide without remainder"
    }
  }
}
