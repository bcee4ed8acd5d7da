import Foundation

/// How many times as often two things are together as if they had nothing to do with each other: n·n₁₁ ÷ (n₁·n₂), with the
/// interval of its logarithm by the delta method of the four counts; `nil` where they never are.
package func lift(_ both: Int, _ a: Int, _ b: Int, of n: Int) -> Estimate? {
  guard both > 0, n > 0 else { return nil }
  let (p, pa, pb, all) = (Double(both) / Double(n), Double(a) / Double(n), Double(b) / Double(n), Double(n))
  let slope = 1 / p - 1 / pa - 1 / pb
  let variance = (p * slope * slope + (pa - p) / (pa * pa) + (pb - p) / (pb * pb) - 1) / all
  let (value, error) = (log(p / (pa * pb)), max(0, variance).squareRoot())
  return Estimate(
    value: exp(value), low: exp(value - z95 * error), high: exp(value + z95 * error), n: n)
}
