import Analysis
import Journeys
import Statistics

/// How much of a share's change between two periods is another mix of its parts, and how much other rates in the same parts.
///
/// Kitagawa (1955): Σ (w₁ − w₀)(r₀ + r₁)/2 is the mix, Σ (r₁ − r₀)(w₀ + w₁)/2 the rates; they sum to the change. Made of
/// counts that may be told alone; parts of few are left out of all three.
package struct MixFindings: Sendable, Equatable {
  /// What the parts are.
  package enum By: Sendable, Equatable {
    /// Leaks of touches, by touchpoint.
    case touchpoints
    /// Journeys that stopped, by channel of the first touch, and by a column of customers, by its place in the catalog.
    case channels, trait(Int)
  }
  package var by: By
  /// Shares now and before, of all parts together.
  package var now, before: Double
  /// Of the change, because of the mix; and because of the rates.
  package var composition, rates: Double
  package var change: Double { now - before }
  /// Whether the mix is more than half of it.
  package var isMostlyMix: Bool { abs(composition) > abs(rates) }

  /// One for each way to divide in which two parts are told in both periods.
  static func all(_ own: ComparisonCells, _ cells: BehaviourCells) -> [MixFindings] {
    let stopped = zip(own.now.stoppedBy, own.before.stoppedBy).enumerated().compactMap { kind, lists in
      MixFindings(kind == 0 ? .channels : .trait(kind - 1), lists.0, lists.1, cells)
    }
    return [MixFindings(.touchpoints, own.now.leaks, own.before.leaks, cells)].compactMap { $0 } + stopped
  }

  private init?(_ by: By, _ now: [ComparisonCells.Part], _ before: [ComparisonCells.Part], _ cells: BehaviourCells) {
    func isTold(_ own: ComparisonCells.Part) -> Bool {
      cells[own.part].shown != nil && (cells[own.whole].shown ?? 0) >= PeriodComparison.fewest
    }
    let told = now.indices.filter { isTold(now[$0]) && isTold(before[$0]) }
    guard told.count > 1 else { return nil }
    func counts(_ parts: [ComparisonCells.Part]) -> [(part: Double, whole: Double)] {
      told.map { (Double(cells[parts[$0].part].shown ?? 0), Double(cells[parts[$0].whole].shown ?? 0)) }
    }
    let (later, earlier) = (counts(now), counts(before))
    let wholes = (later.reduce(0) { $0 + $1.whole }, earlier.reduce(0) { $0 + $1.whole })
    self.by = by
    self.now = later.reduce(0) { $0 + $1.part } / wholes.0
    self.before = earlier.reduce(0) { $0 + $1.part } / wholes.1
    (composition, rates) = (0, 0)
    for (a, b) in zip(later, earlier) {
      let (w1, w0) = (a.whole / wholes.0, b.whole / wholes.1)
      let (r1, r0) = (a.part / a.whole, b.part / b.whole)
      composition += (w1 - w0) * (r0 + r1) / 2
      rates += (r1 - r0) * (w0 + w1) / 2
    }
  }
}
