import Analysis
import Journeys

/// What follows what, and the commonest ways as a whole.
package struct PathFindings: Sendable {
  /// How often one touchpoint came right after another.
  package struct Edge: Sendable {
    /// Codes in the catalog.
    package var from: Int
    package var to: Int
    package var count: Published<Int>
    package var meanSeconds: Published<Double>
    package var medianSeconds: Published<Double>
  }
  /// One distinct sequence of touchpoints that enough customers went.
  package struct Variant: Sendable {
    /// Codes in the order in which they were touched.
    package var touchpoints: [Int]
    package var count: Published<Int>
  }

  package var edges: [Edge]
  /// Pairs that are not among them, because there are too many.
  package var omittedPairs: Int
  /// Commonest first, at most 100.
  package var variants: [Variant]
  /// Distinct sequences in all.
  package var variantCount: Int
  /// Those that one customer went.
  package var singletonVariants: Published<Int>

  init(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) {
    omittedPairs = analysis.directlyFollows.omittedPairs
    edges = analysis.directlyFollows.edges.enumerated().map { i, edge in
      let count = cells[cells.flow.edges[i]]
      return Edge(
        from: edge.from, to: edge.to, count: count, meanSeconds: Hiding.number(edge.meanSeconds, with: count),
        medianSeconds: Hiding.number(edge.medianSeconds, with: count))
    }
    // A path of few is not listed; one that covers another is, with its range.
    variants = cells.variants.listed.map { Variant(touchpoints: $0.touchpoints, count: cells[$0.cell]) }
      .filter { !$0.count.isHidden || $0.count.range != nil }
      .enumerated().sorted { a, b in
        (a.element.count.shown ?? 0, b.offset) > (b.element.count.shown ?? 0, a.offset)
      }.map(\.element)
    variantCount = analysis.flow.variants.count
    singletonVariants = cells[cells.variants.singletons]
  }
}
