import Analysis
import Journeys
import Statistics

/// Points of experience: what goes along with a low score, or with a complaint, at a touchpoint.
///
/// `opportunities` are those at which something is to be gained; each says the place, who loses what (`gap.worse`), and the
/// range in purchases and in money, on the terms of a hole's price (`PriceRange`). Prices of several do not add up.
package struct ExperienceFindings: Sendable {
  /// What makes an experience the worse one.
  package enum Cause: Sendable, Equatable {
    /// A detractor's or a bottom box by this measure, against a promoter's or a top box: customers.
    case lowScore(Measure)
    /// A complaint soon after a purchase, against none: purchases.
    case complaint
  }

  /// A touchpoint where a worse experience was compared with a better one.
  package struct Point: Sendable {
    package var touchpoint: String
    /// In the catalog; `nil` for a touchpoint that only surveys know.
    package var code: Int?
    package var cause: Cause
    package var gap: GapFindings
  }

  /// Those with the most to gain in purchases first, then by the ids' bytes, scores before complaints.
  package var points: [Point]
  /// Whether what is lost is said of a year; else of the period.
  package var isPerYear: Bool
  /// Within which a customer buys again, microseconds.
  package var horizon: Int64

  /// Points at which something is to be gained, the most first.
  package var opportunities: [Point] { points.filter(\.gap.isOpportunity) }

  /// - Parameters:
  ///   - meanAmount: of a purchase, millionths.
  ///   - ratings: the hiding of answers; that of `cells` is of behaviour.
  init(
    _ analysis: BehaviourResult, _ scores: ScoreExperience?, _ catalog: Catalog, _ cells: BehaviourCells,
    _ meanAmount: Published<Double>, behaviour: Hiding, ratings: Hiding
  ) {
    isPerYear = analysis.complaints.span.isPerYear
    horizon = analysis.rules.repurchase
    points = zip(analysis.complaints.points, cells.complaints).map { point, own in
      Point(
        touchpoint: catalog.touchpoints[point.code].id, code: point.code, cause: .complaint,
        gap: GapFindings(point.gap, own, cells.settled, meanAmount, behaviour))
    }
    let fewest = max(behaviour.threshold, ratings.threshold)
    var family = Suppression(threshold: fewest)
    let rated = (scores?.points ?? []).map { ($0, GapCells($0.gap, &family)) }
    family.settle()
    let hiding = Hiding(threshold: fewest)
    points =
      rated.map { point, own in
        Point(
          touchpoint: point.touchpoint, code: point.catalogCode, cause: .lowScore(Measure(point.measure)),
          gap: GapFindings(point.gap, own, family, meanAmount, hiding))
      } + points
    var gaps = points.map(\.gap)
    GapFindings.correct(&gaps)
    for place in points.indices { points[place].gap = gaps[place] }
    let order = points.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      let (left, right) = (x.gap.purchases.shown?.value ?? -1, y.gap.purchases.shown?.value ?? -1)
      if left != right { return left > right }
      return x.touchpoint == y.touchpoint
        ? a.offset < b.offset : x.touchpoint.utf8.lexicographicallyPrecedes(y.touchpoint.utf8)
    }
    points = order.map(\.element)
  }
}
