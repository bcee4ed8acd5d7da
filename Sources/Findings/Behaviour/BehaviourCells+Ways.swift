import Analysis
import Journeys
import Statistics

/// Ways through the journey and ways of counting them: channels, whole paths, the funnel, buyers.
extension BehaviourCells {
  /// Buyers, and those who bought on two days or more.
  struct BuyerCells {
    var all: Int
    var again: Int
    var cancelledOnly: Int
    /// Customers whose last journey is decided.
    var decided: Int
    /// Purchases old enough, and those followed by another.
    var mature, followed: Int
  }

  static func buyerCells(
    _ analysis: BehaviourResult, everyone: Int, purchases: Int, _ family: inout Suppression
  ) -> BuyerCells {
    let loop = analysis.loop
    let (all, again) = (family.add(loop.buyers, worth: 2), family.add(loop.repeatBuyers))
    let (cancelledOnly, decided) = (family.add(loop.cancelledBuyers), family.add(analysis.sieve.decidedCustomers))
    let (mature, followed) = (family.add(loop.mature), family.add(loop.followed))
    let cells = BuyerCells(
      all: all, again: again, cancelledOnly: cancelledOnly, decided: decided, mature: mature, followed: followed)
    family.nest(cells.all, in: everyone)
    family.nest(cells.again, in: cells.all)
    // Purchases after a customer's first are a reason why the funnel misses them.
    family.nest(cells.all, in: purchases)
    family.nest(cells.decided, in: everyone)
    family.bound(cells.mature, by: purchases)
    family.nest(cells.followed, in: cells.mature)
    return cells
  }

  /// Counts by two channels, with margins.
  struct MatrixCells {
    /// Codes of channels, by customers; the missing channel last.
    var rows: [UInt32]
    var columns: [UInt32]
    var cells: [[Int]]
    var rowTotals: [Int]
    var columnTotals: [Int]
    var total: Int

    init(_ counts: PairCounts, _ family: inout Suppression) {
      let entries = counts.sorted
      func ranked(_ key: (UInt32, UInt32) -> UInt32) -> [UInt32] {
        var sums: [UInt32: Int] = [:]
        for entry in entries { sums[key(entry.a, entry.b), default: 0] += entry.count }
        func rank(_ code: UInt32) -> Int {
          code == ChannelTally.notBought ? 2 : code == Catalog.noChannel ? 1 : 0
        }
        return sums.keys.sorted { (rank($0), -(sums[$0] ?? 0), $0) < (rank($1), -(sums[$1] ?? 0), $1) }
      }
      rows = ranked { a, _ in a }
      columns = ranked { _, b in b }
      var values = [[Int]](repeating: [Int](repeating: 0, count: columns.count), count: rows.count)
      for entry in entries {
        if let r = rows.firstIndex(of: entry.a), let c = columns.firstIndex(of: entry.b) { values[r][c] = entry.count }
      }
      cells = values.map { $0.map { family.add($0) } }
      rowTotals = values.map { family.add($0.reduce(0, +), worth: 1) }
      columnTotals = columns.indices.map { c in family.add(values.reduce(0) { $0 + $1[c] }, worth: 1) }
      total = family.add(values.reduce(0) { $0 + $1.reduce(0, +) }, worth: 2)
      for r in rows.indices { family.relate(parts: cells[r], total: rowTotals[r]) }
      for c in columns.indices { family.relate(parts: cells.map { $0[c] }, total: columnTotals[c]) }
      if !rows.isEmpty {
        family.relate(parts: rowTotals, total: total)
        family.relate(parts: columnTotals, total: total)
      }
    }

    /// Sorts by what may be shown, so that the order says no more than the numbers.
    mutating func sort(_ shown: (Int) -> Published<Int>) {
      func order(_ codes: [UInt32], _ totals: [Int]) -> [Int] {
        func rank(_ code: UInt32) -> Int {
          code == ChannelTally.notBought ? 2 : code == Catalog.noChannel ? 1 : 0
        }
        return codes.indices.sorted {
          (rank(codes[$0]), -(shown(totals[$0]).shown ?? 0), codes[$0])
            < (rank(codes[$1]), -(shown(totals[$1]).shown ?? 0), codes[$1])
        }
      }
      let (r, c) = (order(rows, rowTotals), order(columns, columnTotals))
      rows = r.map { rows[$0] }
      rowTotals = r.map { rowTotals[$0] }
      columns = c.map { columns[$0] }
      columnTotals = c.map { columnTotals[$0] }
      cells = r.map { row in c.map { cells[row][$0] } }
    }
  }

  /// The funnel's counts by step, each way of counting within the wider one.
  struct FunnelCells {
    var ordered, strict, anyOrder, firstEntry, attempts, touched: [Int]
    var immature: Int

    init(_ counts: Funnel.Counts, _ family: inout Suppression) {
      ordered = counts.ordered.map { family.add($0) }
      strict = counts.strict.map { family.add($0) }
      anyOrder = counts.anyOrder.map { family.add($0) }
      firstEntry = counts.firstEntry.map { family.add($0) }
      attempts = counts.attempts.map { family.add($0) }
      touched = counts.touched.map { family.add($0) }
      immature = family.add(counts.immature)
      for steps in [ordered, strict, anyOrder, firstEntry, attempts] {
        for (before, after) in zip(steps, steps.dropFirst()) { family.nest(after, in: before) }
      }
      for j in ordered.indices {
        family.bound(strict[j], by: ordered[j])
        family.bound(firstEntry[j], by: ordered[j])
        family.nest(ordered[j], in: anyOrder[j])
        family.bound(anyOrder[j], by: touched[j])
      }
    }
  }

