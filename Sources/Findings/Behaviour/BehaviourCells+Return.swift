import Analysis
import Journeys

extension BehaviourCells {
  /// Who comes back, in the report's family of sums.
  struct ReturnCells {
    /// Purchases of one number: all, those whose horizon has passed, and those of them followed by another within it.
    struct Step {
      let reached, mature, followed: Int
    }
    /// First purchases of which a window has passed, and those followed by another within it.
    struct Window {
      let mature, followed: Int
    }
    /// Customers of one cohort, and by complete period those who bought again.
    struct Cohort {
      /// Place in the tally.
      let place: Int
      let size: Int
      let active: [Int]
    }
    /// New journeys of one month, and those that begin without advertising.
    struct Month {
      let all, unpaid: Int
    }
    /// People on average below which a table by period, or by two things at once, would be mostly hidden: none is made.
    static let fewestPerCell = 20

    let ladder: [Step]
    /// Customers on the first step of the ladder and on no other; `nil` where a period's ladder tells no such number.
    let once: Int?
    let referred: Int
    let windows: [Window]
    /// The time to the second purchase in spans of days.
    let spans: [Span]
    /// In the order of Analysis' states.
    let states: [Int]
    let table: RecencyFrequency
    let tableCells: [[Int]]
    let tableRows, tableColumns: [Int]
    /// Journeys by number of the purchase they ended in.
    let rings: [Int]
    let cohorts: [Cohort]
    let months: [Month]
    /// Whether channels tell advertising from what is free.
    let knowsAdvertising: Bool
    /// Customers who bought, by the channel they began in.
    let bought: [(channel: UInt32, cell: Int)]
    /// Customers at the split of the back-test and what they bought afterwards, by group; customers at the end.
    let before, came, now: [Int]
    let beforeAll, cameAll, nowAll: Int
    /// `nil` where nothing is a contract, or too little is known.
    let contracts: ContractCells?

    init(_ analysis: BehaviourResult, _ catalog: Catalog, _ totals: Totals, _ family: inout Suppression) {
      let tally = analysis.returns.tally
      let repeats = tally.repeats
      let buyers = totals.buyers
      (ladder, once, windows) = Self.ladder(repeats, tally.calendar, buyers, &family)
      spans = Self.spans(
        analysis.returns.curves[0], first: ladder[0].reached, again: ladder[1].reached, windows, &family)
      referred = family.add(repeats.referred)
      family.bound(referred, by: ladder[0].mature)
      states = tally.states.states.map { family.add($0) }
      family.relate(parts: states, ifTotal: buyers.all)
      let table = RecencyFrequency(tally.states)
      let size = max(1, table.recency.count * table.frequency.count)
      self.table = family.value(buyers.all) >= Self.fewestPerCell * size || !family.hides ? table : .none
      let cells = self.table.cells
      tableCells = cells.map { $0.map { family.add($0.customers) } }
      tableRows = cells.map { row in family.add(row.reduce(0) { $0 + $1.customers }, worth: 1) }
      let columns = self.table.frequency.indices
      tableColumns = columns.map { c in family.add(cells.reduce(0) { $0 + $1[c].customers }, worth: 1) }
      for (row, total) in zip(tableCells, tableRows) { family.relate(parts: row, ifTotal: total) }
      for c in columns { family.relate(parts: tableCells.map { $0[c] }, ifTotal: tableColumns[c]) }
      family.relate(parts: tableRows, ifTotal: buyers.all)
      family.relate(parts: tableColumns, ifTotal: buyers.all)
      // Everybody who bought once, on one day, is in the first column where it holds nobody else.
      rings = tally.rings.rings.enumerated().map { place, ring in
        place == 0 ? BehaviourCells.sameOrOwn(ring.journeys, buyers.all, &family) : family.add(ring.journeys)
      }
      family.relate(parts: rings, ifTotal: totals.purchases)
      for (earlier, later) in zip(rings, rings.dropFirst().dropLast()) { family.nest(later, in: earlier) }
      cohorts = Self.cohorts(tally, first: ladder[0].reached, again: ladder[1].reached, &family)
      (months, knowsAdvertising) = Self.months(tally, catalog, totals, &family)
      bought = Self.bought(tally.beginnings, catalog, totals.matrix, &family)
      let first = ladder[0].reached
      contracts = analysis.returns.contracts.map { ContractCells($0, first: first, &family) }
      let forecast = analysis.returns.forecast
      (before, beforeAll) = Self.sum(forecast?.customersBefore ?? [], &family)
      (now, nowAll) = Self.sum(forecast?.groups.map(\.customers) ?? [], &family)
      came = zip(forecast?.came ?? [], forecast?.customersBefore ?? []).map { family.add($0, people: $1) }
      cameAll = family.add(forecast?.cameInAll ?? 0, people: forecast?.customersBefore.reduce(0, +))
      family.relate(parts: came, ifTotal: cameAll)
      family.relate(parts: [nowAll], ifTotal: ladder[0].reached)
      if now.count > 1, family.value(nowAll) == family.value(ladder[0].reached) {
        // Those with one purchase, and those with more.
        family.relate(parts: [now[0], ladder[1].reached], ifTotal: ladder[0].reached)
        for n in 1..<now.count - 1 where n + 1 < ladder.count {
          family.relate(parts: [now[n], ladder[n + 1].reached], ifTotal: ladder[n].reached)
        }
      }
      family.bound(beforeAll, by: ladder[0].reached)
      family.bound(cameAll, by: totals.purchases)
    }

