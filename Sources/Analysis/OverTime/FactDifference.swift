import Basics
import Journeys
import Statistics

/// A level before and after a day on which something happened.
package struct FactDifference: Sendable, Equatable {
  package var subject: Change.Subject
  /// In the whole weeks before and after the day; the week it lies in counts to neither, unless it begins it.
  package var before: Change.Level
  package var after: Change.Level
  package var weeksBefore: Int
  package var weeksAfter: Int
  /// The most customers of one of the weeks.
  package var people: Int
  /// After less before: shares, or so many a day, or for each customer.
  package var difference: Estimate
  /// Corrected for all that is compared on that day (Holm).
  package var adjustedP: Double
}

extension ChangeSearch {
  /// More weeks than these before or after a day are about something else.
  private static let mostWeeks = 26

  /// What was before and after the day of a fact: all journeys, purchases and those who stop, and the touchpoints named.
  func differences(_ fact: DatedFact) -> [FactDifference] {
    let day = Int64(fact.date.daysSince1970)
    let firstDays = weeks.map { tally.grids[0].firstDays[$0] }
    let before = Array(weeks.indices.filter { firstDays[$0] + 7 <= day }.suffix(Self.mostWeeks))
    let after = Array(weeks.indices.filter { firstDays[$0] >= day }.prefix(Self.mostWeeks))
    guard min(before.count, after.count) >= LevelChange.shortest else { return [] }
    var found: [(difference: FactDifference, p: Double)] = []
    for series in series where isAbout(series.subject, fact) {
      func parted(_ values: [Int]) -> (before: [Int], after: [Int]) {
        (before.map { values[$0] }, after.map { values[$0] })
      }
      let (counts, bases) = (parted(series.counts), parted(series.bases))
      let difference =
        series.isShare
        ? LevelDifference(parts: counts, wholes: bases)
        : LevelDifference(
          counts: counts, exposures: (bases.before.map(Double.init), bases.after.map(Double.init)))
      guard let difference else { continue }
      found.append(
        (
          FactDifference(
            subject: series.subject,
            before: Change.Level(count: counts.before.reduce(0, +), base: bases.before.reduce(0, +)),
            after: Change.Level(count: counts.after.reduce(0, +), base: bases.after.reduce(0, +)),
            weeksBefore: before.count, weeksAfter: after.count,
            people: min(counts.before.max() ?? 0, counts.after.max() ?? 0), difference: difference.estimate,
            adjustedP: 1), difference.pValue
        ))
    }
    return zip(found, holm(found.map(\.p))).map { own, p in
      var difference = own.difference
      difference.adjustedP = p
      return difference
    }
  }

  private func isAbout(_ subject: Change.Subject, _ fact: DatedFact) -> Bool {
    switch subject {
    case .journeys, .purchases, .stops: true
    case .touchpoint(let code): fact.touches.contains(catalog.touchpoints[code].id)
    case .purchasesAfter, .channel: false
    }
  }
}
