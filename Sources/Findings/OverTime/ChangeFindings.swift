import Analysis
import Basics
import Journeys
import Statistics

/// A level of behaviour that changed.
package struct ChangeFindings: Sendable {
  /// Whose level it is.
  package enum Subject: Sendable, Equatable {
    /// Journeys that begin, and purchases, a week.
    case journeys, purchases
    /// Journeys that stopped, of those whose end is known.
    case stops
    /// Purchases for each customer of a week at the touchpoint with this code.
    case purchasesAfter(Int)
    /// Customers of a week at a touchpoint, or in a channel, of all who were active.
    case touchpoint(Int)
    case channel(Int)

    init(_ subject: Analysis.Change.Subject) {
      self =
        switch subject {
        case .journeys: .journeys
        case .purchases: .purchases
        case .stops: .stops
        case .purchasesAfter(let code): .purchasesAfter(code)
        case .touchpoint(let code): .touchpoint(code)
        case .channel(let code): .channel(code)
        }
    }

    /// Whether its numbers are shares of customers or journeys; else numbers a week, or for each customer.
    package var isShare: Bool {
      switch self {
      case .stops, .touchpoint, .channel: true
      case .journeys, .purchases, .purchasesAfter: false
      }
    }

    /// Whether its numbers are so many a week.
    package var isDaily: Bool { self == .journeys || self == .purchases }
  }
  /// What it looks like in time.
  package enum Form: String, Sendable {
    /// From a week on; for some weeks; hardly anybody before; hardly anybody after.
    case step, spell, begins, ends

    init(_ form: Analysis.Change.Form) {
      self =
        switch form {
        case .step: .step
        case .spell: .spell
        case .begins: .begins
        case .ends: .ends
        }
    }
  }
  package var subject: Subject
  package var form: Form
  /// First and last day of its weeks; one that lasts has all to the end of the last whole week.
  package var firstDay: CivilDate
  package var lastDay: CivilDate
  package var isRise: Bool
  /// Shares, or numbers a week, in these weeks and in all other whole ones, in steps in which few people do not show.
  package var inside: Published<Estimate>
  package var outside: Published<Estimate>
  /// Corrected for all series.
  package var adjustedP: Double

  init(_ change: Analysis.Change, _ hiding: Hiding) {
    form = Form(change.form)
    firstDay = CivilDate(daysSince1970: Int(change.days.lowerBound))
    lastDay = CivilDate(daysSince1970: Int(change.days.upperBound) - 1)
    isRise = change.isRise
    adjustedP = change.adjustedP
    subject = Subject(change.subject)
    inside = Self.level(change.inside, subject, people: change.people, hiding)
    outside = Self.level(change.outside, subject, people: change.people, hiding)
  }

  /// A level as it may be said.
  ///
  /// - Parameter people: as many as in the busiest week: more are not known to be behind it.
  static func level(
    _ level: Analysis.Change.Level, _ subject: Subject, people: Int, _ hiding: Hiding
  ) -> Published<Estimate> {
    guard level.base > 0 else { return .undefined }
    let people = level.count == 0 ? 0 : people
    guard subject.isShare else {
      return hiding.number(rate(level, perDays: subject.isDaily ? 7 : 1, hiding), of: people)
    }
    return hiding.number(wilson(level.count, of: level.base).map { hiding.coarse($0, n: level.base) }, of: people)
  }

  /// The finest round step of a number for each of so many in which as many people as the threshold do not show.
  static func step(of base: Double, _ hiding: Hiding) -> Double {
    let least = Double(hiding.threshold) / max(1, base)
    return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].first { $0 >= least } ?? least
  }

  /// So often for so many days, with the range of chance (Anscombe 1948), in steps of as many people as the threshold.
  private static func rate(_ level: Analysis.Change.Level, perDays: Double, _ hiding: Hiding) -> Estimate {
    let base = Double(level.base) / perDays
    let root = (Double(level.count) + 0.375).squareRoot()
    let half = z95 / 2
    let low = max(0, (root - half) * abs(root - half) - 0.375)
    let high = (root + half) * (root + half) - 0.375
    let exact = Estimate(
      value: Double(level.count) / base, low: min(low, Double(level.count)) / base,
      high: max(high, Double(level.count)) / base, n: level.base)
    guard hiding.hides else { return exact }
    let step = step(of: base, hiding)
    func whole(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double { (x / step).rounded(rule) * step }
    return Estimate(
      value: whole(exact.value, .toNearestOrEven), low: whole(exact.low, .down), high: whole(exact.high, .up),
      n: level.base)
  }
}

/// A touchpoint's score that changed.
package struct ScoreChangeFindings: Sendable {
  /// Id of the touchpoint.
  package var touchpoint: String
  package var measure: Measure
  package var form: ChangeFindings.Form
  /// First and last day of its months; one that lasts has all to the last month with answers.
  package var firstDay: CivilDate
  package var lastDay: CivilDate
  package var isRise: Bool
  /// In these months, and in all others; hidden where few answers would follow from them and the scores by quarter.
  package var inside: Score
  package var outside: Score
  package var difference: Published<Estimate>
  package var adjustedP: Double

  init(_ change: Analysis.ScoreChange, _ ratings: Hiding) {
    touchpoint = change.touchpoint
    measure = Measure(change.measure)
    form = ChangeFindings.Form(change.form)
    firstDay = CivilDate(daysSince1970: Int(change.days.lowerBound))
    lastDay = CivilDate(daysSince1970: Int(change.days.upperBound) - 1)
    isRise = change.difference.value > 0
    adjustedP = change.adjustedP
    let isHidden = ratings.hides(change.fewest)
    func score(_ score: Analysis.Score) -> Score {
      Score(score, n: isHidden ? .hidden : ratings.count(score.n))
    }
    inside = score(change.inside)
    outside = score(change.outside)
    difference = ratings.number(change.difference, of: change.fewest)
  }
}