    /// What other tables count too.
    struct Totals {
      let buyers: BuyerCells
      let purchases: Int
      /// Journeys by origin, in the order of ``CycleOrigin``.
      let origins: [Int]
      /// Customers by channel of the first touch and of the first purchase.
      let matrix: MatrixCells
    }

    private static func ladder(
      _ repeats: RepeatTally, _ calendar: ReturnCalendar, _ buyers: BuyerCells, _ family: inout Suppression
    ) -> ([Step], Int?, [Window]) {
      let ladder = repeats.ladder.enumerated().map { place, step in
        let reached =
          switch place {
          case 0: BehaviourCells.sameOrOwn(step.reached, buyers.all, &family)
          case 1: BehaviourCells.sameOrOwn(step.reached, buyers.again, &family)
          default: family.add(step.reached)
          }
        return Step(reached: reached, mature: family.add(step.mature), followed: family.add(step.followed))
      }
      for step in ladder { family.nest(step.followed, in: step.mature) }
      // The last one is of purchases, of which a customer has several.
      for step in ladder.dropLast() { family.nest(step.mature, in: step.reached) }
      family.relate(parts: ladder.map(\.mature), ifTotal: buyers.mature)
      family.relate(parts: ladder.map(\.followed), ifTotal: buyers.followed)
      // It is printed, so a reader knows that it is not none where it is hidden.
      let rest = family.value(ladder[0].reached) - family.value(ladder[1].reached)
      let once = rest >= 0 ? family.add(rest) : nil
      if let once { family.relate(parts: [once, ladder[1].reached], total: ladder[0].reached) }
      for (step, next) in zip(ladder, ladder.dropFirst()) {
        family.nest(next.reached, in: step.reached)
        family.bound(step.followed, by: next.reached)
      }
      let windows = RepeatTally.windows.indices.map { w in
        guard RepeatTally.windows[w] != calendar.horizon else {
          return Window(mature: ladder[0].mature, followed: ladder[0].followed)
        }
        let own = Window(mature: family.add(repeats.windowMature[w]), followed: family.add(repeats.windowFollowed[w]))
        family.nest(own.mature, in: ladder[0].reached)
        family.nest(own.followed, in: own.mature)
        family.bound(own.followed, by: ladder[1].reached)
        return own
      }
      for (short, long) in zip(windows, windows.dropFirst()) {
        // Whose longer window has passed, the shorter one has for too; and who came back within the shorter one did within
        // the longer, where that has passed.
        family.nest(long.mature, in: short.mature)
        let (a, b) = (family.value(short.followed), family.value(long.followed))
        let rest = family.value(short.mature) - family.value(long.mature)
        guard rest >= 0, b + rest >= a else { continue }
        let both = family.add(slack: b + rest)
        let (beyond, left) = (family.add(slack: b + rest - a), family.add(slack: rest))
        family.relate(parts: [short.followed, beyond], total: both)
        family.relate(parts: [long.followed, left], total: both)
        family.relate(parts: [long.mature, left], total: short.mature)
      }
      return (ladder, once, windows)
    }

