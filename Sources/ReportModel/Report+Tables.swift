import Analysis
import Journeys
import Statistics

extension Report {
  /// The sieve's rows, stages and total as one family of sums, so that nothing hidden can be worked out.
  static func sieve(
    _ tally: SieveTally, _ catalog: Catalog, _ threshold: Int
  ) -> (rows: [SieveNumbers], stages: [SieveNumbers], all: SieveNumbers) {
    var stageRows = [SieveRow](repeating: SieveRow(), count: catalog.stages.count)
    var allRow = SieveRow()
    for (code, row) in tally.rows.enumerated() {
      stageRows[catalog.touchpoints[code].stage].merge(row)
      allRow.merge(row)
    }
    var family = Suppression(threshold: threshold)
    func cells(_ row: SieveRow, _ family: inout Suppression) -> [Int] {
      let values = [
        row.starts, row.arrivals, row.inflow, row.advance, row.skip, row.back, row.lateral, row.repeats, row.purchase,
        row.rest, row.well, row.leak, row.open, row.end,
      ]
      // What came in is the touchpoint's interactions, which other tables show.
      let cells = values.enumerated().map { family.add($1, isPublished: $0 == 2) }
      family.relate(parts: [cells[0], cells[1]], total: cells[2])
      family.relate(parts: Array(cells[3...]), total: cells[2])
      return cells
    }
    let rowCells = tally.rows.map { cells($0, &family) }
    let stageCells = stageRows.map { cells($0, &family) }
    let allCells = cells(allRow, &family)
    for column in allCells.indices {
      for stage in stageCells.indices {
        let parts = rowCells.indices.filter { catalog.touchpoints[$0].stage == stage && tally.rows[$0].inflow > 0 }
        if !parts.isEmpty { family.relate(parts: parts.map { rowCells[$0][column] }, total: stageCells[stage][column]) }
      }
      family.relate(parts: stageCells.map { $0[column] }, total: allCells[column])
    }
    family.settle()
    func numbers(_ row: SieveRow, _ cells: [Int], hasPeople: Bool) -> SieveNumbers {
      let shown = cells.map { family[$0] }
      let leak = shown[11]
      func shownCount(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }
      let people = People(
        customers: shownCount(row.customers),
        // Customers and touches nearly coincide: where one is hidden, so is the other.
        started: shown[0] == .hidden ? .hidden : shownCount(row.startedCustomers),
        boughtNext: shown[8] == .hidden ? .hidden : shownCount(row.boughtNextCustomers), mature: shownCount(row.matureCustomers),
        leaked: leak == .hidden ? .hidden : shownCount(row.leakedCustomers),
        returned: shownCount(row.returnedCustomers),
        leakShare: leak == .hidden ? .hidden : shownShare(row.leakedCustomers, of: row.matureCustomers, threshold))
      return SieveNumbers(
        starts: shown[0], arrivals: shown[1], inflow: shown[2], advance: shown[3], skip: shown[4], back: shown[5],
        lateral: shown[6], repeats: shown[7], purchase: shown[8], rest: shown[9], well: shown[10], leak: leak,
        open: shown[12], end: shown[13], returned: shownCount(row.returned),
        hole: leak == .hidden ? .hidden : shownShare(row.matureLeak, of: row.mature, threshold),
        people: hasPeople ? people : nil)
    }
    return (
      tally.rows.indices.map { numbers(tally.rows[$0], rowCells[$0], hasPeople: true) },
      stageRows.indices.map { numbers(stageRows[$0], stageCells[$0], hasPeople: false) },
      numbers(allRow, allCells, hasPeople: false)
    )
  }

  static func outreach(_ row: OutreachRow, _ threshold: Int) -> OutreachNumbers {
    func shown(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }
    return OutreachNumbers(
      events: shown(row.events), customers: shown(row.customers), mature: shown(row.mature),
      responded: shown(row.responded), response: shownShare(row.responded, of: row.mature, threshold))
  }

  /// Edges with starts, ends and events: what follows a touchpoint, and its ends, add up to its events.
  static func directlyFollows(
    _ analysis: Analysis, _ threshold: Int
  ) -> (edges: [Edge], events: [Shown], starts: [Shown], ends: [Shown]) {
    let flow = analysis.flow
    var family = Suppression(threshold: threshold)
    let events = flow.events.map { family.add($0) }
    let starts = flow.starts.map { family.add($0) }
    let ends = flow.ends.map { family.add($0) }
    let edges = analysis.directlyFollows.edges
    let edgeCells = edges.map { family.add($0.count) }
    var outgoing = [[Int]](repeating: [], count: flow.events.count)
    var incoming = outgoing
    for (i, edge) in edges.enumerated() {
      outgoing[edge.from].append(edgeCells[i])
      incoming[edge.to].append(edgeCells[i])
    }
    for code in flow.events.indices where flow.events[code] > 0 {
      family.relate(parts: outgoing[code] + [ends[code]], total: events[code])
      family.relate(parts: incoming[code] + [starts[code]], total: events[code])
    }
    let all = family.add(flow.customers)
    family.relate(parts: starts, total: all)
    family.relate(parts: ends, total: all)
    family.settle()
    return (
      edges.enumerated().map { i, edge in
        let count = family[edgeCells[i]]
        return Edge(
          from: edge.from, to: edge.to, count: count, meanSeconds: count == .hidden ? nil : edge.meanSeconds,
          medianSeconds: count == .hidden ? nil : edge.medianSeconds)
      }, events.map { family[$0] }, starts.map { family[$0] }, ends.map { family[$0] }
    )
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

  static func blindness(_ blindness: Blindness, _ threshold: Int) -> BlindnessNumbers? {
    var family = Suppression(threshold: threshold)
    let reasons = blindness.reasons.map { family.add($0.count) }
    let completed = family.add(blindness.purchases - blindness.outside)
    let outside = family.add(blindness.outside)
    let purchases = family.add(blindness.purchases)
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
