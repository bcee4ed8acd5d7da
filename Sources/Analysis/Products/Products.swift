import Journeys
import Statistics

/// What is bought and when: what follows what, on which day, at which hour and in which season, what goes together, and whether
/// second purchases are of other products than first ones.
package struct Products: Sendable {
  /// Customers by what they bought first, as ``GroupComparison`` has groups: what they bought next, and the day of the week; the
  /// hour, and the season.
  package var next, when: GroupComparison
  /// What is bought first, second and later; places are codes of products, ``others`` stands for all others.
  package var numbers: JourneyNumbers
  package var baskets: Baskets
  /// The code of several products on one day, and that of others.
  package var several, others: UInt32
  /// Whether the period is of two years and more, so that a season is more than once in it.
  package var hasSeasons: Bool

  /// Products told one by one where first and further purchases stand side by side.
  static let mostOfNumbers = 8

  /// `nil` where nothing is known of any product.
  init?(_ tally: ProductTally, days: Int64, fewest: Int) {
    guard !tally.products.isEmpty, tally.byNumber.count > 0 else { return nil }
    several = tally.several
    others = tally.several + 1
    hasSeasons = days >= 730
    let rows = GroupComparison.Row.all(tally.next)
    let next = GroupComparison(
      trait: -1, first: rows, second: GroupComparison.Row.all(tally.weekday), named: nil, fewest: fewest)
    let when = GroupComparison(
      trait: -1, first: GroupComparison.Row.all(tally.hour), second: GroupComparison.Row.all(tally.season),
      named: next.groups.compactMap(\.value), fewest: fewest)
    let both = GroupComparison.corrected([next, when])
    (self.next, self.when) = (both[0], both[1])
    var sums: [UInt32: Int] = [:]
    for entry in tally.byNumber.sorted { sums[entry.b, default: 0] += entry.count }
    let told = sums.keys.sorted { (-(sums[$0] ?? 0), $0) < (-(sums[$1] ?? 0), $1) }.prefix(Self.mostOfNumbers)
    var places = [UInt32](repeating: others, count: Int(several) + 1)
    for code in told { places[Int(code)] = code }
    let pairs = tally.next.mapped({ $0 == GroupWaitTally.none ? Catalog.noChannel : $0 }) {
      $0 == ChannelTally.notBought ? Catalog.noChannel : $0
    }
    numbers = JourneyNumbers(tally.byNumber, pairs, places)
    baskets = Baskets(tally)
  }
}

/// Which products are bought together on the day of a first purchase.
package struct Baskets: Sendable, Equatable {
  /// Two products.
  package struct Pair: Sendable, Equatable {
    /// Places among the products told of.
    package var a, b: Int
    /// Days of both.
    package var together: Int
    /// How many times as often together as if one had nothing to do with the other, with its interval; `nil` where never.
    package var lift: Estimate?
    /// Whether that is shown to be more, or less; `nil` where neither.
    package var isMore: Bool?
  }

  /// Codes of products told of, by days; and days of each.
  package var products: [UInt32]
  package var days: [Int]
  /// All days of known products, and whether any has several.
  package var all: Int
  package var hasSeveral: Bool
  package var pairs: [Pair]

  /// Products told of at most, and days that each takes.
  package static let mostProducts = 10
  package static let leastDays = 30

  init(_ tally: ProductTally) {
    all = tally.days
    hasSeveral = tally.together.count > 0
    let ranked = tally.baskets.sorted.filter { $0.count >= Self.leastDays }
      .sorted { (-$0.count, $0.a) < (-$1.count, $1.a) }.prefix(Self.mostProducts)
    products = hasSeveral ? ranked.map(\.a) : []
    days = hasSeveral ? ranked.map(\.count) : []
    pairs = []
    var counts: [UInt64: Int] = [:]
    for entry in tally.together.sorted { counts[UInt64(entry.a) << 32 | UInt64(entry.b)] = entry.count }
    for a in products.indices {
      for b in products.indices where a < b {
        let (low, high) = (min(products[a], products[b]), max(products[a], products[b]))
        let both = counts[UInt64(low) << 32 | UInt64(high)] ?? 0
        pairs.append(Pair(a: a, b: b, together: both, lift: lift(both, days[a], days[b], of: all)))
      }
    }
    let p = pairs.map { pair in
      FourfoldTable(
        a: pair.together, b: days[pair.b] - pair.together, c: days[pair.a] - pair.together,
        d: all - days[pair.a] - days[pair.b] + pair.together
      ).pValue
    }
    for (place, corrected) in holm(p).enumerated() where corrected < 0.05 {
      let pair = pairs[place]
      pairs[place].isMore = Double(pair.together) * Double(all) > Double(days[pair.a]) * Double(days[pair.b])
    }
  }
}
