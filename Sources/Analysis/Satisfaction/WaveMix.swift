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
      // The parts of the first wave, and behind them those of the last.
      var grid = TallyGrid(scale, parts: 2 * count, isWeighted: refs.contains { !weights[$0.survey].isEmpty })
      for ref in refs {
        let column = column(ref, everyPeriod: true)
        let channels = survey(ref).channels
        let quarters = quarters[ref.survey]
        @inline(__always)
        func add(_ part: (Int) -> Int32) {
          grid.add(column) { row in
            let wave: Int32 = quarters[row] == first ? 0 : quarters[row] == last ? Int32(count) : -1
            guard wave >= 0 else { return -1 }
            let part = part(row)
            return part < 0 ? -1 : wave + part
          }
        }
        switch by {
        case .touchpoints: add { column.touchpoint($0) }
        case .channels: add { channels[$0] }
        }
      }
      let (before, after) = ((0..<count).map { grid[$0] }, (count..<2 * count).map { grid[$0] })
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