    private static func cohorts(
      _ tally: ReturnTally, first: Int, again: Int, _ family: inout Suppression
    ) -> [Cohort] {
      let cells = tally.cohorts.cells
      let places = cells.indices.reversed().filter { cells[$0][0].customers > 0 }
      let customers = places.reduce(0) { $0 + cells[$1][0].customers }
      guard customers >= fewestPerCell * places.count || !family.hides else { return [] }
      let cohorts = places.map { place in
        let size = family.add(cells[place][0].customers)
        let complete = (1...CohortTally.periods).prefix {
          CohortTally.isComplete(cohort: place, period: $0, tally.calendar)
        }
        return Cohort(place: place, size: size, active: complete.map { family.add(cells[place][$0].customers) })
      }
      for cohort in cohorts { for cell in cohort.active { family.nest(cell, in: cohort.size) } }
      let earlier = tally.cohorts.earlier > 0 ? [family.add(implied: tally.cohorts.earlier)] : []
      family.relate(parts: cohorts.map(\.size) + earlier, ifTotal: first)
      for period in 0..<CohortTally.periods {
        let column = cohorts.filter { period < $0.active.count }.map { $0.active[period] }
        let sum = column.reduce(0) { $0 + family.value($1) }
        let rest = family.value(again) - sum
        guard !column.isEmpty, rest >= 0 else { continue }
        let others = family.add(slack: rest)
        family.relate(parts: column + [others], total: again)
      }
      return cohorts
    }

    private static func months(
      _ tally: ReturnTally, _ catalog: Catalog, _ totals: Totals, _ family: inout Suppression
    ) -> ([Month], Bool) {
      let beginnings = tally.beginnings
      let isAdvertised = catalog.advertisedChannels
      let width = beginnings.channels + 1
      let knows = isAdvertised.contains(true) && isAdvertised.contains(false)
      let everybody = beginnings.journeys.reduce(0, +) + beginnings.referred.reduce(0, +)
      guard knows, everybody >= fewestPerCell * beginnings.referred.count || !family.hides else { return ([], knows) }
      // No channel at all is not known to be free.
      let free = isAdvertised.indices.filter { !isAdvertised[$0] }
      let months = beginnings.referred.indices.map { month in
        let row = beginnings.journeys[month * width..<(month + 1) * width]
        let referred = beginnings.referred[month]
        let unpaid = free.reduce(referred) { $0 + row[row.startIndex + $1] }
        return Month(all: family.add(row.reduce(referred, +)), unpaid: family.add(unpaid))
      }
      for month in months { family.nest(month.unpaid, in: month.all) }
      let all = months.reduce(0) { $0 + family.value($1.all) }
      let origins = [totals.origins[CycleOrigin.new.rawValue], totals.origins[CycleOrigin.referral.rawValue]]
      if all > 0, origins.reduce(0, { $0 + family.value($1) }) == all {
        let both = family.add(slack: all)
        family.relate(parts: origins, total: both)
        family.relate(parts: months.map(\.all), total: both)
      }
      let unpaid = months.reduce(0) { $0 + family.value($1.unpaid) }
      let rows = totals.matrix.rows.indices.filter { r in free.contains(Int(totals.matrix.rows[r])) }
        .map { totals.matrix.rowTotals[$0] }
      let bySum = rows.reduce(0) { $0 + family.value($1) }
      if unpaid > 0 {
        let sum = family.add(implied: unpaid)
        family.relate(parts: months.map(\.unpaid), total: sum)
        if bySum == unpaid { family.relate(parts: rows, total: sum) }
      }
      return (months, knows)
    }

    private static func bought(
      _ beginnings: BeginningTally, _ catalog: Catalog, _ matrix: MatrixCells, _ family: inout Suppression
    ) -> [(channel: UInt32, cell: Int)] {
      let width = BeginningTally.days + 1
      let places = beginnings.bought.count / width
      guard places > 1 else {
        let all = family.add(beginnings.bought.reduce(0, +))
        return [(channel: Catalog.noChannel, cell: all)]
      }
      return (0..<places).compactMap { place in
        let count = beginnings.bought[place * width..<(place + 1) * width].reduce(0, +)
        guard count > 0 else { return nil }
        let channel = place == places - 1 ? Catalog.noChannel : UInt32(place)
        let cell = family.add(count)
        if let row = matrix.rows.firstIndex(of: channel) {
          let own = matrix.columns.indices.filter { matrix.columns[$0] != ChannelTally.notBought }
          family.relate(parts: own.map { matrix.cells[row][$0] }, ifTotal: cell)
        }
        return (channel, cell)
      }
    }

    private static func sum(_ counts: [Int], _ family: inout Suppression) -> ([Int], Int) {
      let cells = counts.map { family.add($0) }
      let total = family.add(counts.reduce(0, +))
      family.relate(parts: cells, ifTotal: total)
      return (cells, total)
    }
  }
}
