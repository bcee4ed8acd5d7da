import Foundation

/// A model of customers who buy at rates of their own and stop unseen; all three let rates vary as a gamma distribution.
///
/// Parameters are four positive numbers: shape and scale of the rates, then what tells when a customer stops.
package enum PurchaseModel: Sendable, Equatable, CaseIterable {
  /// Lifetimes are exponential, their rates gamma: r, α, s, β (Schmittlein, Morrison & Colombo 1987).
  case paretoNBD
  /// A customer may stop at once and after each purchase, with a chance that is beta: r, α, a, b (Batislam, Denizel &
  /// Filiztekin 2007).
  case mbgNBD
  /// The same, but nobody stops before a second purchase (Fader, Hardie & Lee 2005).
  case bgNBD

  /// The logarithm of how likely the histories are.
  package func logLikelihood(_ p: [Double], _ rows: [PurchaseHistory]) -> Double {
    let largest = rows.reduce(0) { max($0, $1.repeats) }
    let rising = risingLogarithms(p[0], upTo: largest, log: log)
    var sum = 0.0
    switch self {
    case .paretoNBD:
      let model = ParetoNBD(p)
      for row in rows { sum += Double(row.customers) * (rising[row.repeats] + model.logLikelihood(row)) }
    case .mbgNBD, .bgNBD:
      let model = BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, upTo: largest)
      for row in rows { sum += Double(row.customers) * (rising[row.repeats] + model.logLikelihood(row)) }
    }
    return sum
  }

  /// How likely each customer of a history is to buy still.
  package func aliveShare(_ p: [Double], _ row: PurchaseHistory) -> Double {
    switch self {
    case .paretoNBD: ParetoNBD(p).aliveShare(row)
    case .mbgNBD, .bgNBD: BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, upTo: row.repeats).aliveShare(row)
    }
  }

  /// Purchases that one customer of a history makes in the time that follows its observation.
  package func expected(_ p: [Double], _ row: PurchaseHistory, within time: Double) -> ExpectedPurchases {
    switch self {
    case .paretoNBD: ParetoNBD(p).expected(row, within: time)
    case .mbgNBD, .bgNBD:
      BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, upTo: row.repeats).expected(row, within: time)
    }
  }

  /// The same of all customers together.
  package func expected(_ p: [Double], _ rows: [PurchaseHistory], within time: Double) -> ExpectedPurchases {
    let largest = rows.reduce(0) { max($0, $1.repeats) }
    var sum = ExpectedPurchases()
    switch self {
    case .paretoNBD:
      let model = ParetoNBD(p)
      for row in rows { sum.add(model.expected(row, within: time), times: row.customers) }
    case .mbgNBD, .bgNBD:
      let model = BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, upTo: largest)
      for row in rows { sum.add(model.expected(row, within: time), times: row.customers) }
    }
    return sum
  }

  /// The parameters under which the histories are most likely; `nil` where nobody bought again, or nobody was watched.
  ///
  /// - Parameter isRough: to a thousandth or so, for histories that are rounded themselves.
  package func fit(_ rows: [PurchaseHistory], isRough: Bool = false) -> [Double]? {
    let rows = rows.filter { $0.customers > 0 && $0.observed > 0 }
    let repeats = rows.reduce(0) { $0 + $1.repeats * $1.customers }
    let watched = rows.reduce(0.0) { $0 + $1.observed * Double($1.customers) }
    guard repeats > 0, watched > 0 else { return nil }
    // The rate comes right at once; the shapes are those of most published fits.
    let rate = Double(repeats) / watched
    let last =
      switch self {
      case .paretoNBD: [log(0.6), log(watched / Double(rows.reduce(0) { $0 + $1.customers }) / 2)]
      case .mbgNBD, .bgNBD: [log(0.8), log(2.0)]
      }
    func misfit(_ logs: [Double]) -> Double {
      guard logs.allSatisfy({ abs($0) < 12 }) else { return .infinity }
      let value = logLikelihood(logs.map(exp), rows)
      return value.isFinite ? -value : .infinity
    }
    let start = [log(0.5), log(0.5 / rate)] + last
    let best = quasiNewton(start: start, tolerance: isRough ? 1e-3 : 1e-7, misfit)
    return best.map(exp)
  }
}
