import Analysis
import Journeys

extension BehaviourCells {
  /// Customers the client knows, apart from visitors: both parts of whatever is counted of all, in the report's family of
  /// sums.
  struct RecognisedCells {
    /// A count's two parts, which are published side by side.
    struct Split {
      var known, visitors: Int

      /// - Parameters:
      ///   - total: the cell of both together.
      ///   - parts: what adds up to both.
      init(_ count: Int, of total: Int, parts: [Split] = [], worth: Int = 0, _ family: inout Suppression) {
        let others = max(0, family.value(total) - count)
        let (known, visitors) = (family.add(count, worth: worth), family.add(others, worth: worth))
        (self.known, self.visitors) = (known, visitors)
        if family.value(total) == count + others { family.relate(parts: [known, visitors], total: total) }
        guard !parts.isEmpty else { return }
        family.relate(parts: parts.map(\.known), total: known)
        family.relate(parts: parts.map(\.visitors), total: visitors)
      }

      /// States that of both parts some are those of another count.
      func nest(in whole: Split, _ family: inout Suppression) {
        family.nest(known, in: whole.known)
        family.nest(visitors, in: whole.visitors)
      }

      /// States that neither part is above that of another count.
      func bound(by greater: Split, _ family: inout Suppression) {
        family.bound(known, by: greater.known)
        family.bound(visitors, by: greater.visitors)
      }
    }

    /// Those who did something; known ones of the client's lists, whether they did anything or not.
    let everyone: Split
    let listed: Int
    /// By touchpoint: those who came, their events, touches old enough to tell and the leaks among them, and those lost.
    let customers, events, mature, leaked, lost: [Split]
    let lostTotal: Split
    /// Events at touchpoints of customers, and those events of both.
    let touches: Split
    let allTouches: Int
    let buyers: Split
    /// Purchases, and those outside the funnel; `nil` where nothing tells.
    let purchases, outside: Split?
    /// By step of the funnel, those who reached it in order.
    let reached: [Split]

    /// - Parameter listed: customers on the client's lists, where the report is about all of their time.
    init?(
      _ analysis: BehaviourResult, _ catalog: Catalog, _ cells: Totals, listed: Int?, _ family: inout Suppression
    ) {
      guard let recognised = analysis.recognised else { return nil }
      let rows = recognised.rows
      let everyone = Split(analysis.flow.customers - analysis.flow.visitors, of: cells.everyone, worth: 1, &family)
      self.everyone = everyone
      let idle = (listed ?? 0) - family.value(everyone.known)
      if idle > 0 {
        let all = family.add(idle + family.value(everyone.known), worth: 3)
        family.nest(everyone.known, in: all)
        self.listed = all
      } else {
        self.listed = everyone.known
      }
      let customers = rows.indices.map { Split(rows[$0].customers, of: cells.customers[$0], &family) }
      let events = rows.indices.map { Split(rows[$0].events, of: cells.events[$0], &family) }
      let mature = rows.indices.map { Split(rows[$0].mature, of: cells.mature[$0], worth: 2, &family) }
      let leaked = rows.indices.map { Split(rows[$0].matureLeak, of: cells.leaked[$0], worth: 2, &family) }
      let lost = rows.indices.map { Split(rows[$0].lost, of: cells.lost[$0], &family) }
      for code in rows.indices where family.value(cells.customers[code]) > 0 {
        customers[code].nest(in: everyone, &family)
        customers[code].bound(by: events[code], &family)
        mature[code].bound(by: events[code], &family)
        family.nest(leaked[code].known, in: mature[code].known)
        // Of visitors nobody knows who they are: how many of their touches went on is no one's secret.
        family.bound(leaked[code].visitors, by: mature[code].visitors)
        lost[code].bound(by: customers[code], &family)
      }
      lostTotal = Split(rows.reduce(0) { $0 + $1.lost }, of: cells.lostTotal, parts: lost, worth: 2, &family)
      lostTotal.bound(by: everyone, &family)
      let touched = rows.indices.filter { catalog.touchpoints[$0].isCustomerTouch }
      let allTouches = family.add(touched.reduce(0) { $0 + family.value(cells.events[$1]) }, worth: 2)
      family.relate(parts: touched.map { cells.events[$0] }, total: allTouches)
      touches = Split(
        touched.reduce(0) { $0 + rows[$1].events }, of: allTouches, parts: touched.map { events[$0] }, worth: 1,
        &family)
      let buyers = Split(recognised.buyers, of: cells.buyers, worth: 1, &family)
      buyers.nest(in: everyone, &family)
      let own = recognised.blindness
      if let all = cells.blindness {
        let completed = Split(own.completed, of: all.completed, &family)
        let outside = Split(own.purchases - own.completed, of: all.outside, &family)
        let purchases = Split(own.purchases, of: all.purchases, parts: [completed, outside], worth: 1, &family)
        buyers.bound(by: purchases, &family)
        (self.purchases, self.outside) = (purchases, outside)
      } else {
        (purchases, outside) = (nil, nil)
      }
      reached = zip(recognised.reached, cells.reached).map { Split($0, of: $1, &family) }
      for (before, after) in zip(reached, reached.dropFirst()) { after.nest(in: before, &family) }
      reached.first?.nest(in: everyone, &family)
      (self.customers, self.events, self.mature, self.leaked, self.lost) = (customers, events, mature, leaked, lost)
      (self.allTouches, self.buyers) = (allTouches, buyers)
    }

    /// The cells of all of which the parts are told.
    struct Totals {
      var everyone: Int
      /// By touchpoint.
      var customers, events, mature, leaked, lost: [Int]
      var lostTotal, buyers: Int
      var blindness: BlindnessCells?
      /// By step of the funnel.
      var reached: [Int]
    }
  }
}
