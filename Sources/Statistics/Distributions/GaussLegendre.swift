import Foundation

/// Nodes and weights of a Gauss–Legendre rule on 0…1, with what its interpolant integrates to from 0 up to each node.
struct GaussLegendre: Sendable {
  /// The places, ascending in 0…1.
  let nodes: [Double]
  /// Their weights, which sum to 1.
  let weights: [Double]
  /// `running[i * count + j]`: the weight of value j in the integral from 0 to node i.
  let running: [Double]

  /// The rule with this many nodes, exact for polynomials of degree 2 · count − 1.
  init(_ count: Int) {
    var nodes: [Double] = []
    var weights: [Double] = []
    for i in 1...count {
      // Newton's steps from the usual first guess, in −1…1.
      var x = -cos(.pi * (Double(i) - 0.25) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<12 {
        let (p, before) = Self.legendre(count, x)
        slope = Double(count) * (x * p - before) / (x * x - 1)
        x -= p / slope
      }
      nodes.append((x + 1) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.nodes = nodes
    self.weights = weights
    // Each Lagrange polynomial is integrated up to each node by the rule itself, which is exact for its degree.
    var running = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for m in 0..<count {
        let t = nodes[i] * nodes[m]
        for j in 0..<count {
          var value = 1.0
          for other in 0..<count where other != j { value *= (t - nodes[other]) / (nodes[j] - nodes[other]) }
          running[i * count + j] += nodes[i] * weights[m] * value
        }
      }
    }
    self.running = running
  }

  /// The Legendre polynomial of a degree and the one before it.
  private static func legendre(_ degree: Int, _ x: Double) -> (Double, Double) {
    var before = 1.0
    var value = x
    for k in stride(from: 2, through: max(2, degree), by: 1) where degree > 1 {
      (before, value) = (value, (Double(2 * k - 1) * x * value - Double(k - 1) * before) / Double(k))
    }
    return (value, before)
  }
}
