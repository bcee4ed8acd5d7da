import Analysis
import Statistics

/// What goes along with being contacted often, as far as it may be said.
package struct PressureFindings: Sendable {
  /// Customers of a band, and what followed the contact.
  package struct Counts: Sendable {
    package var customers: Published<Int>
    /// Came of themselves within the window.
    package var came: Published<Int>
    package var cameShare: Published<Estimate>
    /// Asked for no more contacts within it; undefined where nothing would say so.
    package var left: Published<Int>
    package var leftShare: Published<Estimate>
  }

  /// So many contacts in 30 days.
  package struct Band: Sendable {
    /// Ends of the band; `nil`: without one.
    package var from: Int
    package var to: Int?
    package var all: Counts
    /// On either side of the club; `nil` where nobody's is known.
    package var members, others: Counts?
    /// Shares less those of customers alike after one contact, in steps (see report.json); undefined of the lowest band and
    /// where there are too few.
    package var cameDifference, leftDifference: Published<Estimate>
    /// Whether fewer come than after one contact, and more ask for no more, though so many bands were compared.
    package var comeLess, leaveMore: Bool
  }

  /// From the lowest on.
  package var bands: [Band]
  /// How long after a contact a touch counts.
  package var windowDays: Int64
  /// Whether anything says that a customer asked for no more contacts.
  package var hasOptOut: Bool

  /// `nil` where nobody was contacted, or in no band anything may be told.
  init?(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard let pressure = analysis.pressure, let own = cells.pressure else { return nil }
    func counts(_ band: BehaviourCells.PressureCells.Band) -> Counts {
      Counts(
        customers: cells[band.customers], came: cells[band.came], cameShare: cells.share(band.came, of: band.customers),
        left: band.left.map { cells[$0] } ?? .undefined,
        leftShare: band.left.map { cells.share($0, of: band.customers) } ?? .undefined)
    }
    /// A difference where both bands' counts are told, since it would help to work out what is hidden.
    func told(_ one: ContactPressure.Comparison?, _ parts: [Int]) -> Published<Estimate> {
      guard let one, let difference = one.difference else { return .undefined }
      let coarse = hiding.coarse(
        difference, n: one.compared, scale: ContactFindings.scale(one.compared, hiding), within: -1...1)
      return Hiding.number(coarse, with: Published.sum(parts.map { cells[$0] }))
    }
    let ends = PressureTally.bands
    bands = ends.indices.map { place in
      let (band, lowest) = (own.bands[place], own.bands[0])
      let came = place == 0 ? nil : pressure.came[place - 1]
      let left = place == 0 || pressure.left.isEmpty ? nil : pressure.left[place - 1]
      let cameDifference = told(came, [band.customers, band.came, lowest.customers, lowest.came])
      let leftDifference = told(
        left, [band.customers, lowest.customers] + [band.left, lowest.left].compactMap { $0 })
      return Band(
        from: ends[place], to: place + 1 < ends.count ? ends[place + 1] - 1 : nil, all: counts(band),
        members: own.members.isEmpty ? nil : counts(own.members[place]),
        others: own.others.isEmpty ? nil : counts(own.others[place]),
        cameDifference: cameDifference, leftDifference: leftDifference,
        comeLess: came?.isWorse == true && (cameDifference.shown?.high ?? 0) < 0,
        leaveMore: left?.isWorse == true && (leftDifference.shown?.low ?? 0) > 0)
    }
    // Bands that nobody reached say nothing.
    while bands.last?.all.customers.isZero == true { bands.removeLast() }
    windowDays = pressure.window
    hasOptOut = pressure.tally.hasOptOut
    if !bands.contains(where: { ($0.all.customers.shown ?? 0) > 0 }) { return nil }
  }
}
