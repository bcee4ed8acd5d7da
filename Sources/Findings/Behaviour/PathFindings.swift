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

  /// The commonest sequences of touchpoints.
  package struct Variants: Sendable {
    /// Commonest first, at most 100; those whose count is hidden last, by the ids alone.
    package var commonest: [Variant]
    /// Distinct sequences in all.
    package var variantCount: Int
    /// Those that one customer went.
    package var singletons: Published<Int>

    init(_ counts: VariantCounts, _ catalog: Catalog, _ paths: BehaviourCells.PathCells, _ cells: BehaviourCells) {
      let rank = catalog.idRanks
      // A path of few is not listed; one that covers another is, with its range.
      commonest = paths.listed.map { Variant(touchpoints: $0.touchpoints, count: cells[$0.cell]) }
        .filter { !$0.count.isHidden || $0.count.range != nil }
        .sorted { a, b in
          let (left, right) = (a.count.shown ?? 0, b.count.shown ?? 0)
          guard left == right else { return left > right }
          return a.touchpoints.map { rank[$0] }.lexicographicallyPrecedes(b.touchpoints.map { rank[$0] })
        }
      variantCount = counts.count
      singletons = cells[paths.singletons]
    }
  }

  /// By count, then by the ids' bytes; those whose count is hidden behind all others, by the ids alone.
  package var edges: [Edge]
  /// Pairs that are not among them, because there are too many.
  package var omittedPairs: Int
  /// Whole paths as they were gone.
  package var gone: Variants
  /// Whole paths as pages tell them: a touchpoint that follows itself once, unless the project says otherwise.
  package var told: Variants
  /// Whether some paths are told otherwise than they were gone.
  package var isCollapsed: Bool

  init(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) {
    omittedPairs = analysis.directlyFollows.omittedPairs
    edges = analysis.directlyFollows.edges.enumerated().map { i, edge in
      let count = cells[cells.flow.edges[i]]
      return Edge(
        from: edge.from, to: edge.to, count: count, meanSeconds: Hiding.number(edge.meanSeconds, with: count),
        medianSeconds: Hiding.number(edge.medianSeconds, with: count))
    }
    // Counted order would say where among the others a hidden count lies.
    let rank = catalog.idRanks
    edges.sort { a, b in
      (-(a.count.shown ?? 0), rank[a.from], rank[a.to]) < (-(b.count.shown ?? 0), rank[b.from], rank[b.to])
    }
    gone = Variants(analysis.flow.variants, catalog, cells.variants.gone, cells)
    told = Variants(analysis.collapsed ?? analysis.flow.variants, catalog, cells.variants.told, cells)
    isCollapsed = analysis.collapsed != nil
  }
}
