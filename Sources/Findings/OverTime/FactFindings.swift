import Analysis
import Journeys
import Statistics

/// What was before and after a day on which, as the project says, something happened.
package struct FactFindings: Sendable {
  /// A level of behaviour on both sides.
  package struct Level: Sendable {
    package var subject: ChangeFindings.Subject
    /// Shares, or numbers a week, or for each customer.
    package var before: Published<Estimate>
    package var after: Published<Estimate>
    /// After less before, in the same unit, its ends in steps in which few people do not show.
    package var difference: Published<Estimate>
    package var adjustedP: Double
  }
  /// Among the facts of the project.
  package var index: Int
  /// Empty where fewer than three whole weeks are on a side.
  package var levels: [Level]
  /// Scores of the touchpoints it is about, by whole months.
  package var scores: [ScoreChangeFindings]

  init(index: Int, levels: [FactDifference], scores: [Analysis.ScoreChange], behaviour: Hiding, ratings: Hiding) {
    self.index = index
    self.scores = scores.map { ScoreChangeFindings($0, ratings) }
    self.levels = levels.map { own in
      let subject = ChangeFindings.Subject(own.subject)
      let before = ChangeFindings.level(own.before, subject, people: own.people, behaviour)
      let after = ChangeFindings.level(own.after, subject, people: own.people, behaviour)
      let isHidden = before.isHidden || after.isHidden
      // A number a day is told as one a week, as its levels are.
      let weekly = subject.isDaily ? 7.0 : 1
      let difference = own.difference
      let told = Estimate(
        value: (after.shown?.value ?? 0) - (before.shown?.value ?? 0), low: difference.low * weekly,
        high: difference.high * weekly, n: difference.n)
      return Level(
        subject: subject, before: before, after: after,
        difference: isHidden ? .hidden : behaviour.number(Self.coarse(told, own, weekly, behaviour), of: own.people),
        adjustedP: own.adjustedP)
    }
  }

  /// Ends of the difference in the coarser of the steps of its two levels.
  private static func coarse(
    _ told: Estimate, _ own: FactDifference, _ weekly: Double, _ hiding: Hiding
  ) -> Estimate {
    guard hiding.hides else { return told }
    let base = Double(max(1, min(own.before.base, own.after.base))) / weekly
    let step = ChangeFindings.step(of: base, hiding)
    let (low, high) = ((told.low / step).rounded(.down) * step, (told.high / step).rounded(.up) * step)
    return Estimate(value: told.value, low: min(low, told.value), high: max(high, told.value), n: told.n)
  }
}
