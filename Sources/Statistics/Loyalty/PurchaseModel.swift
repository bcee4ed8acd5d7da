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
    logLikelihood(p, PurchaseTable(rows))
  }

  func logLikelihood(_ p: [Double], _ table: PurchaseTable) -> Double {
    let rising = risingLogarithms(p[0], upTo: table.largest, log: log)
    return switch self {
    case .paretoNBD: ParetoNBD(p, table).logLikelihood(rising)
    case .mbgNBD, .bgNBD: BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, table).logLikelihood(rising)
    }
  }

  /// How likely each customer of a history is to buy still.
  package func aliveShare(_ p: [Double], _ row: PurchaseHistory) -> Double {
    let table = PurchaseTable([row])
    return switch self {
    case .paretoNBD: ParetoNBD(p, table).aliveShare(0)
    case .mbgNBD, .bgNBD: BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, table).aliveShare(0)
    }
  }

  /// Purchases that one customer of each history makes in the time that follows its observation.
  package func expectedOfEach(_ p: [Double], _ rows: [PurchaseHistory], within time: Double) -> [ExpectedPurchases] {
    expectedOfEach(p, PurchaseTable(rows), within: time)
  }

  private func expectedOfEach(_ p: [Double], _ table: PurchaseTable, within time: Double) -> [ExpectedPurchases] {
    switch self {
    case .paretoNBD: ParetoNBD(p, table).expected(within: time)
    case .mbgNBD, .bgNBD: BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, table).expected(within: time)
    }
  }

  /// The same of all customers together.
  package func expected(_ p: [Double], _ rows: [PurchaseHistory], within time: Double) -> ExpectedPurchases {
    expected(p, PurchaseTable(rows), within: time)
  }

  func expected(_ p: [Double], _ table: PurchaseTable, within time: Double) -> ExpectedPurchases {
    zip(table.rows, expectedOfEach(p, table, within: time))
      .reduce(into: ExpectedPurchases()) { $0.add($1.1, times: $1.0.customers) }
  }

  /// The parameters under which the histories are most likely; `nil` where nobody bought again, or nobody was watched.
  ///
  /// The search begins from the shapes of most published fits.
  package func fit(_ rows: [PurchaseHistory]) -> [Double]? {
    let rows = rows.filter { $0.customers > 0 && $0.observed > 0 }
    let repeats = rows.reduce(0) { $0 + $1.repeats * $1.customers }
    let watched = rows.reduce(0.0) { $0 + $1.observed * Double($1.customers) }
    guard repeats > 0, watched > 0 else { return nil }
    // The rate comes right at once.
    let rate = Double(repeats) / watched
    let last =
      switch self {
      case .paretoNBD: [log(0.6), log(watched / Double(rows.reduce(0) { $0 + $1.customers }) / 2)]
      case .mbgNBD, .bgNBD: [log(0.8), log(2.0)]
      }
    let table = PurchaseTable(rows)
    let logs = [log(0.5), log(0.5 / rate)] + last
    func misfit(_ logs: [Double]) -> Double {
      guard logs.allSatisfy({ abs($0) < 12 }) else { return .infinity }
      let value = logLikelihood(logs.map(exp), table)
      return value.isFinite ? -value : .infinity
    }
    let slopes = slopes(table)
    // In a long flat valley the search may stop short: it begins anew until nothing is gained.
    var best = quasiNewton(start: logs, tolerance: 1e-5, isRough: true, slopes: slopes, misfit)
    for _ in 0..<3 {
      let next = quasiNewton(start: best, tolerance: 1e-6, slopes: slopes, misfit)
      let gain = misfit(best) - misfit(next)
      best = next
      guard gain > 1e-4 else { break }
    }
    return best.map(exp)
  }

  /// The derivatives of −ln L by the logarithms of the parameters; `nil` of a model that has no short formulas for them.
  func slopes(_ table: PurchaseTable) -> (([Double]) -> [Double])? {
    guard self != .paretoNBD else { return nil }
    return { logs in
      let p = logs.map { exp($0) }
      let slopes = BetaGeometricNBD(p, stopsAtOnce: self == .mbgNBD, table).slopes
      return zip(p, slopes).map { -$0 * $1 }
    }
  }

  /// The second derivatives of −ln L by the logarithms of the parameters.
  func curvature(_ table: PurchaseTable, about logs: [Double]) -> SquareMatrix {
    let step = 0.01
    func misfit(_ moves: [(axis: Int, by: Double)]) -> Double {
      var place = logs
      for move in moves { place[move.axis] += move.by * step }
      return -logLikelihood(place.map { exp($0) }, table)
    }
    let middle = misfit([])
    var matrix = SquareMatrix(logs.count)
    for i in logs.indices {
      matrix[i, i] = (misfit([(i, 1)]) - 2 * middle + misfit([(i, -1)])) / (step * step)
      for j in 0..<i {
        let cross =
          misfit([(i, 1), (j, 1)]) - misfit([(i, 1), (j, -1)]) - misfit([(i, -1), (j, 1)]) + misfit([(i, -1), (j, -1)])
        matrix[i, j] = cross / (4 * step * step)
        matrix[j, i] = matrix[i, j]
      }
    }
    return matrix
  }
}
