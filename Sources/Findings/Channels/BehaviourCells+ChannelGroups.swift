import Analysis
import Journeys

extension BehaviourCells.MatrixCells {
  /// The same matrix with the channels of a group as one: of one channel it is the count itself, of several their sum.
  ///
  /// - Parameter places: by channel, what it is told as.
  init(_ matrix: BehaviourCells.MatrixCells, by places: [UInt32], _ family: inout Suppression) {
    func place(_ code: UInt32) -> UInt32 { Int(code) < places.count ? places[Int(code)] : code }
    func together(_ codes: [UInt32]) -> [(code: UInt32, parts: [Int])] {
      var found: [(code: UInt32, parts: [Int])] = []
      for (index, code) in codes.enumerated() {
        let own = place(code)
        if let at = found.firstIndex(where: { $0.code == own }) {
          found[at].parts.append(index)
        } else {
          found.append((own, [index]))
        }
      }
      return found
    }
    func sum(_ parts: [Int]) -> Int {
      let some = parts.filter { family.value($0) > 0 }
      guard some.count > 1 else { return some.first ?? parts[0] }
      let total = family.add(some.reduce(0) { $0 + family.value($1) })
      family.relate(parts: some, total: total)
      return total
    }
    let (across, down) = (together(matrix.rows), together(matrix.columns))
    rows = across.map(\.code)
    columns = down.map(\.code)
    cells = across.map { row in
      down.map { column in sum(row.parts.flatMap { r in column.parts.map { matrix.cells[r][$0] } }) }
    }
    rowTotals = across.map { row in sum(row.parts.map { matrix.rowTotals[$0] }) }
    columnTotals = down.map { column in sum(column.parts.map { matrix.columnTotals[$0] }) }
    total = matrix.total
    for r in rows.indices { family.relate(parts: cells[r], ifTotal: rowTotals[r]) }
    for c in columns.indices { family.relate(parts: cells.map { $0[c] }, ifTotal: columnTotals[c]) }
    family.relate(parts: rowTotals, ifTotal: total)
    family.relate(parts: columnTotals, ifTotal: total)
  }
}

extension BehaviourCells {
  /// Buyers by their ways over channels; ways of few are not listed.
  struct ChannelPathCells {
    let listed: [(way: ChannelPathTally.Way, cell: Int)]

    /// - Parameter matrix: where they started and bought: whoever of a cell is on no listed way went another.
    init(
      _ tally: ChannelPathTally, _ catalog: Catalog, _ matrix: MatrixCells, customers: [Int], _ variants: VariantCells,
      _ family: inout Suppression
    ) {
      let top = tally.top(100).filter { !family.isSmall($0.buyers) }
      let listed = top.map { way in (way: way, cell: family.add(way.buyers, isListed: true)) }
      self.listed = listed
      guard family.hides else { return }
      for (r, start) in matrix.rows.enumerated() {
        for (c, end) in matrix.columns.enumerated() {
          let own = listed.filter { $0.way.steps.first == start && $0.way.steps.last == end }
          BehaviourCells.relateRest(of: own.map(\.cell), matrix.cells[r][c], isSecret: true, &family)
        }
      }
      let places = catalog.channelPlaces
      func place(_ touchpoint: Int) -> UInt32? {
        let channel = catalog.touchpoints[touchpoint].channel
        return Int(channel) < places.count ? places[Int(channel)] : nil
      }
      // Whoever went over a channel touched one of its touchpoints, where events say nothing else.
      for code in 0..<tally.codes {
        let own = listed.filter { $0.way.steps.contains(code) || $0.way.service.contains(code) }
        let touched = catalog.touchpoints.indices.filter { place($0) == code }.map { customers[$0] }
        let all = touched.reduce(0) { $0 + family.value($1) }
        guard !own.isEmpty, !touched.isEmpty, own.reduce(0, { $0 + $1.way.buyers }) <= all else { continue }
        let sum = family.add(slack: all)
        family.relate(parts: touched, total: sum)
        BehaviourCells.relateRest(of: own.map(\.cell), sum, isSecret: false, &family)
      }
      // A whole path over touchpoints is one over channels.
      for paths in [variants.gone, variants.told] {
        var parts: [Int: [Int]] = [:]
        for path in paths.listed {
          let own = Self.way(path.touchpoints, catalog, place)
          guard let at = listed.firstIndex(where: { $0.way.steps == own.steps && $0.way.service == own.service }) else {
            continue
          }
          parts[at, default: []].append(path.cell)
        }
        for at in listed.indices {
          BehaviourCells.relateRest(of: parts[at] ?? [], listed[at].cell, isSecret: true, &family)
        }
      }
    }

    /// What a whole path is over channels, by the channels that touchpoints declare.
    private static func way(
      _ touchpoints: [Int], _ catalog: Catalog, _ place: (Int) -> UInt32?
    ) -> (steps: [UInt32], service: [UInt32]) {
      var (steps, service): ([UInt32], [UInt32]) = ([], [])
      var hasBought = false
      for code in touchpoints where catalog.touchpoints[code].isCustomerTouch {
        let kind = catalog.touchpoints[code].kind
        if hasBought {
          guard kind == .service || kind == .refund || kind == .exit else { break }
          if kind == .service, let own = place(code), own != service.last { service.append(own) }
        } else {
          if let own = place(code), own != steps.last { steps.append(own) }
          hasBought = kind == .purchase
        }
      }
      return (steps, service)
    }
  }
}
