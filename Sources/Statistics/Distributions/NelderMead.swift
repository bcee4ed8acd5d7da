/// Where a function of two numbers is smallest; see ``nelderMead(start:step:tolerance:limit:_:)``.
package func nelderMead(
  start: (Double, Double), step: Double, tolerance: Double = 1e-10, _ f: (Double, Double) -> Double
) -> (Double, Double) {
  let best = nelderMead(start: [start.0, start.1], step: step, tolerance: tolerance) { f($0[0], $0[1]) }
  return (best[0], best[1])
}

/// Where a function of several numbers is smallest, by Nelder and Mead's simplex (1965) with its usual coefficients.
///
/// - Parameters:
///   - start: where the search begins.
///   - step: how far the other corners of the first simplex lie from it.
///   - tolerance: the search ends when no corner is farther from the best one along any axis.
///   - limit: steps at most.
package func nelderMead(
  start: [Double], step: Double, tolerance: Double = 1e-10, limit: Int = 500, _ f: ([Double]) -> Double
) -> [Double] {
  typealias Corner = (place: [Double], value: Double)
  let axes = start.indices
  func corner(_ place: [Double]) -> Corner { (place, f(place)) }
  var corners = [corner(start)]
  for axis in axes {
    var place = start
    place[axis] += step
    corners.append(corner(place))
  }
  func order() {
    // The first is best, the last is worst; equal values keep their order.
    for i in corners.indices.dropFirst() {
      var j = i
      while j > 0, corners[j].value < corners[j - 1].value {
        corners.swapAt(j, j - 1)
        j -= 1
      }
    }
  }
  let last = start.count
  for _ in 0..<limit {
    order()
    let best = corners[0].place
    var size = 0.0
    for other in corners.dropFirst() { for axis in axes { size = max(size, abs(other.place[axis] - best[axis])) } }
    if size < tolerance { break }
    let middle = axes.map { axis in (0..<last).reduce(0.0) { $0 + corners[$1].place[axis] } / Double(last) }
    let worst = corners[last]
    func along(_ t: Double) -> Corner { corner(axes.map { middle[$0] + t * (worst.place[$0] - middle[$0]) }) }
    let reflected = along(-1)
    if reflected.value < corners[0].value {
      let expanded = along(-2)
      corners[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < corners[last - 1].value {
      corners[last] = reflected
    } else {
      let contracted = reflected.value < worst.value ? along(-0.5) : along(0.5)
      if contracted.value < min(worst.value, reflected.value) {
        corners[last] = contracted
      } else {
        for i in 1...last {
          let place = corners[i].place
          corners[i] = corner(axes.map { (best[$0] + place[$0]) / 2 })
        }
      }
    }
  }
  order()
  return corners[0].place
}
