import Foundation

/// How long it takes until half have had an event, with its 95 % interval; an end is `nil` where it lies beyond observation.
package struct SurvivalMedian: Sendable, Equatable {
  /// Periods from the beginning, and the ends of the interval; `nil`: not reached.
  package var value: Int?
  package var low: Int?
  package var high: Int?
}

extension KaplanMeier {
  /// The share still without the event at the end of a period, with its log-log interval: S^exp(±θ), θ = z √V / ln S with
  /// V Greenwood's sum (Kalbfleisch & Prentice 1980); `nil` after the last period, or without cases.
  package func estimate(at period: Int) -> Estimate? {
    guard n > 0, survival.indices.contains(period) else { return nil }
    return estimate(of: period)
  }

  private func estimate(of period: Int) -> Estimate {
    let s = survival[period]
    guard s > 0, s < 1 else { return Estimate(value: s, low: s, high: s, n: n) }
    let theta = abs(z95 * greenwood[period].squareRoot() / log(s))
    return Estimate(value: s, low: pow(s, exp(theta)), high: pow(s, exp(-theta)), n: n)
  }

  /// The whole curve with its intervals, period by period.
  package var estimates: [Estimate] { survival.indices.map(estimate(of:)) }

  /// The first period by whose end half have had the event, and its interval by inverting the log-log intervals (Brookmeyer
  /// & Crowley 1982).
  ///
  /// Where the curve is just one half between two events, it is the middle of them, as R's survival has it, rounded down.
  package var median: SurvivalMedian {
    let all = estimates
    func reached(_ end: (Estimate) -> Double) -> Int? { all.firstIndex { end($0) <= 0.5 } }
    guard let first = all.firstIndex(where: { $0.value <= 0.5 + 1e-12 }) else {
      return SurvivalMedian(value: nil, low: reached(\.low), high: reached(\.high))
    }
    var value = first
    if abs(all[first].value - 0.5) <= 1e-12, let next = all.firstIndex(where: { $0.value < 0.5 - 1e-12 }) {
      value = (first + next) / 2
    }
    return SurvivalMedian(value: value, low: reached(\.low), high: reached(\.high))
  }

  /// The mean time without the event up to a horizon, the area below the curve, with its standard error (Irwin 1949; the
  /// error by Greenwood: Σ (area after t)² d / (n (n − d))); `nil` where no case is observed up to the horizon.
  ///
  /// - Parameter horizon: periods; an event in period d happens at time d.
  package func restrictedMean(to horizon: Int) -> (value: Double, standardError: Double)? {
    guard n > 0, horizon > 0, isObserved(to: horizon) else { return nil }
    var area = 0.0
    var variance = 0.0
    // Backwards: before time d + 1 the curve stands where period d left it.
    for d in (0..<horizon).reversed() {
      area += d < survival.count ? survival[d] : survival[survival.count - 1]
      guard d < events.count, events[d] > 0, atRisk[d] > events[d] else { continue }
      variance += area * area * Double(events[d]) / (Double(atRisk[d]) * Double(atRisk[d] - events[d]))
    }
    return (area, variance.squareRoot())
  }

  /// Whether the curve is known up to a period: someone is still at risk then, or nobody is left without the event.
  package func isObserved(to period: Int) -> Bool {
    if period < atRisk.count, atRisk[period] > 0 { return true }
    return survival.last == 0
  }

  /// The restricted mean with its 95 % interval, which never leaves 0 and the horizon.
  package func restrictedMeanEstimate(to horizon: Int) -> Estimate? {
    guard let mean = restrictedMean(to: horizon) else { return nil }
    let half = z95 * mean.standardError
    return Estimate(
      value: mean.value, low: max(0, mean.value - half), high: min(Double(horizon), mean.value + half), n: n)
  }

  /// The discrete hazard of a span of periods: of those at risk when it begins, the share that has the event in it,
  /// 1 − S(end) / S(begin); `nil` where nobody is at risk.
  ///
  /// - Parameter span: first and last period.
  package func hazard(in span: ClosedRange<Int>) -> Estimate? {
    guard span.upperBound < survival.count, span.lowerBound >= 0, atRisk[span.lowerBound] > 0 else { return nil }
    let part = KaplanMeier(
      events: Array(events[span]),
      censored: span.map { d in
        let next = d + 1 < atRisk.count && d < span.upperBound ? atRisk[d + 1] : 0
        return atRisk[d] - events[d] - next
      })
    guard let left = part.estimate(at: span.count - 1) else { return nil }
    return Estimate(value: 1 - left.value, low: 1 - left.high, high: 1 - left.low, n: left.n)
  }
}
