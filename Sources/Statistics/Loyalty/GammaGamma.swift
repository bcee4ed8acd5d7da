import Foundation

/// What purchases cost on average, where customers differ: amounts of a customer are gamma, their scale varies as a gamma
/// distribution from customer to customer (Fader & Hardie 2013, "The Gamma-Gamma model of monetary value").
package struct GammaGamma: Sendable, Equatable {
  /// Shape of a customer's amounts; shape and scale of how their scale varies, the scale in the amounts' unit.
  package let p: Double
  package let q: Double
  package let gamma: Double
  /// Its natural logarithm at the maximum.
  package let logLikelihood: Double

  /// Purchases of customers who are alike, and what each costs on average.
  package struct Row: Sendable, Equatable {
    /// How many, and how much in whatever unit.
    package var purchases: Int
    package var mean: Double
    package var customers: Int

    package init(purchases: Int, mean: Double, customers: Int = 1) {
      self.purchases = purchases
      self.mean = mean
      self.customers = customers
    }
  }

  /// The fit to customers with purchases that cost something; `nil` with fewer than three.
  package init?(_ rows: [Row]) {
    let rows = rows.filter { $0.purchases > 0 && $0.mean > 0 && $0.customers > 0 }
    guard rows.count > 2 else { return nil }
    func misfit(_ logs: [Double]) -> Double {
      guard logs.allSatisfy({ abs($0) < 15 }) else { return .infinity }
      return -Self.logLikelihood(rows, exp(logs[0]), exp(logs[1]), exp(logs[2]))
    }
    let mean = rows.reduce(0.0) { $0 + $1.mean } / Double(rows.count)
    var best = nelderMead(start: [log(5.0), log(4.0), log(mean / 2)], step: 0.5, tolerance: 1e-4, limit: 1_000, misfit)
    best = nelderMead(start: best, step: 0.1, tolerance: 1e-8, limit: 2_000, misfit)
    (p, q, gamma) = (exp(best[0]), exp(best[1]), exp(best[2]))
    logLikelihood = -misfit(best)
  }

  /// What a customer's purchases to come cost on average; `nil` where the model has no mean.
  package func expectedMean(_ row: Row) -> Double? {
    let weight = p * Double(row.purchases) + q - 1
    guard weight > 0 else { return nil }
    return p * (gamma + Double(row.purchases) * row.mean) / weight
  }

  private static func logLikelihood(_ rows: [Row], _ p: Double, _ q: Double, _ gamma: Double) -> Double {
    let logGammaQ = logGamma(q)
    var sum = 0.0
    for row in rows {
      let x = Double(row.purchases)
      let shape = p * x
      let value =
        logGamma(shape + q) - logGamma(shape) - logGammaQ + q * log(gamma) + (shape - 1) * log(row.mean)
        + shape * log(x) - (shape + q) * log(gamma + x * row.mean)
      sum += Double(row.customers) * value
    }
    return sum
  }
}
