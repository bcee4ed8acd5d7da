import Foundation

/// Kaplan–Meier survival over whole periods (days): events and censored cases counted per period.
///
/// A case censored in a period is still at risk in that period. Source: Kaplan & Meier 1958.
package struct KaplanMeier: Sendable, Equatable {
  /// `survival[d]`: share still without the event at the end of period d.
  package let survival: [Double]
  /// Greenwood's sum Σ d ÷ (n (n − d)) up to each period, infinite once nobody is left; S² times it is the variance of S.
  package let greenwood: [Double]
  /// `atRisk[d]`: cases without the event and under observation when period d begins.
  package let atRisk: [Int]
  /// `events[d]`: those of them with the event in it.
  package let events: [Int]
  /// All cases.
  package let n: Int

  /// - Parameters: counts by period, 0-based, of equal length.
  package init(events: [Int], censored: [Int]) {
    var left = events.reduce(0, +) + censored.reduce(0, +)
    n = left
    var (s, sum) = (1.0, 0.0)
    var (survival, greenwood, atRisk): ([Double], [Double], [Int]) = ([], [], [])
    for (d, e) in events.enumerated() {
      if left > 0, e > 0 {
        s *= 1 - Double(e) / Double(left)
        sum += left > e ? Double(e) / (Double(left) * Double(left - e)) : .infinity
      }
      survival.append(s)
      greenwood.append(sum)
      atRisk.append(left)
      left -= e + censored[d]
    }
    (self.survival, self.greenwood, self.atRisk, self.events) = (survival, greenwood, atRisk, events)
  }

  /// Among so many cases, all seen to the end, the share would be as sure: S (1 − S) ÷ V with Greenwood's V.
  ///
  /// Without any event those still at risk, and with nobody left those whom it happened to, are as many.
  package func effectiveN(_ d: Int) -> Double {
    let s = survival[d]
    if s <= 0 { return Double(events[...d].reduce(0, +)) }
    if greenwood[d] <= 0 { return Double(atRisk[d] - events[d]) }
    return (1 - s) / (s * greenwood[d])
  }

  /// The share still without the event at the end of a period, with the Wilson interval of the effective number of cases;
  /// `nil` of nobody.
  package func share(_ d: Int) -> Estimate? {
    wilson(share: survival[d], effectiveN: effectiveN(d), n: n)
  }

  /// The first period by whose end the event has happened to a share of all; `nil` where the cases do not tell.
  package func period(of share: Double) -> Int? { survival.firstIndex { $0 <= 1 - share } }
}
