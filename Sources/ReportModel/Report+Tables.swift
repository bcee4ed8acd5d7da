import Analysis
import Journeys
import Statistics

extension Report {
  /// The sieve's cells in the report's family of sums: by touchpoint, by stage, and in all.
  struct SieveCells {
    var stageRows: [SieveRow]
    var allRow: SieveRow
    var rows: [SieveRowCells]
    var stages: [SieveRowCells]
    var all: SieveRowCells
  }

  /// The cells of one row, which stand side by side; only what came in may be a cell from elsewhere.
  struct SieveRowCells {
    /// Starts, arrivals, inflow; then what became of it: advance, skip, back, lateral, repeats, purchase, rest, well,
    /// leak, open, end.
    static let columns = 14
    fileprivate var first: Int
    fileprivate var inflow: Int

    subscript(column: Int) -> Int {
      column < 2 ? first + column : column == 2 ? inflow : first + column - (inflow == first + 2 ? 0 : 1)
    }
  }

  /// Adds the sieve's rows, stages and total, and states how they add up.
  ///
  /// - Parameter events: cells of the touchpoints' interactions; what came in is the same number, and one cell.
  static func sieveCells(
    _ tally: SieveTally, _ catalog: Catalog, events: [Int], _ family: inout Suppression
  ) -> SieveCells {
    var stageRows = [SieveRow](repeating: SieveRow(), count: catalog.stages.count)
    var allRow = SieveRow()
    for (code, row) in tally.rows.enumerated() {
      stageRows[catalog.touchpoints[code].stage].merge(row)
      allRow.merge(row)
    }
    func cells(_ row: SieveRow, isIn known: Int?, _ family: inout Suppression) -> SieveRowCells {
      let first = family.add(row.starts)
      _ = family.add(row.arrivals)
      let isKnown = known.map { family.value($0) == row.inflow } ?? false
      let cells = SieveRowCells(first: first, inflow: isKnown ? known ?? first : family.add(row.inflow))
      _ = family.add(row.advance)
      _ = family.add(row.skip)
      _ = family.add(row.back)
      _ = family.add(row.lateral)
      _ = family.add(row.repeats)
      _ = family.add(row.purchase)
      _ = family.add(row.rest)
      _ = family.add(row.well)
      _ = family.add(row.leak)
      _ = family.add(row.open)
      _ = family.add(row.end)
      family.relate(parts: [cells[0], cells[1]], total: cells[2])
      family.relate(parts: (3..<SieveRowCells.columns).map { cells[$0] }, total: cells[2])
      return cells
    }
    family.reserve((tally.rows.count + stageRows.count + 1) * SieveRowCells.columns)
    let rowCells = tally.rows.enumerated().map { cells($1, isIn: events[$0], &family) }
    let stageCells = stageRows.map { cells($0, isIn: nil, &family) }
    let allCells = cells(allRow, isIn: nil, &family)
    if family.hides {
      var partsOf = [[Int]](repeating: [], count: stageCells.count)
      for code in rowCells.indices where tally.rows[code].inflow > 0 {
        partsOf[catalog.touchpoints[code].stage].append(code)
      }
      for column in 0..<SieveRowCells.columns {
        for (stage, parts) in partsOf.enumerated() where !parts.isEmpty {
          family.relate(parts: parts.map { rowCells[$0][column] }, total: stageCells[stage][column])
        }
        family.relate(parts: stageCells.map { $0[column] }, total: allCells[column])
      }
    }
    return SieveCells(stageRows: stageRows, allRow: allRow, rows: rowCells, stages: stageCells, all: allCells)
  }

