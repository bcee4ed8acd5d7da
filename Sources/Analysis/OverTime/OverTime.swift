import Journeys
import Statistics

/// How a client's figures go over time, and what has changed its level.
package struct OverTime: Sendable, Equatable {
  /// A week, month or quarter.
  package struct Unit: Sendable, Equatable {
    /// Since 1970, and behind the last.
    package var days: Range<Int64>
    package var isComplete: Bool
    /// Whether the end of nearly all journeys that begin in it is known.
    package var isMature: Bool
    package var row: OverTimeTally.Row
    /// Journeys by the channel of their first touch; the last of none.
    package var entries: [Int]
  }

  /// The finest unit with enough journeys; `nil` where three whole quarters are not there, and not three whole weeks or
  /// months of enough journeys.
  package var unit: RetentionUnit?
  /// In order, at most `mostUnits`.
  package var units: [Unit] = []
  /// Those that hold, the surest first.
  package var changes: [Change] = []
  /// How many series a change was looked for in.
  package var looked = 0
  /// What the project says happened, each before and after; in its order.
  package var facts: [[FactDifference]] = []

  /// Journeys that a unit needs, nine in ten of the whole ones: what rests on fewer is a direction at most.
  package static let enough = 30
  /// More units are no small drawing any more.
  package static let mostUnits = 32
  /// Units whose journeys are decided to this share are old enough to tell.
  private static let matureShare = 0.95

  init() {}

  /// - Parameter customersAt: customers by touchpoint in the period.
  init(
    _ tally: OverTimeTally, _ catalog: Catalog, _ blueprint: Blueprint, customersAt: [Int], beforePurchase: Int?
  ) {
    let rows = tally.rows()
    if let grid = Self.finest(tally, rows) {
      unit = tally.grids[grid].unit
      units = Self.units(tally, grid, rows[grid])
    }
    let search = ChangeSearch(
      tally, catalog, customersAt: customersAt, beforePurchase: beforePurchase,
      fewestPeople: blueprint.privacy.behaviour)
    (changes, looked) = search.changes()
    facts = blueprint.facts.map { search.differences($0) }
  }

  private static func finest(_ tally: OverTimeTally, _ rows: [[OverTimeTally.Row]]) -> Int? {
    let grids = tally.grids.indices
    func whole(_ grid: Int) -> [Int] {
      let own = tally.grids[grid].isComplete
      return own.indices.filter { own[$0] }
    }
    let fine = grids.first { grid in
      let whole = whole(grid)
      let few = whole.count { rows[grid][$0].journeys < enough }
      return whole.count >= 3 && few * 10 <= whole.count && tally.grids[grid].count <= mostUnits
    }
    return fine ?? grids.last { whole($0).count >= 3 && tally.grids[$0].unit == .quarter }
  }

  private static func units(_ tally: OverTimeTally, _ grid: Int, _ rows: [OverTimeTally.Row]) -> [Unit] {
    let (own, width) = (tally.grids[grid], tally.channels + 1)
    let entries = tally.entries()[grid]
    return (max(0, own.count - mostUnits)..<own.count).map { place in
      let row = rows[place]
      return Unit(
        days: own.firstDays[place]..<own.firstDays[place + 1], isComplete: own.isComplete[place],
        isMature: row.decided > 0 && Double(row.decided) >= matureShare * Double(row.journeys), row: row,
        entries: Array(entries[place * width..<(place + 1) * width]))
    }
  }
}

/// A level that changed, and holds against chance and against all other series that were looked at.
package struct Change: Sendable, Equatable {
  /// Whose level it is.
  package enum Subject: Sendable, Equatable, Hashable {
    /// Journeys that begin, and purchases, a day.
    case journeys, purchases
    /// Journeys that stopped, of those whose end is known.
    case stops
    /// Purchases for each customer of a week at the touchpoint most purchases come from.
    case purchasesAfter(Int)
    /// Customers of a week who were at a touchpoint or in a channel, of all who were active.
    case touchpoint(Int)
    case channel(Int)
  }
  /// What it looks like.
  package enum Form: String, Sendable {
    /// From a week on, until the end.
    case step
    /// For some weeks.
    case spell
    /// Hardly anybody before; hardly anybody after.
    case begins, ends
  }
  /// How much in so many weeks.
  package struct Level: Sendable, Equatable {
    package var count = 0
    /// What it is of: customers or journeys; days for a number a day.
    package var base = 0
    package var rate: Double? { base > 0 ? Double(count) / Double(base) : nil }
  }
  package var subject: Subject
  package var form: Form
  /// Days of its weeks since 1970; for one that lasts, to the end of the last whole week.
  package var days: Range<Int64>
  /// In these weeks, and in all other whole weeks.
  package var inside: Level
  package var outside: Level
  /// The most customers of one of the weeks, among those inside: what fewer did is not told.
  package var people: Int
  /// Corrected for all series (Holm).
  package var adjustedP: Double

  /// Rises against the rest.
  package var isRise: Bool { (inside.rate ?? 0) > (outside.rate ?? 0) }
}

extension SieveTally {
  /// The touchpoint from which most purchases come next; of two alike the one declared first, `nil` where there is none.
  var mostBeforePurchase: Int? {
    let most = rows.indices.max { (rows[$0].purchase, $1) < (rows[$1].purchase, $0) }
    return most.flatMap { rows[$0].purchase > 0 ? $0 : nil }
  }
}
