import Journeys
import Statistics

/// The groups that may have a page of their own: of each column the values with most customers, and every persona.
package struct GroupSieves: Sendable, Equatable {
  /// A trait of the catalog and one of its values.
  package struct Group: Sendable, Equatable {
    package var trait, value: Int
  }

  /// Values of a column at most.
  static let mostOfColumn = 12

  package private(set) var groups: [Group] = []
  /// By trait and code of a value, the place among the groups; -1 for none.
  fileprivate private(set) var placeOf: [[Int32]] = []

  init(_ log: JourneyLog) {
    for (trait, own) in log.catalog.traits.enumerated() {
      var customers = [Int](repeating: 0, count: own.values.count)
      for part in log.parts where trait < part.traits.count {
        for code in part.traits[trait] where Int(code) < customers.count { customers[Int(code)] += 1 }
      }
      // Who fits no persona is no group.
      let values = own.persona == nil ? Array(customers.indices) : [0]
      let largest = values.filter { customers[$0] >= GroupComparison.leastCases }
        .sorted { (-customers[$0], $0) < (-customers[$1], $1) }.prefix(Self.mostOfColumn)
      var places = [Int32](repeating: -1, count: own.values.count)
      for value in largest {
        places[value] = Int32(groups.count)
        groups.append(Group(trait: trait, value: value))
      }
      placeOf.append(places)
    }
  }

  /// The place of a group; `nil` of one that is too small.
  package func place(_ trait: Int, _ value: Int) -> Int? { groups.firstIndex(of: Group(trait: trait, value: value)) }

  /// Hands over the places of the groups that a customer is in.
  @inline(__always)
  fileprivate func each(_ log: EventLog, _ customer: Int, _ body: (Int) -> Void) {
    for trait in placeOf.indices where trait < log.traits.count {
      let code = Int(log.traits[trait][customer])
      guard code < placeOf[trait].count else { continue }
      let place = Int(placeOf[trait][code])
      if place >= 0 { body(place) }
    }
  }
}

/// The sieve of every such group, and what its customers are worth, from a walk.
///
/// Bounded: a group has as many rows as there are touchpoints. Nothing is counted without `groups` and `personas`.
package struct GroupSieveTally: Sendable, Equatable {
  package let plan: GroupSieves
  package private(set) var sieves: [SieveTally]
  package private(set) var worth: [GroupWorth]
  /// Of all customers.
  package private(set) var worthOfAll = GroupWorth()

  init(_ plan: GroupSieves, touchpoints: Int) {
    self.plan = plan
    sieves = plan.groups.map { _ in SieveTally(touchpoints: touchpoints) }
    worth = plan.groups.map { _ in GroupWorth() }
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter days: its purchase days.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, customer: Int,
    _ rules: CycleRules, _ calendar: ReturnCalendar
  ) {
    guard !sieves.isEmpty else { return }
    let one = OneWorth(own, days, log, calendar)
    worthOfAll.add(one)
    plan.each(log, customer) { place in
      sieves[place].add(own, log, customer: customer, rules)
      worth[place].add(one)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupSieveTally) {
    for place in sieves.indices {
      sieves[place].merge(other.sieves[place])
      worth[place].merge(other.worth[place])
    }
    worthOfAll.merge(other.worthOfAll)
  }

  /// By group and touchpoint, the most touches of one customer where they may be most of all there; else 0.
  func largest(_ log: JourneyLog) -> [[Int]] {
    var largest = sieves.map { [Int](repeating: 0, count: $0.rows.count) }
    // The others have one each at least.
    let isDoubtful = sieves.map { sieve in
      sieve.rows.map { row in
        let (all, others) = (Double(row.inflow), Double(row.customers - 1))
        return row.customers > 0 && all - others > LargestParts.most * all
      }
    }
    let isAsked = (0..<(largest.first?.count ?? 0)).map { code in isDoubtful.contains { $0[code] } }
    guard isAsked.contains(true) else { return largest }
    var own = [Int](repeating: 0, count: largest.first?.count ?? 0)
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let journey = part.journey(of: customer)
        for event in journey where isAsked[Int(event.touchpoint)] && part.period.contains(event.time) {
          own[Int(event.touchpoint)] += 1
        }
        plan.each(part, customer) { place in
          for event in journey where isDoubtful[place][Int(event.touchpoint)] {
            let code = Int(event.touchpoint)
            largest[place][code] = max(largest[place][code], own[code])
          }
        }
        for event in journey { own[Int(event.touchpoint)] = 0 }
      }
    }
    return largest
  }
}

/// What one customer bought in the period.
private struct OneWorth {
  var hasJourney: Bool
  var purchases: Int64 = 0
  /// Millionths.
  var amount: Int64 = 0
  /// Whether the first purchase is in the period and its horizon has passed, and whether another came within it.
  var isFirstOld = false
  var isFollowed = false

  init(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar
  ) {
    hasJourney = own.cycles.contains { log.counts(own.touches[$0.touches.lowerBound].logged.time) }
    for purchase in own.purchases where !purchase.isCancelled && log.counts(log[purchase.event].time) {
      purchases += 1
      guard !log.amounts.isEmpty, log.amounts[purchase.event] != .min else { continue }
      let (sum, isTooMuch) = amount.addingReportingOverflow(log.amounts[purchase.event])
      amount = isTooMuch ? .max : sum
    }
    guard let first = days.first, first.counts, calendar.lastDay - first.day >= calendar.horizon else { return }
    isFirstOld = true
    isFollowed = days.count > 1 && days[1].day - first.day <= calendar.horizon
  }
}

/// What customers with a journey in the period bought in it, one by one: sums from which means and their errors follow.
package struct GroupWorth: Sendable, Equatable {
  /// Purchases that stand, and hundredths of money, by customer.
  package private(set) var purchases = RatioSums()
  package private(set) var spent = RatioSums()
  package private(set) var buyers = 0
  /// Of one customer, the most purchases and the most hundredths.
  package private(set) var mostPurchases: Int64 = 0
  package private(set) var mostSpent: Int64 = 0
  /// First purchases of the period whose horizon has passed, and those followed by another within it.
  package private(set) var firsts = 0
  package private(set) var followed = 0

  package init() {}

  fileprivate mutating func add(_ one: OneWorth) {
    if one.isFirstOld { firsts += 1 }
    if one.isFollowed { followed += 1 }
    guard one.hasJourney else { return }
    let hundredths = one.amount / 10_000
    purchases.add(part: one.purchases, whole: 1)
    spent.add(part: hundredths, whole: 1)
    (mostPurchases, mostSpent) = (max(mostPurchases, one.purchases), max(mostSpent, hundredths))
    if one.purchases > 0 { buyers += 1 }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupWorth) {
    purchases.merge(other.purchases)
    spent.merge(other.spent)
    buyers += other.buyers
    (mostPurchases, mostSpent) = (max(mostPurchases, other.mostPurchases), max(mostSpent, other.mostSpent))
    firsts += other.firsts
    followed += other.followed
  }
}