  /// Why purchases did not come through the funnel.
  struct BlindnessCells {
    var reasons: [Int]
    var completed, outside, purchases, strictlyOutside: Int
    /// Customers' first purchases, and those of them outside.
    var first, firstOutside: Int

    init(_ blindness: Blindness, purchases: Int, buyers: Int, _ family: inout Suppression) {
      reasons = blindness.reasons.map { family.add($0.count) }
      completed = family.add(blindness.purchases - blindness.outside)
      outside = family.add(blindness.outside, worth: 1)
      self.purchases = BehaviourCells.sameOrOwn(blindness.purchases, purchases, &family)
      strictlyOutside = family.add(blindness.outsideStrict)
      family.relate(parts: reasons, total: outside)
      family.relate(parts: [completed, outside], total: self.purchases)
      family.nest(outside, in: strictlyOutside)
      family.nest(strictlyOutside, in: self.purchases)
      firstOutside = family.add(blindness.firstOutside)
      let firstCompleted = family.add(implied: blindness.firstCompleted)
      first = BehaviourCells.sameOrOwn(blindness.firstOutside + blindness.firstCompleted, buyers, &family)
      family.relate(parts: Array(reasons.dropFirst()), total: firstOutside)
      family.relate(parts: [firstOutside, firstCompleted], total: first)
      family.nest(firstCompleted, in: completed)
      if first != buyers { family.nest(first, in: buyers) }
    }
  }

  /// States what is the same number in two tables, wherever it is.
  func relateAcross(_ analysis: BehaviourResult, _ catalog: Catalog, _ family: inout Suppression) {
    guard family.hides else { return }
    func same(_ parts: [Int], _ total: Int, _ family: inout Suppression) { family.relate(parts: parts, ifTotal: total) }
    same([byCustomer.total], flow.everyone, &family)
    same([byCycle.total], cycleTotal, &family)
    same(
      zip(byCustomer.columns, byCustomer.columnTotals).filter { $0.0 != ChannelTally.notBought }.map(\.1),
      buyers.all, &family)
    same(
      zip(byCycle.columns, byCycle.columnTotals).filter { $0.0 != ChannelTally.notBought }.map(\.1),
      purchaseTotal, &family)
    same([people.cameIn.all], flow.everyone, &family)
    let codes = catalog.touchpoints.indices
    func at(_ channel: UInt32) -> [Int] { codes.filter { catalog.touchpoints[$0].channel == channel } }
    for (place, channel) in byCustomer.rows.enumerated() {
      same(at(channel).map { flow.starts[$0] }, byCustomer.rowTotals[place], &family)
      same(at(channel).map { people.cameIn.touchpoints[$0] }, byCustomer.rowTotals[place], &family)
    }
    for (place, channel) in byCycle.rows.enumerated() {
      let own = at(channel)
      same(own.map { sieve.rows[$0][0] } + own.map { customers.opened[$0] }, byCycle.rowTotals[place], &family)
      // Purchases by where the journey began, against the row's cells that bought.
      let bought = byCycle.columns.indices.filter { byCycle.columns[$0] != ChannelTally.notBought }
        .map { byCycle.cells[place][$0] }
      let entered = own.map { entries[$0] }
      let sum = bought.reduce(0) { $0 + family.value($1) }
      if sum > 0, entered.reduce(0, { $0 + family.value($1) }) == sum {
        let both = family.add(implied: sum)
        same(bought, both, &family)
        same(entered, both, &family)
      }
    }
    for (place, channel) in byCycle.columns.enumerated() {
      same(at(channel).map { purchases[$0] }, byCycle.columnTotals[place], &family)
    }
    same(codes.map { sieve.rows[$0][0] } + codes.map { customers.opened[$0] }, cycleTotal, &family)
    let referrals = codes.filter { catalog.touchpoints[$0].kind == .referral }
    same(referrals.map { sieve.rows[$0][0] }, origins[CycleOrigin.referral.rawValue], &family)
    same([people.lost.all], sieve.all[SieveNumbers.leakColumn], &family)
    family.nest(people.lost.all, in: buyers.decided)
    family.nest(people.cameIn.all, in: flow.everyone)
    // A step of one touchpoint counts its customers.
    for (step, cell) in zip(analysis.funnel.plan.steps, funnel.touched) {
      if case .touchpoint(let code) = step.subject { same([customers.all[code]], cell, &family) }
      if case .stage(let stage) = step.subject {
        let own = codes.filter { catalog.touchpoints[$0].stage == stage && analysis.flow.customersAt[$0] > 0 }
        if own.count == 1 { same([customers.all[own[0]]], cell, &family) }
        for code in own { family.bound(customers.all[code], by: cell) }
      }
      family.nest(cell, in: flow.everyone)
    }
    if let blindness, blindness.reasons.count > 0 {
      // Purchases after a customer's first, where every one of them is one reason: none at all too, which is written.
      let again = family.value(purchaseTotal) - family.value(buyers.all)
      if family.value(blindness.reasons[0]) == again {
        family.relate(parts: [buyers.all, blindness.reasons[0]], total: purchaseTotal)
      }
    }
  }
}