  /// A row of the sieve as it may be shown, from a family that is settled.
  ///
  /// - Parameter hasPeople: false for sums, over which customers do not add up.
  static func sieve(
    _ row: SieveRow, _ cells: SieveRowCells, hasPeople: Bool, _ family: Suppression, _ threshold: Int
  ) -> SieveNumbers {
    func shown(_ column: Int) -> Shown { family[cells[column]] }
    func shownCount(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }
    let (starts, purchase, leak) = (shown(0), shown(8), shown(11))
    var people: People?
    if hasPeople {
      people = People(
        customers: shownCount(row.customers),
        // Customers and touches nearly coincide: where one is hidden, so is the other.
        started: starts == .hidden ? .hidden : shownCount(row.startedCustomers),
        boughtNext: purchase == .hidden ? .hidden : shownCount(row.boughtNextCustomers),
        mature: shownCount(row.matureCustomers), leaked: leak == .hidden ? .hidden : shownCount(row.leakedCustomers),
        returned: shownCount(row.returnedCustomers),
        leakShare: leak == .hidden ? .hidden : shownShare(row.leakedCustomers, of: row.matureCustomers, threshold))
    }
    return SieveNumbers(
      starts: starts, arrivals: shown(1), inflow: shown(2), advance: shown(3), skip: shown(4), back: shown(5),
      lateral: shown(6), repeats: shown(7), purchase: purchase, rest: shown(9), well: shown(10), leak: leak,
      open: shown(12), end: shown(13), returned: shownCount(row.returned),
      hole: leak == .hidden ? .hidden : shownShare(row.matureLeak, of: row.mature, threshold), people: people)
  }

  /// - Parameter events: the touchpoint's interactions as other tables show them.
  static func outreach(_ row: OutreachRow, events: Shown, _ threshold: Int) -> OutreachNumbers {
    func shown(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }
    return OutreachNumbers(
      events: events == .hidden ? .hidden : shown(row.events), customers: shown(row.customers), mature: shown(row.mature),
      responded: shown(row.responded), response: shownShare(row.responded, of: row.mature, threshold))
  }

  /// Interactions, starts, ends and transitions in the report's family of sums.
  struct FlowCells {
    var events: [Int]
    var starts: [Int]
    var ends: [Int]
    var edges: [Int]
  }

  /// Adds them, and states how they add up: what follows a touchpoint and its ends are its events, and so is what comes
  /// before with its starts; all events and all customers are shown on page one.
  static func flowCells(_ analysis: Analysis, _ family: inout Suppression) -> FlowCells {
    let flow = analysis.flow
    let follows = analysis.directlyFollows
    family.reserve(3 * flow.events.count + follows.edges.count)
    let events = flow.events.map { family.add($0, worth: 1) }
    let starts = flow.starts.map { family.add($0) }
    let ends = flow.ends.map { family.add($0) }
    let edgeCells = follows.edges.map { family.add($0.count) }
    let cells = FlowCells(events: events, starts: starts, ends: ends, edges: edgeCells)
    guard family.hides else { return cells }
    var outgoing = [[Int]](repeating: [], count: flow.events.count)
    var incoming = outgoing
    for (i, edge) in follows.edges.enumerated() {
      outgoing[edge.from].append(edgeCells[i])
      incoming[edge.to].append(edgeCells[i])
    }
    // What is not listed is shown nowhere, and must not follow from what is.
    for code in follows.omittedFrom.indices {
      if follows.omittedFrom[code] > 0 { outgoing[code].append(family.add(follows.omittedFrom[code])) }
      if follows.omittedTo[code] > 0 { incoming[code].append(family.add(follows.omittedTo[code])) }
    }
    for code in flow.events.indices where flow.events[code] > 0 {
      family.relate(parts: outgoing[code] + [ends[code]], total: events[code])
      family.relate(parts: incoming[code] + [starts[code]], total: events[code])
    }
    family.relate(parts: events, total: family.add(flow.events.reduce(0, +), isPublished: true))
    let all = family.add(flow.customers, isPublished: true)
    family.relate(parts: starts, total: all)
    family.relate(parts: ends, total: all)
    return cells
  }

  /// Touches by way of contact: sums over touchpoints, where they are nothing else.
  static func contactCells(
    _ analysis: Analysis, _ catalog: Catalog, events: [Int], _ family: inout Suppression
  ) -> [Int] {
    let modes: [ContactMode] = [.direct, .indirect, .none]
    return modes.enumerated().map { i, mode in
      let cell = family.add(analysis.channels.contactTouches[i])
      guard family.hides else { return cell }
      let parts = events.indices.filter { catalog.touchpoints[$0].contact == mode && catalog.touchpoints[$0].isCustomerTouch }
      if parts.reduce(0, { $0 + family.value(events[$1]) }) == family.value(cell), !parts.isEmpty {
        family.relate(parts: parts.map { events[$0] }, total: cell)
      }
      return cell
    }
  }

