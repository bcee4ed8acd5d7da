import Journeys
import Statistics

/// How much of a figure's change between two waves is other ratings, and how much only other touchpoints (or channels).
///
/// Kitagawa (1955): Σ (w₁ − w₀)(v₀ + v₁)/2 is composition, Σ (v₁ − v₀)(w₀ + w₁)/2 is ratings; they sum to the change. What
/// is asked about in one wave only is composition altogether.
package struct WaveMix: Sendable, Equatable {
  /// What the answers are divided by.
  package enum By: String, Sendable, CaseIterable { case touchpoints, channels }
  package var by: By
  /// Quarters compared, `4 · year + quarter − 1`: the first and the last of 30 answers since the last break.
  package var from: Int
  package var to: Int
  /// Last less first, in the metric's unit (NPS in points, shares 0…1); answers without a part are left out of all three.
  package var change: Double
  /// Of it, because other parts were rated than before.
  package var composition: Double
  /// Of it, because the same parts were rated otherwise.
  package var ratings: Double
  /// Composition is more than half of the change: the figure moved, the experience hardly did.
  package var isMostlyComposition: Bool { abs(composition) > abs(ratings) }
}

extension RatingTable {
  /// The parts of a measure's change over its waves, by touchpoint and by channel; empty where there is one part only.
  func mixes(_ refs: [QuestionRef], _ waves: WaveTally, _ metric: QuestionMetric) -> [WaveMix] {
    guard let (first, last) = waves.compared else { return [] }
    return WaveMix.By.allCases.compactMap { by in
      let count = by == .touchpoints ? answers.touchpoints.count : answers.channels.count
      guard let scale = refs.first.map({ question($0).scale }), count > 1 else { return nil }
      var before = [ScoreTally](repeating: ScoreTally(scale), count: count)
      var after = before
      for ref in refs {
        let survey = survey(ref)
        let quarters = quarters[ref.survey]
        forEachAnswer(ref, everyPeriod: true) { row, score, touchpoint, weight in
          let part = by == .touchpoints ? touchpoint : survey.channels[row]
          guard part >= 0 else { return }
          if quarters[row] == first {
            before[Int(part)].add(score, weight: weight)
          } else if quarters[row] == last {
            after[Int(part)].add(score, weight: weight)
          }
        }
      }
      return Self.mix(by, from: Int(first), to: Int(last), before, after, metric)
    }
  }

  private static func mix(
    _ by: WaveMix.By, from: Int, to: Int, _ before: [ScoreTally], _ after: [ScoreTally], _ metric: QuestionMetric
  ) -> WaveMix? {
    let (n0, n1) = (before.reduce(0) { $0 + $1.weight }, after.reduce(0) { $0 + $1.weight })
    let parts = before.indices.filter { before[$0].weight + after[$0].weight > 0 }
    guard n0 > 0, n1 > 0, parts.count > 1 else { return nil }
    var mix = WaveMix(by: by, from: from, to: to, change: 0, composition: 0, ratings: 0)
    for part in parts {
      let (w0, w1) = (before[part].weight / n0, after[part].weight / n1)
      // A part of one wave has no rating in the other: it is given the same, and only its size changes.
      guard let v0 = before[part].figure(metric) ?? after[part].figure(metric),
        let v1 = after[part].figure(metric) ?? before[part].figure(metric)
      else { return nil }
      mix.composition += (w1 - w0) * (v0 + v1) / 2
      mix.ratings += (v1 - v0) * (w0 + w1) / 2
    }
    mix.change = mix.composition + mix.ratings
    return mix
  }
}
