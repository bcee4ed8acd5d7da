import Journeys
import Statistics

/// What goes along with a low score, by touchpoint: customers who scored low against those who scored high at the same one.
package struct ScoreExperience: Sendable {
  /// A touchpoint, and the measure by which most were compared there.
  package struct Point: Sendable {
    package var touchpoint: String
    /// `nil` for one that only surveys know.
    package var catalogCode: Int?
    package var measure: Measure
    package var gap: ExperienceGap
  }
  /// Touchpoints of the catalog in the order of their codes, then those that only surveys know.
  package var points: [Point]
  package var span: ExperienceSpan
}

extension RatingTable {
  /// Customers alike beforehand bought so often: never, once, twice, more often.
  private static let purchaseLevels = 4

  /// Low scores (detractors, bottom boxes) against high ones (promoters, top boxes), by whether the customer bought within H
  /// of the rating.
  ///
  /// A customer counts once at a touchpoint and in a measure, with the first rating of the period whose H has passed: which
  /// one it is depends on nothing that came after. Alike are those with as many purchases before who first came in by the
  /// same channel.
  func scoreExperience(_ outcomes: CustomerOutcomes, _ log: JourneyLog) -> ScoreExperience {
    let span = ExperienceSpan(log, window: outcomes.horizon)
    var best = [ScoreExperience.Point?](repeating: nil, count: answers.touchpoints.count)
    for measure in measures {
      for (code, own) in byTouchpoint(measure, outcomes).enumerated() {
        guard let own else { continue }
        let gap = ExperienceGap(own, factor: span.factor)
        let known = best[code].map { $0.gap.worse.all + $0.gap.better.all } ?? 0
        if gap.worse.all + gap.better.all > known {
          best[code] = ScoreExperience.Point(
            touchpoint: answers.touchpoints[code].id,
            catalogCode: code < answers.catalogTouchpoints ? code : nil, measure: measure, gap: gap)
        }
      }
    }
    return ScoreExperience(points: best.compactMap { $0 }, span: span)
  }

  private func byTouchpoint(_ measure: Measure, _ outcomes: CustomerOutcomes) -> [GroupOutcomes?] {
    let top = topBox(measure.metric, measure.scale)
    let bottom = min(top - 1, bottomBox(measure.metric, measure.scale))
    let strata = Self.purchaseLevels * Beforehand.entries
    var counts = [GroupOutcomes?](repeating: nil, count: answers.touchpoints.count)
    // By touchpoint, the customer's first rating there; good while the stamp is the customer's.
    var first = [(stamp: Int, score: Int32, time: Int64)](repeating: (-1, 0, 0), count: counts.count)
    let rated = ReusedList<Int>()
    CustomerScores(questions(of: measure), self).forEachCustomer { customer, own in
      guard customer >= 0, answers.places[customer] != nil else { return }
      rated.clear()
      for answer in own where answer.touchpoint >= 0 && answer.time != .min && outcomes.isMature(answer.time) {
        let code = Int(answer.touchpoint)
        if first[code].stamp != customer {
          rated.append(code)
        } else if answer.time >= first[code].time {
          continue
        }
        first[code] = (customer, answer.score, answer.time)
      }
      for code in rated.buffer {
        let (_, score, time) = first[code]
        guard score <= bottom || score >= top, let again = outcomes.bought(customer, after: time) else { continue }
        let before = min(Self.purchaseLevels - 1, outcomes.purchases(customer, before: time))
        let stratum = before * Beforehand.entries + Beforehand.entry(outcomes.entryChannel(customer))
        counts[code, default: GroupOutcomes(strata: strata)].add(stratum, isWorse: score <= bottom, hasBought: again)
      }
    }
    return counts
  }
}

extension [GroupOutcomes?] {
  fileprivate subscript(code: Int, default none: @autoclosure () -> GroupOutcomes) -> GroupOutcomes {
    get { self[code] ?? none() }
    set { self[code] = newValue }
  }
}
