/// Where a function of two numbers is smallest, by Nelder and Mead's simplex (1965) with its usual coefficients.
///
/// - Parameters:
///   - start: where the search begins.
///   - step: how far the other corners of the first triangle lie from it.
package func nelderMead(
  start: (Double, Double), step: Double, tolerance: Double = 1e-10, _ f: (Double, Double) -> Double
) -> (Double, Double) {
  typealias Corner = (x: Double, y: Double, value: Double)
  func corner(_ x: Double, _ y: Double) -> Corner { (x, y, f(x, y)) }
  var a = corner(start.0, start.1)
  var b = corner(start.0 + step, start.1)
  var c = corner(start.0, start.1 + step)
  for _ in 0..<500 {
    // a is best, c is worst; equal values keep their order.
    if b.value < a.value { swap(&a, &b) }
    if c.value < b.value { swap(&b, &c) }
    if b.value < a.value { swap(&a, &b) }
    let size = max(abs(b.x - a.x), abs(b.y - a.y), abs(c.x - a.x), abs(c.y - a.y))
    if size < tolerance { break }
    let (mx, my) = ((a.x + b.x) / 2, (a.y + b.y) / 2)
    func along(_ t: Double) -> Corner { corner(mx + t * (c.x - mx), my + t * (c.y - my)) }
    let reflected = along(-1)
    if reflected.value < a.value {
      let expanded = along(-2)
      c = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < b.value {
      c = reflected
    } else {
      let contracted = reflected.value < c.value ? along(-0.5) : along(0.5)
      if contracted.value < min(c.value, reflected.value) {
        c = contracted
      } else {
        b = corner((a.x + b.x) / 2, (a.y + b.y) / 2)
        c = corner((a.x + c.x) / 2, (a.y + c.y) / 2)
      }
    }
  }
  return b.value < a.value ? (b.x, b.y) : (a.x, a.y)
}
