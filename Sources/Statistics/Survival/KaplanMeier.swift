/// Kaplan–Meier survival over whole periods (days): events and censored cases counted per period.
///
/// A case censored in a period is still at risk in that period. Source: Kaplan & Meier 1958.
package struct KaplanMeier: Sendable, Equatable {
  /// `survival[d]`: share still without the event at the end of period d.
  package let survival: [Double]

  /// - Parameters: counts by period, 0-based, of equal length.
  package init(events: [Int], censored: [Int]) {
    var atRisk = events.reduce(0, +) + censored.reduce(0, +)
    var s = 1.0
    var survival: [Double] = []
    for (d, e) in events.enumerated() {
      if atRisk > 0 { s *= 1 - Double(e) / Double(atRisk) }
      survival.append(s)
      atRisk -= e + censored[d]
    }
    self.survival = survival
  }
}
