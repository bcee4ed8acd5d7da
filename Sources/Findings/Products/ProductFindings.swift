import Analysis
import Journeys
import Statistics

/// What is bought, and when, as it may be said.
package struct ProductFindings: Sendable {
  /// Two products that may go together.
  package struct Pair: Sendable {
    /// Codes of products.
    package var a, b: UInt32
    /// First purchase days of both.
    package var together: Published<Int>
    /// How many times as often as if one had nothing to do with the other.
    package var lift: Published<Estimate>
    /// Whether that is shown to be more, or less; `nil` where neither.
    package var isMore: Bool?
  }

  /// Stands for several products on one day, and for all that are not told by name.
  package let several, others: UInt32
  /// By what was bought first: what was bought next, and the day of the week; the hour, and the season.
  package var next, when: GroupFindings
  package var numbers: JourneyNumberFindings
  /// First purchase days by product, where any have several.
  package var days: [(code: UInt32, days: Published<Int>)]
  package var allDays: Published<Int>
  /// The greatest lift first; those never together last.
  package var pairs: [Pair]
  package var hasSeveral: Bool
  /// Whether the period is long enough to tell of seasons.
  package var hasSeasons: Bool

  init(_ own: Products, _ made: BehaviourCells.ProductCells, _ products: [NamedThing], _ cells: BehaviourCells) {
    (several, others) = (own.several, own.others)
    (hasSeveral, hasSeasons) = (own.baskets.hasSeveral, own.hasSeasons)
    func name(_ code: Int) -> NamedThing {
      code < products.count ? products[code] : NamedThing(id: "several", name: LocalizedText("several"))
    }
    next = GroupFindings(own.next, made.next, column: "product", name, cells)
    when = GroupFindings(own.when, made.when, column: "product", name, cells)
    numbers = JourneyNumberFindings(own.numbers, made.numbers, cells)
    let baskets = own.baskets
    allDays = cells[made.allDays]
    days = zip(baskets.products, made.days).map { ($0, cells[$1]) }
    // A lift with its four counts says them all.
    pairs = zip(baskets.pairs, made.pairs).map { pair, cell in
      let isTold = ![cell, made.days[pair.a], made.days[pair.b], made.allDays].contains { cells[$0].isHidden }
      return Pair(
        a: baskets.products[pair.a], b: baskets.products[pair.b], together: cells[cell],
        lift: isTold ? Hiding.number(pair.lift, with: cells[cell]) : .hidden, isMore: isTold ? pair.isMore : nil)
    }.enumerated().sorted { a, b in
      let (x, y) = (a.element.lift.shown?.value ?? 0, b.element.lift.shown?.value ?? 0)
      return x != y ? x > y : a.offset < b.offset
    }.map(\.element)
  }
}
