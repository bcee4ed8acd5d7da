import Foundation

/// One moment at which events happen: those at risk of one, alike by alike.
package struct RiskSet: Sendable, Equatable {
  /// Cases with the same values.
  package struct Kind: Sendable, Equatable {
    /// Of each variable, at this moment.
    package var values: [Double]
    /// Cases at risk, and those of them with the event.
    package var atRisk, events: Int

    package init(values: [Double], atRisk: Int, events: Int) {
      (self.values, self.atRisk, self.events) = (values, atRisk, events)
    }
  }

  package var kinds: [Kind]

  package init(_ kinds: [Kind]) { self.kinds = kinds }
}

/// A stretch of a case's time in which its variables stay as they are: at risk after `start` up to and with `stop`.
package struct RiskInterval: Sendable, Equatable {
  package var start, stop: Double
  /// Whether the event ends it.
  package var hasEvent: Bool
  package var values: [Double]

  package init(start: Double, stop: Double, hasEvent: Bool, values: [Double]) {
    (self.start, self.stop, self.hasEvent, self.values) = (start, stop, hasEvent, values)
  }
}

/// Proportional hazards (Cox 1972) with variables that may change over time (Andersen & Gill 1982); tied events after Efron
/// (1977).
///
/// With d events at a moment the l-th of them (l = 0 … d − 1) is drawn from all at risk less l/d of those with the event.
/// Several strata are simply more risk sets. Newton's method with halved steps.
package struct CoxFit: Sendable, Equatable {
  /// On the log hazard.
  package let coefficients: [Double]
  /// Of the coefficients: the inverse of the observed information.
  package let covariance: SquareMatrix
  /// Log partial likelihood, and that of no variable.
  package let logLikelihood, nullLogLikelihood: Double
  /// The score test of no variable: U' I⁻¹ U at 0. Of one group against another and without ties it is the log-rank test.
  package let score: Double
  /// How often what is waited for happened, alike cases each counted.
  package let events: Int

  /// Twice what the variables add to the log likelihood.
  package var likelihoodRatio: Double { max(0, 2 * (logLikelihood - nullLogLikelihood)) }
  /// How likely so much is without any effect: by the likelihood ratio and by the score.
  package var pValue: Double { chiSquareAbove(likelihoodRatio, degrees: Double(coefficients.count)) }
  package var scorePValue: Double { chiSquareAbove(score, degrees: Double(coefficients.count)) }

  /// The hazard for one more of a variable as a multiple, with its interval (Wald's on the logarithm); `n` counts events.
  package func hazardRatio(_ variable: Int = 0) -> Estimate {
    let half = z95 * covariance[variable, variable].squareRoot()
    let b = coefficients[variable]
    return Estimate(value: exp(b), low: exp(b - half), high: exp(b + half), n: events)
  }

  /// Of cases in stretches: `nil` as below, or where a stretch is none.
  package init?(_ intervals: [RiskInterval]) {
    guard let first = intervals.first,
      intervals.allSatisfy({ $0.start < $0.stop && $0.values.count == first.values.count })
    else { return nil }
    let times = Set(intervals.filter(\.hasEvent).map(\.stop)).sorted()
    let sets = times.map { time in
      RiskSet(
        intervals.compactMap { interval in
          guard interval.start < time, time <= interval.stop else { return nil }
          return RiskSet.Kind(
            values: interval.values, atRisk: 1, events: interval.hasEvent && interval.stop == time ? 1 : 0)
        })
    }
    self.init(sets, variables: first.values.count)
  }

  /// - Parameters:
  ///   - sets: one for each moment with an event, of all strata.
  ///   - variables: how many each kind has.
  ///
  /// `nil` without events, where a variable follows from the others or never tells, or where no largest likelihood is
  /// reached, as when all of one group have the event before any other.
  package init?(_ sets: [RiskSet], variables: Int) {
    let sets = sets.compactMap(Sums.Moment.init)
    let events = sets.reduce(0) { $0 + $1.events }
    guard events > 0, variables > 0 else { return nil }
    var at = [Double](repeating: 0, count: variables)
    var sums = Sums(sets, at)
    guard var inverse = sums.information.inversePositive() else { return nil }
    nullLogLikelihood = sums.logLikelihood
    score = zip(sums.gradient, inverse.times(sums.gradient)).reduce(0) { $0 + $1.0 * $1.1 }
    var isSettled = false
    search: for _ in 0..<50 {
      var step = inverse.times(sums.gradient)
      var next = Sums(sets, zip(at, step).map { $0 + $1 })
      var halvings = 0
      while !(next.logLikelihood >= sums.logLikelihood - 1e-9 * abs(sums.logLikelihood)) {
        halvings += 1
        guard halvings < 30 else { break search }
        step = step.map { $0 / 2 }
        next = Sums(sets, zip(at, step).map { $0 + $1 })
      }
      at = zip(at, step).map { $0 + $1 }
      sums = next
      // A coefficient that runs away has no largest likelihood.
      guard at.allSatisfy({ abs($0) < 30 }), let found = sums.information.inversePositive() else { return nil }
      inverse = found
      if step.allSatisfy({ abs($0) < 1e-10 }) {
        isSettled = true
        break
      }
    }
    guard isSettled else { return nil }
    coefficients = at
    covariance = inverse
    logLikelihood = sums.logLikelihood
    self.events = events
  }

  /// Log partial likelihood at some coefficients, its slopes, and less its second slopes.
  private struct Sums {
    /// A risk set with an event.
    struct Moment {
      let kinds: [RiskSet.Kind]
      let events: Int

      init?(_ set: RiskSet) {
        kinds = set.kinds.filter { $0.atRisk > 0 }
        events = kinds.reduce(0) { $0 + $1.events }
        if events == 0 { return nil }
      }
    }

    var logLikelihood = 0.0
    var gradient: [Double]
    var information: SquareMatrix

    init(_ sets: [Moment], _ at: [Double]) {
      let p = at.count
      gradient = [Double](repeating: 0, count: p)
      information = SquareMatrix(p)
      /// Weights, weighted values and their products: of all at risk, and of those with the event.
      var (all, own) = (Moments(p), Moments(p))
      for set in sets {
        all.clear()
        own.clear()
        for kind in set.kinds {
          let eta = zip(kind.values, at).reduce(0) { $0 + $1.0 * $1.1 }
          let weight = exp(eta)
          all.add(kind.values, Double(kind.atRisk) * weight)
          guard kind.events > 0 else { continue }
          own.add(kind.values, Double(kind.events) * weight)
          logLikelihood += Double(kind.events) * eta
          for i in 0..<p { gradient[i] += Double(kind.events) * kind.values[i] }
        }
        for l in 0..<set.events {
          let f = Double(l) / Double(set.events)
          let weight = all.weight - f * own.weight
          logLikelihood -= log(weight)
          for i in 0..<p {
            let mean = (all.sum[i] - f * own.sum[i]) / weight
            gradient[i] -= mean
            for j in 0...i {
              let other = (all.sum[j] - f * own.sum[j]) / weight
              let value = (all.products[i, j] - f * own.products[i, j]) / weight - mean * other
              information[i, j] += value
              if i != j { information[j, i] += value }
            }
          }
        }
      }
    }
  }

  private struct Moments {
    var weight = 0.0
    var sum: [Double]
    var products: SquareMatrix

    init(_ p: Int) {
      sum = [Double](repeating: 0, count: p)
      products = SquareMatrix(p)
    }

    mutating func clear() {
      weight = 0
      for i in sum.indices { sum[i] = 0 }
      for i in products.values.indices { products.values[i] = 0 }
    }

    mutating func add(_ x: [Double], _ w: Double) {
      weight += w
      for i in x.indices {
        sum[i] += w * x[i]
        for j in x.indices { products[i, j] += w * x[i] * x[j] }
      }
    }
  }
}
