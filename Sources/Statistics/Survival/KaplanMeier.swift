import Foundation

/// Kaplan–Meier survival over whole periods (days): events and censored cases counted per period.
///
/// A case censored in a period is still at risk in that period. Source: Kaplan & Meier 1958.
package struct KaplanMeier: Sendable, Equatable {
  /// `survival[d]`: share still without the event at the end of period d.
  package let survival: [Double]
  /// Greenwood's sum Σ d ÷ (n (n − d)) up to each period, infinite once nobody is left; S² times it is the variance of S.
  package let greenwood: [Double]
  /// Cases to which nothing had happened by the end of each period, those last seen in it included; and events up to it.
  package let left: [Int]
  private let happened: [Int]
  /// All cases.
  package let n: Int

  /// - Parameters: counts by period, 0-based, of equal length.
  package init(events: [Int], censored: [Int]) {
    var atRisk = events.reduce(0, +) + censored.reduce(0, +)
    n = atRisk
    var (s, sum, all) = (1.0, 0.0, 0)
    var (survival, greenwood, left, happened): ([Double], [Double], [Int], [Int]) = ([], [], [], [])
    for (d, e) in events.enumerated() {
      if atRisk > 0, e > 0 {
        s *= 1 - Double(e) / Double(atRisk)
        sum += atRisk > e ? Double(e) / (Double(atRisk) * Double(atRisk - e)) : .infinity
      }
      all += e
      survival.append(s)
      greenwood.append(sum)
      left.append(atRisk - e)
      happened.append(all)
      atRisk -= e + censored[d]
    }
    (self.survival, self.greenwood, self.left, self.happened) = (survival, greenwood, left, happened)
  }

  /// Among so many cases, all seen to the end, the share would be as sure: S (1 − S) ÷ V with Greenwood's V.
  ///
  /// Without any event those still at risk, and with nobody left those whom it happened to, are as many.
  package func effectiveN(_ d: Int) -> Double {
    let s = survival[d]
    if s <= 0 { return Double(happened[d]) }
    if greenwood[d] <= 0 { return Double(left[d]) }
    return (1 - s) / (s * greenwood[d])
  }

  /// The share still without the event at the end of a period, with the Wilson interval of the effective number of cases;
  /// `nil` of nobody.
  package func share(_ d: Int) -> Estimate? {
    wilson(share: survival[d], effectiveN: effectiveN(d), n: n)
  }

  /// The same with the interval on the scale of log(−log S), exp(log S · e^±θ), θ = z √Σ ÷ log S (Kalbfleisch &
  /// Prentice 1980); `nil` where S is 0 or 1.
  package func logLogShare(_ d: Int) -> Estimate? {
    let s = survival[d]
    guard s > 0, s < 1 else { return nil }
    let width = z95 * greenwood[d].squareRoot() / log(s)
    return Estimate(value: s, low: exp(log(s) * exp(-width)), high: exp(log(s) * exp(width)), n: n)
  }

  /// The first period by whose end the event has happened to a share of all; `nil` where the cases do not tell.
  package func period(of share: Double) -> Int? { survival.firstIndex { $0 <= 1 - share } }
}
