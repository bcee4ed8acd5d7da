import Analysis
import Journeys

/// What the company did and how customers went about it: contact, mailings, service after purchases, ways within a journey.
extension BehaviourCells {
  /// Customers and touches by way of contact, in the order of `ContactMode`.
  struct ContactCells {
    let customers: [Int]
    let touches: [Int]

    init(
      _ analysis: BehaviourResult, _ catalog: Catalog, _ flow: FlowCells, at people: [Int], _ family: inout Suppression
    ) {
      let modes: [ContactMode] = [.direct, .indirect, .none]
      let touched = catalog.touchpoints.indices.filter { catalog.touchpoints[$0].isCustomerTouch }
      let own = modes.map { mode in touched.filter { catalog.touchpoints[$0].contact == mode } }
      touches = analysis.channels.contactTouches.map { family.add($0) }
      customers = analysis.channels.contactCustomers.map { family.add($0) }
      // Rows that say themselves how contact was made part a touchpoint's touches among the ways.
      guard !NamedContact(catalog).isNamed else {
        let total = family.add(implied: analysis.channels.contactTouches.reduce(0, +))
        family.relate(parts: touches, total: total)
        family.relate(parts: touched.map { flow.events[$0] }, ifTotal: total)
        for mode in modes.indices {
          family.bound(customers[mode], by: touches[mode])
          family.nest(customers[mode], in: flow.everyone)
        }
        return
      }
      for (mode, codes) in own.enumerated() {
        // Where they are nothing else, touches are sums over touchpoints.
        family.relate(parts: codes.map { flow.events[$0] }, ifTotal: touches[mode])
        family.bound(customers[mode], by: touches[mode])
        family.nest(customers[mode], in: flow.everyone)
        for code in codes { family.bound(people[code], by: customers[mode]) }
      }
    }
  }

  /// What was sent out at one touchpoint, and who answered.
  struct OutreachCells {
    let events, customers, mature, responded: Int

    init(_ row: OutreachRow, events: Int, customers: Int, _ family: inout Suppression) {
      self.events = BehaviourCells.sameOrOwn(row.events, events, &family)
      self.customers = BehaviourCells.sameOrOwn(row.customers, customers, &family)
      (mature, responded) = (family.add(row.mature), family.add(row.responded))
      if self.events != events { family.bound(self.events, by: events) }
      if self.customers != customers { family.bound(self.customers, by: customers) }
      family.bound(mature, by: self.events)
      family.nest(responded, in: mature)
    }
  }

  /// Purchases old enough to tell, by whether their customers came to a service touchpoint afterwards.
  struct ServiceCells {
    /// Purchases, and those with no touch of buying after them.
    struct Row {
      let purchases, notFollowed: Int

      init(_ row: RestRow, _ family: inout Suppression) {
        (purchases, notFollowed) = (family.add(row.purchases), family.add(row.notFollowed))
        family.nest(notFollowed, in: purchases)
      }
    }
    let here, elsewhere: Row

    init(_ row: RestRow, of all: RestRow, _ cells: Row, _ family: inout Suppression) {
      here = Row(row, &family)
      elsewhere = Row(row.rest(of: all), &family)
      family.relate(parts: [here.purchases, elsewhere.purchases], total: cells.purchases)
      family.relate(parts: [here.notFollowed, elsewhere.notFollowed], total: cells.notFollowed)
    }
  }

  /// Journeys with a skip, with a step back, with a loop: none of them all, and one may be of several kinds.
  struct ShapeCells {
    let skip, back, loop: Int

    init(_ tally: SieveTally, cycles: Int, _ family: inout Suppression) {
      (skip, back) = (family.add(tally.cyclesWithSkip), family.add(tally.cyclesWithBack))
      loop = family.add(tally.cyclesWithLoop)
      for cell in [skip, back, loop] { family.nest(cell, in: cycles) }
    }
  }

  /// Buyers whose channels are known, by whether they bought in another than they started in.
  struct ChoiceCells {
    let other, same, all: Int

    /// - Parameter matrix: their channels, or groups of channels, of which these are sums.
    init(_ matrix: MatrixCells, _ family: inout Suppression) {
      var (apart, along): ([Int], [Int]) = ([], [])
      for (row, start) in matrix.rows.enumerated() where start != Catalog.noChannel {
        for (column, end) in matrix.columns.enumerated() where end != Catalog.noChannel && end != ChannelTally.notBought
        {
          if start == end { along.append(matrix.cells[row][column]) } else { apart.append(matrix.cells[row][column]) }
        }
      }
      func sum(_ cells: [Int]) -> Int { cells.reduce(0) { $0 + family.value($1) } }
      let (other, same) = (family.add(sum(apart)), family.add(sum(along)))
      all = family.add(sum(apart) + sum(along))
      family.relate(parts: [other, same], total: all)
      family.relate(parts: apart, ifTotal: other)
      family.relate(parts: along, ifTotal: same)
      (self.other, self.same) = (other, same)
    }
  }
}
