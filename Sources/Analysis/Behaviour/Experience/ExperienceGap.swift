import Journeys
import Statistics

/// What a worse experience goes along with: how much fewer bought afterwards than of those with a better one who were alike
/// beforehand, and how many purchases that is.
///
/// The difference is that of Mantel and Haenszel over strata, with Sato's variance (methods 5, link to outcome, and 6).
/// What is lost is the number of those with the worse experience who have others to be compared with, times the difference,
/// for a year where the period is long enough, else for the period. Its upper end holds the chance in what they would have
/// done, and where some time after the experience cannot be looked at, as much in it as in the rest.
///
/// Part of the difference may be that those with the worse experience were others to begin with, in ways no log tells: so
/// what is said runs from 45 % of it to all of it, as of a hole (docs/decisions/0008).
package struct ExperienceGap: Sendable, Equatable {
  package var worse, better: GroupOutcomes.Count
  /// Share of the better who bought less that of the worse, among those alike beforehand; `nil` where nobody can be
  /// compared.
  package var difference: Estimate?
  /// How likely so great a difference is by chance, on either side; `nil` where too few are compared to tell.
  package var pValue: Double?
  /// Purchases lost; `nil` unless the interval of the difference lies above zero.
  package var lost: Price?

  /// Of fewer in either group nothing is said, nor where fewer than so many bought, or did not.
  package static let fewest = 30
  package static let fewestOutcomes = 10

  /// - Parameters:
  ///   - factor: from what was counted to what is said: to a year, or 1.
  ///   - seen: share of the time after the experience in which purchases are looked at.
  package init(_ outcomes: GroupOutcomes, factor: Double, seen: Double = 1) {
    (worse, better) = (outcomes.worse, outcomes.better)
    let found = matchedDifference(outcomes.strata)
    difference = found
    let bought = worse.bought + better.bought
    guard let found, min(worse.all, better.all) >= Self.fewest,
      min(bought, worse.all + better.all - bought) >= Self.fewestOutcomes
    else { return }
    // Ends are cut at -1 and 1, the one nearer to the value never first.
    let error = min(found.high - found.value, found.value - found.low) / z95
    guard error > 0 else { return }
    pValue = normalTwoSided(found.value / error)
    let scale = Double(outcomes.matchedWorse) * factor
    guard found.low > 0, scale > 0 else { return }
    // What they did is known, what they would have done is not: the chance in that is another one.
    let did = Double(worse.bought) / Double(worse.all)
    let would = min(1, did + found.value)
    let chance = max(0, would * (1 - would) - did * (1 - did)) / Double(outcomes.matchedWorse)
    let most = (found.value + z95 * (error * error + chance).squareRoot()) / seen
    let realism = Price.realism
    lost = Price(
      value: realism.headline * found.value * scale, low: realism.low * found.low * scale,
      high: realism.high * most * scale, most: most * scale,
      chain: Estimate(
        value: found.value * scale, low: found.low * scale, high: found.high * scale, n: outcomes.matchedWorse))
  }
}

/// The time in which an experience may lie so that what follows is known, and what makes a year of it.
package struct ExperienceSpan: Sendable, Equatable {
  /// Whether what is lost is said of a year; else of the period, as that of holes.
  package var isPerYear: Bool
  /// From what was counted to a year, or 1.
  package var factor: Double

  /// - Parameter window: after an experience, until what follows is known.
  init(_ log: JourneyLog, window: Int64) {
    let (first, end) = (log.period.lowerBound, min(log.period.upperBound, log.observedUntil))
    let days = end < first ? 0 : Int(log.excluded.clock(from: first, to: end) / Micros.day) + 1
    let last = min(end, log.observedUntil - window)
    let known = last < first ? 0 : Int(log.excluded.clock(from: first, to: last) / Micros.day) + 1
    isPerYear = days >= Holes.fewestDaysForYear
    // A few days are not blown up to a year.
    factor = isPerYear ? 365 / Double(max(known, Self.fewestDays)) : 1
  }

  private static let fewestDays = 60
}