  static func funnel(_ counts: Funnel.Counts, _ threshold: Int) -> FunnelNumbers {
    func shown(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }
    func share(_ estimate: Estimate?, _ part: Int) -> ShownEstimate {
      guard let estimate else { return .undefined }
      return part > 0 && part < threshold ? .hidden : .estimate(estimate)
    }
    let n = counts.ordered
    return FunnelNumbers(
      ordered: n.map(shown), strict: counts.strict.map(shown), anyOrder: counts.anyOrder.map(shown),
      firstEntry: counts.firstEntry.map(shown), attempts: counts.attempts.map(shown),
      touched: counts.touched.map(shown), immature: shown(counts.immature),
      stepConversion: n.indices.map { $0 == 0 ? nil : share(counts.stepConversion[$0], n[$0]) },
      totalConversion: n.count > 1 ? share(counts.totalConversion, n[n.count - 1]) : nil,
      medianSeconds: n.indices.map { shown(n[$0]) == .hidden ? nil : counts.medianSeconds[$0] },
      secondsToConvert: (n.last ?? 0) >= max(1, threshold) ? counts.secondsToConvert : [])
  }

  /// - Parameter purchases: all purchases as page one shows them.
  static func blindness(_ blindness: Blindness, purchases: Shown, _ threshold: Int) -> BlindnessNumbers? {
    if purchases == .hidden {
      return BlindnessNumbers(
        purchases: .hidden, outside: .hidden, completed: .hidden, outsideStrict: .hidden, share: .hidden,
        strictShare: .hidden, reasons: blindness.reasons.map { ($0.reason, $0.count == 0 ? .count(0) : .hidden) })
    }
    var family = Suppression(threshold: threshold)
    let reasons = blindness.reasons.map { family.add($0.count) }
    let completed = family.add(blindness.purchases - blindness.outside)
    let outside = family.add(blindness.outside)
    let purchases = family.add(blindness.purchases, isPublished: true)
    let strict = family.add(blindness.outsideStrict)
    family.relate(parts: reasons, total: outside)
    family.relate(parts: [completed, outside], total: purchases)
    family.settle()
    func share(_ n: Int) -> ShownEstimate {
      family[outside] == .hidden ? .hidden : shownShare(n, of: blindness.purchases, threshold)
    }
    return BlindnessNumbers(
      purchases: family[purchases], outside: family[outside], completed: family[completed],
      outsideStrict: family[strict], share: share(blindness.outside), strictShare: share(blindness.outsideStrict),
      reasons: blindness.reasons.enumerated().map { ($1.reason, family[reasons[$0]]) })
  }

  /// The matrix with its margins; channels by customers, the missing channel last.
  static func matrix(_ counts: PairCounts, _ threshold: Int) -> Matrix {
    let entries = counts.sorted
    func ranked(_ key: (UInt32, UInt32) -> UInt32) -> [UInt32] {
      var sums: [UInt32: Int] = [:]
      for entry in entries { sums[key(entry.a, entry.b), default: 0] += entry.count }
      func rank(_ code: UInt32) -> Int { code == ChannelTally.notBought ? 2 : code == Catalog.noChannel ? 1 : 0 }
      return sums.keys.sorted {
        (rank($0), -(sums[$0] ?? 0), $0) < (rank($1), -(sums[$1] ?? 0), $1)
      }
    }
    let rows = ranked { a, _ in a }
    let columns = ranked { _, b in b }
    var values = [[Int]](repeating: [Int](repeating: 0, count: columns.count), count: rows.count)
    for entry in entries {
      if let r = rows.firstIndex(of: entry.a), let c = columns.firstIndex(of: entry.b) { values[r][c] = entry.count }
    }
    var family = Suppression(threshold: threshold)
    let cells = values.map { $0.map { family.add($0) } }
    let rowCells = values.map { family.add($0.reduce(0, +)) }
    let columnCells = columns.indices.map { c in family.add(values.reduce(0) { $0 + $1[c] }) }
    let total = family.add(values.reduce(0) { $0 + $1.reduce(0, +) })
    for r in rows.indices { family.relate(parts: cells[r], total: rowCells[r]) }
    for c in columns.indices { family.relate(parts: cells.map { $0[c] }, total: columnCells[c]) }
    if !rowCells.isEmpty {
      family.relate(parts: rowCells, total: total)
      family.relate(parts: columnCells, total: total)
    }
    family.settle()
    return Matrix(
      rows: rows, columns: columns, cells: cells.map { $0.map { family[$0] } }, rowTotals: rowCells.map { family[$0] },
      columnTotals: columnCells.map { family[$0] }, total: family[total])
  }
}
