/// Where a smooth function of several numbers is smallest, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and
/// Shanno with differences for derivatives and steps that are halved until the function falls (Nocedal & Wright, "Numerical
/// Optimization", 6.1 and 3.1): a tenth of the evaluations that a simplex takes.
///
/// - Parameters:
///   - start: where the search begins; the function has a value there.
///   - tolerance: the search ends when a step changes no number by more than this, or the function no longer falls.
///   - limit: steps at most.
///   - isRough: whether differences are taken to one side only, which takes half the evaluations and misses the place by
///     about their width; a search from where it ends tells the rest.
///   - slopes: the derivatives at a place where the function has a value, where there is a formula: no differences are taken then.
package func quasiNewton(
  start: [Double], tolerance: Double, limit: Int = 200, isRough: Bool = false,
  slopes: (([Double]) -> [Double])? = nil, _ f: ([Double]) -> Double
) -> [Double] {
  let axes = start.indices
  // The steps of differences at which rounding and curvature weigh about the same.
  let width = isRough ? 1e-5 : 1e-4
  // Beside a wall the slope is that of the open side.
  func gradient(_ place: [Double], _ value: Double) -> [Double] {
    if let slopes { return slopes(place) }
    return axes.map { axis in
      var (above, below) = (place, place)
      above[axis] += width
      if isRough, case let high = f(above), high.isFinite { return (high - value) / width }
      below[axis] -= width
      let (high, low) = (f(above), f(below))
      if !high.isFinite { return low.isFinite ? (value - low) / width : 0 }
      return low.isFinite ? (high - low) / (2 * width) : (high - value) / width
    }
  }
  func dot(_ a: [Double], _ b: [Double]) -> Double { axes.reduce(0) { $0 + a[$1] * b[$1] } }
  var place = start
  var value = f(place)
  var slope = gradient(place, value)
  // The inverse of the curvature, as far as it is known; first such that a step is of length a half.
  var inverse: SquareMatrix?
  for _ in 0..<limit {
    var step = inverse.map { $0.times(slope).map { -$0 } } ?? slope
    if inverse == nil || !(dot(step, slope) < 0) {
      let length = dot(slope, slope).squareRoot()
      guard length > 0, length.isFinite else { break }
      (step, inverse) = (slope.map { -$0 * 0.5 / length }, nil)
    }
    // Beyond a few units of a logarithm nothing is known of the function.
    let longest = step.reduce(0) { max($0, abs($1)) }
    if longest > 2 { step = step.map { $0 * 2 / longest } }
    let fall = dot(step, slope)
    var share = 1.0
    var next = axes.map { place[$0] + step[$0] }
    var found = f(next)
    while !(found <= value + 1e-4 * share * fall), share > 1e-8 {
      // Straight down, how far is not known at all.
      share /= inverse == nil ? 4 : 2
      next = axes.map { place[$0] + share * step[$0] }
      found = f(next)
    }
    guard found < value else {
      // Along this way nothing falls any more: the steepest one is tried before the search ends.
      guard inverse != nil else { break }
      inverse = nil
      continue
    }
    let moved = axes.map { next[$0] - place[$0] }
    let after = gradient(next, found)
    let bent = axes.map { after[$0] - slope[$0] }
    (place, value, slope) = (next, found, after)
    let curvature = dot(moved, bent)
    if curvature > 0 {
      var own = inverse ?? scaledIdentity(axes.count, by: curvature / dot(bent, bent))
      let pulled = own.times(bent)
      let factor = (1 + dot(bent, pulled) / curvature) / curvature
      for i in axes {
        for j in axes {
          own[i, j] += factor * moved[i] * moved[j] - (pulled[i] * moved[j] + moved[i] * pulled[j]) / curvature
        }
      }
      inverse = own
    }
    guard moved.allSatisfy({ abs($0) < tolerance }) else { continue }
    guard inverse != nil else { break }
    inverse = nil
  }
  return place
}

private func scaledIdentity(_ size: Int, by factor: Double) -> SquareMatrix {
  var matrix = SquareMatrix(size)
  for i in 0..<size { matrix[i, i] = factor }
  return matrix
}
