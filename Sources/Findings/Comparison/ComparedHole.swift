import Analysis
import Statistics

/// Touches at a touchpoint in both periods, as the sieve counts them.
package struct ComparedHole: Sendable {
  /// One period's.
  package struct Side: Sendable {
    /// Touches old enough to tell, those of them that were the last, and these as a share.
    package var touches: Published<Int>
    package var leaks: Published<Int>
    package var rate: Published<Estimate>

    fileprivate init(_ part: ComparisonCells.Part, _ cells: BehaviourCells) {
      touches = cells[part.whole]
      leaks = cells[part.part]
      rate = cells.share(part.part, of: part.whole)
    }
  }
  /// The touchpoint's code in the catalog.
  package var code: Int
  package var now: Side
  package var before: Side

  /// Every touchpoint that somebody touched.
  static func all(_ own: ComparisonCells, _ cells: BehaviourCells) -> [ComparedHole] {
    zip(own.now.leaks, own.before.leaks).enumerated().compactMap { code, parts in
      let hole = ComparedHole(code: code, now: Side(parts.0, cells), before: Side(parts.1, cells))
      return hole.now.touches.isZero && hole.before.touches.isZero ? nil : hole
    }
  }
}

/// A touchpoint's score in the period that the report is compared with.
package struct EarlierScore: Sendable {
  /// Id of the touchpoint.
  package var touchpoint: String
  package var measure: Measure
  package var score: Score

  init(_ compared: ComparedScore, _ ratings: Hiding) {
    touchpoint = compared.touchpoint
    measure = Measure(compared.measure)
    score = Score(
      compared.before, n: ratings.hides(compared.fewest) ? .hidden : ratings.count(compared.before.n))
  }
}
