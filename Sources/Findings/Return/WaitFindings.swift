import Analysis
import Statistics

/// How long customers take to buy again by the lowest rating they had given before, as it may be said.
package struct WaitFindings: Sendable {
  /// What the comparison of the groups says.
  package enum Verdict: String, Sendable {
    /// The lower the lowest rating, the later they come back.
    case lowLater = "low-later"
    /// They differ, and not in the order of the ratings.
    case otherwise
    /// No difference is shown.
    case none
  }

  /// Which of the lowest ratings a group has.
  package enum Level: String, Sendable, CaseIterable { case low, middle, high }

  /// Customers with such a lowest rating.
  package struct Group: Sendable {
    package var level: Level
    package var customers: Published<Int>
    /// The curve of those who bought again, as far as it may be told; from the beginning on.
    package var curve: [ReturnFindings.CurvePoint]
  }

  package var measure: Measure
  /// Those large enough to be compared, low ones first.
  package var groups: [Group]
  package var verdict: Verdict
  /// Of the log-rank test, corrected for the measures tried.
  package var pValue: Published<Double>

  /// - Returns: `nil` where one of the groups may not be spoken of.
  init?(_ wait: WaitByLowest, _ hiding: Hiding) {
    measure = Measure(wait.measure)
    let groups = wait.compared.map { place in
      let curve = wait.curves[place]
      return Group(
        level: Level.allCases[place], customers: hiding.count(curve.n), curve: Self.points(curve, hiding))
    }
    guard groups.allSatisfy({ $0.customers.shown != nil && $0.curve.count > 1 }) else { return nil }
    self.groups = groups
    pValue = hiding.number(wait.adjustedP, of: wait.test.observed.reduce(0, +))
    // Of those who would have come back were there no difference, the share that did.
    let ratios = zip(wait.test.observed, wait.test.expected).map { $1 > 0 ? Double($0) / $1 : 0 }
    let rises = zip(ratios, ratios.dropFirst()).allSatisfy { $0 < $1 }
    verdict = wait.adjustedP >= 0.05 ? .none : rises ? .lowLater : .otherwise
  }

  /// The curve at the ends of the windows, up to the first span of which few bought again, or few were last seen in it.
  private static func points(_ curve: KaplanMeier, _ hiding: Hiding) -> [ReturnFindings.CurvePoint] {
    let none = Estimate(value: 0, low: 0, high: 0, n: curve.n)
    var points = [
      ReturnFindings.CurvePoint(
        days: 0, again: hiding.number(none, of: curve.n), waiting: hiding.count(curve.n))
    ]
    var (begin, before) = (0, curve.n)
    for end in RepeatTally.windows.map({ Int($0) }) where end < curve.events.count {
      let bought = curve.events[begin...end].reduce(0, +)
      let waiting = curve.atRisk[end] - curve.events[end]
      guard ![bought, waiting, before - bought - waiting].contains(where: hiding.hides), waiting > 0 else { break }
      points.append(
        ReturnFindings.CurvePoint(
          days: Int64(end),
          again: hiding.number(curve.estimate(at: end).map(ReturnFindings.CurvePoint.again), of: curve.n),
          waiting: hiding.count(waiting)))
      (begin, before) = (end + 1, waiting)
    }
    return points
  }
}

extension ReturnFindings.CurvePoint {
  /// The share that bought again where another has not, to thousandths: a curve is drawn no finer.
  static func again(_ waiting: Estimate) -> Estimate {
    func rounded(_ share: Double) -> Double { (share * 1_000).rounded() / 1_000 }
    return Estimate(
      value: rounded(1 - waiting.value), low: rounded(1 - waiting.high), high: rounded(1 - waiting.low), n: waiting.n)
  }
}
