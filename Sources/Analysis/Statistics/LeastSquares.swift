/// Nonlinear least squares by Levenberg's and Marquardt's method, for a handful of parameters.
///
/// Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", SIAM Journal on Applied
/// Mathematics 11 (1963): steps between Gauss and Newton's and steepest descent's, scaled by the curvature of each parameter.
struct LeastSquares {
  /// The model's value at x, and its derivative in each parameter.
  typealias Model = (_ parameters: [Double], _ x: Double) -> (value: Double, gradient: [Double])

  struct Solution {
    var parameters: [Double]
    var residuals: [Double]
    /// (JᵀJ)⁻¹ at the solution; times the residual variance it is the parameters' covariance.
    var inverseCurvature: [[Double]]

    var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
  }

  let x: [Double]
  let y: [Double]
  let model: Model

  /// Nil when it does not converge to finite parameters that the data determine.
  func solve(from start: [Double]) -> Solution? {
    var parameters = start
    var error = sumOfSquares(parameters)
    var damping = 1e-3
    for _ in 0..<1000 {
      let (curvature, slope) = normalEquations(parameters)
      guard let step = dampedStep(curvature, slope, damping) else { return nil }
      let trial = zip(parameters, step).map { $0 + $1 }
      let trialError = sumOfSquares(trial)
      if trialError <= error {
        let gain = error - trialError
        parameters = trial
        error = trialError
        damping = max(damping / 10, 1e-12)
        if gain <= 1e-15 * error, isSmall(step, parameters) { break }
      } else {
        damping *= 10
        if damping > 1e12 { break }
      }
    }
    return solution(parameters)
  }

  private func solution(_ parameters: [Double]) -> Solution? {
    let (curvature, _) = normalEquations(parameters)
    guard parameters.allSatisfy(\.isFinite), let inverse = Matrix.inverse(curvature) else {
      return nil
    }
    let residuals = zip(x, y).map { $1 - model(parameters, $0).value }
    guard residuals.allSatisfy(\.isFinite) else { return nil }
    return Solution(parameters: parameters, residuals: residuals, inverseCurvature: inverse)
  }

  private func isSmall(_ step: [Double], _ parameters: [Double]) -> Bool {
    zip(step, parameters).allSatisfy { abs($0) <= 1e-10 * (abs($1) + 1e-10) }
  }

  private func sumOfSquares(_ parameters: [Double]) -> Double {
    var total = 0.0
    for (x, y) in zip(x, y) {
      let residual = y - model(parameters, x).value
      total += residual * residual
    }
    return total.isNaN ? .infinity : total
  }

  /// JᵀJ and Jᵀr.
  private func normalEquations(_ parameters: [Double]) -> ([[Double]], [Double]) {
    let size = parameters.count
    var curvature = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var slope = [Double](repeating: 0, count: size)
    for (x, y) in zip(x, y) {
      let (value, gradient) = model(parameters, x)
      for row in 0..<size {
        slope[row] += gradient[row] * (y - value)
        for column in 0..<size { curvature[row][column] += gradient[row] * gradient[column] }
      }
    }
    return (curvature, slope)
  }

  private func dampedStep(
    _ curvature: [[Double]], _ slope: [Double], _ damping: Double
  ) -> [Double]? {
    var damped = curvature
    for index in slope.indices { damped[index][index] *= 1 + damping }
    guard let inverse = Matrix.inverse(damped) else { return nil }
    return inverse.map { row in zip(row, slope).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

/// What least squares needs of linear algebra.
enum Matrix {
  /// The inverse of a small symmetric matrix with a positive diagonal, by Gauss and Jordan; nil when it is singular.
  ///
  /// Rows and columns are scaled to a unit diagonal first: parameters differ by many orders of magnitude.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let scale = matrix.indices.map { matrix[$0][$0].squareRoot() }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var work = matrix.indices.map { row in
      matrix.indices.map { matrix[row][$0] / (scale[row] * scale[$0]) }
        + matrix.indices.map { $0 == row ? 1.0 : 0 }
    }
    for pivot in matrix.indices {
      let best = (pivot..<matrix.count).max { abs(work[$0][pivot]) < abs(work[$1][pivot]) } ?? pivot
      guard abs(work[best][pivot]) > 1e-13 else { return nil }
      work.swapAt(pivot, best)
      eliminate(&work, pivot)
    }
    return matrix.indices.map { row in
      matrix.indices.map { work[row][matrix.count + $0] / (scale[row] * scale[$0]) }
    }
  }

  private static func eliminate(_ work: inout [[Double]], _ pivot: Int) {
    let head = work[pivot][pivot]
    work[pivot] = work[pivot].map { $0 / head }
    for row in work.indices where row != pivot {
      let factor = work[row][pivot]
      for column in work[row].indices { work[row][column] -= factor * work[pivot][column] }
    }
  }
}
