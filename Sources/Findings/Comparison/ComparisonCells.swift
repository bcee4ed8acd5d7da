import Analysis
import Journeys

/// Counts of the period that the report is compared with, as cells of the report's family; and those of the report's own that
/// nothing else tells.
struct ComparisonCells {
  /// So many of so many.
  struct Part {
    var part, whole: Int
  }
  /// One period.
  struct Side {
    var journeys, purchases: Int
    /// With a journey.
    var customers: Int
    /// Journeys that stopped, of those whose end is known; `nil` while that of many is not.
    var stopped: Part?
    var followed: Part
    var steps: [Int]
    /// By channel of the first touch, the last of none.
    var entries: [Int]
    var leaks: [Part]
    /// Journeys that stopped, by channel and by value of each trait; empty while the end of many is not known.
    var stoppedBy: [[Part]]
  }
  let now: Side
  let before: Side

  /// What the report tells of its own period.
  struct Own {
    let journeys, customers, purchases, leaked, mature, followed: Int
    let steps: [Int]
    let entries: BehaviourCells.MatrixCells
    let leaks: [Part]
  }

  init(_ comparison: PeriodComparison, _ own: Own, _ family: inout Suppression) {
    let told = comparison.figures.contains { $0.subject == .stopped }
    let missing = family.add(0)
    let entries = comparison.now.entries.indices.map { channel -> Int in
      let code = channel == comparison.now.entries.count - 1 ? Catalog.noChannel : UInt32(channel)
      return own.entries.rows.firstIndex(of: code).map { own.entries.rowTotals[$0] } ?? missing
    }
    var decided: Part?
    if told {
      let part = BehaviourCells.sameOrOwn(comparison.now.stopped.part, own.leaked, &family)
      let whole = family.add(comparison.now.stopped.whole)
      family.nest(part, in: whole)
      family.nest(whole, in: own.journeys)
      decided = Part(part: part, whole: whole)
    }
    now = Side(
      journeys: own.journeys, purchases: own.purchases, customers: own.customers, stopped: decided,
      followed: Part(part: own.followed, whole: own.mature), steps: own.steps, entries: entries, leaks: own.leaks,
      stoppedBy: Self.parts(comparison.now.stoppedBy, of: decided, &family))
    before = Self.side(comparison.before, told: told, &family)
  }

  private static func side(_ side: PeriodComparison.Side, told: Bool, _ family: inout Suppression) -> Side {
    let journeys = family.add(side.journeys, worth: 1, people: side.customers)
    let customers = family.add(side.customers, worth: 1)
    family.bound(customers, by: journeys)
    let purchases = family.add(
      side.purchases, worth: 1, people: side.buyers,
      isOnes: Double(side.mostPurchases) > LargestParts.most * Double(side.purchases))
    let entries = side.entries.map { family.add($0) }
    family.relate(parts: entries, total: journeys)
    let leaks = side.leaks.indices.map { code -> Part in
      let whole = family.add(side.leaks[code].whole, people: side.matureCustomers[code])
      let part = family.add(side.leaks[code].part, people: side.leakedCustomers[code])
      family.nest(part, in: whole)
      return Part(part: part, whole: whole)
    }
    let stopped = family.add(side.stopped.part)
    family.relate(parts: leaks.map(\.part), ifTotal: stopped)
    family.nest(stopped, in: journeys)
    var decided: Part?
    if told {
      let whole = family.add(side.stopped.whole)
      family.nest(stopped, in: whole)
      family.nest(whole, in: journeys)
      decided = Part(part: stopped, whole: whole)
    }
    let mature = family.add(side.followed.whole)
    let followed = family.add(side.followed.part)
    family.nest(followed, in: mature)
    family.bound(mature, by: purchases)
    let steps = side.steps.map { family.add($0) }
    for (before, after) in zip(steps, steps.dropFirst()) { family.nest(after, in: before) }
    return Side(
      journeys: journeys, purchases: purchases, customers: customers, stopped: decided,
      followed: Part(part: followed, whole: mature),
      steps: steps, entries: entries, leaks: leaks, stoppedBy: Self.parts(side.stoppedBy, of: decided, &family))
  }

  /// Parts that add up to all journeys whose end is known, and to those that stopped.
  private static func parts(
    _ lists: [[PeriodComparison.Part]], of all: Part?, _ family: inout Suppression
  ) -> [[Part]] {
    guard let all else { return [] }
    return lists.map { list in
      let parts = list.map { own -> Part in
        let part = Part(part: family.add(implied: own.part), whole: family.add(implied: own.whole))
        family.nest(part.part, in: part.whole)
        return part
      }
      family.relate(parts: parts.map(\.part), ifTotal: all.part)
      family.relate(parts: parts.map(\.whole), ifTotal: all.whole)
      return parts
    }
  }
}
