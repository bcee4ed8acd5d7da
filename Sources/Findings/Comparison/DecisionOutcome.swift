import Basics
import Journeys
import Statistics

/// What became of the place that a decision is about: its leak rate in both periods, alone and beside comparable places.
package struct DecisionOutcome: Sendable {
  /// Among the report's decisions.
  package var index: Int
  /// The leak rate there; `nil` where it is not compared.
  package var figure: ComparisonFindings.Figure?
  /// The change there beyond that of the other touchpoints of its stage together; undefined with fewer than two of them.
  package var beyond: Published<Estimate>

  /// One for each decision, in their order; made of figures that are told alone.
  static func all(
    _ decisions: [Decision], _ figures: [ComparisonFindings.Figure], _ catalog: Catalog
  ) -> [DecisionOutcome] {
    func code(_ figure: ComparisonFindings.Figure) -> Int? {
      if case .leaks(let code) = figure.subject, figure.difference.shown != nil { code } else { nil }
    }
    return decisions.indices.map { place in
      let own = catalog.touchpoints.firstIndex { $0.id == decisions[place].touchpoint }
      guard let own, let figure = figures.first(where: { code($0) == own }) else {
        return DecisionOutcome(index: place, figure: nil, beyond: .undefined)
      }
      let stage = catalog.touchpoints[own].stage
      let others = figures.filter { other in
        code(other).map { $0 != own && catalog.touchpoints[$0].stage == stage } ?? false
      }
      return DecisionOutcome(index: place, figure: figure, beyond: beyond(figure, others))
    }
  }

  /// Difference of two differences; the others are pooled, as a touchpoint's typical rate is.
  private static func beyond(
    _ figure: ComparisonFindings.Figure, _ others: [ComparisonFindings.Figure]
  ) -> Published<Estimate> {
    guard others.count > 1, let own = figure.difference.shown else { return .undefined }
    func pooled(_ side: KeyPath<ComparisonFindings.Figure, Published<Estimate>>) -> (share: Double, n: Double) {
      let told = others.compactMap { $0[keyPath: side].shown }
      let n = told.reduce(0.0) { $0 + Double($1.n) }
      return (told.reduce(0.0) { $0 + $1.value * Double($1.n) } / max(1, n), n)
    }
    let (now, before) = (pooled(\.now), pooled(\.before))
    guard now.n > 0, before.n > 0 else { return .undefined }
    let error = (own.high - own.low) / (2 * z95)
    let variance = now.share * (1 - now.share) / now.n + before.share * (1 - before.share) / before.n
    let half = z95 * (error * error + variance).squareRoot()
    let value = own.value - (now.share - before.share)
    return figure.difference.map { _ in Estimate(value: value, low: value - half, high: value + half, n: own.n) }
  }
}
