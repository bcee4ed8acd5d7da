import Journeys

/// What customers bought and gave back in each branch or team, and how often they stopped there; from a walk.
///
/// Bounded: a unit has a count for each kind of case and four sets of customers.
package struct UnitTally: Sendable, Equatable {
  /// What is counted of units.
  package enum Count: Int, CaseIterable, Sendable {
    /// Purchases, and those of them that were given back.
    case sold, returned
    /// Touches old enough to tell, and those of them after which the customer left.
    case touched, stopped
  }

  package let unit: OrganisationUnit
  package let names: NamedCodes
  private let products: NamedCodes
  /// By touchpoint, whether a customer who leaves there may have been lost by the unit.
  private let mayStop: [Bool]
  /// By count: the unit, and the kind of case.
  private var cases: [PairCounts]
  /// By count and touchpoint, those that name a unit.
  private var places: [[Int]]
  /// By count and unit, customers.
  private var people: [[Int]]
  /// By count and unit, the most cases of one customer.
  private var mosts: [[Int]]
  /// The last customer of each set of `people`, and how many cases are theirs.
  private var stamps: [[Int32]]
  private var own: [[Int]]

  init(_ unit: OrganisationUnit, _ catalog: Catalog) {
    self.unit = unit
    names = NamedCodes(catalog) { $0.units.contains(unit) }
    products = NamedCodes(catalog) { $0.isProduct }
    mayStop = catalog.touchpoints.map { [.touch, .service, .referral].contains($0.kind) }
    let counts = names.isEmpty ? 0 : Count.allCases.count
    cases = [PairCounts](repeating: PairCounts(), count: counts)
    places = [[Int]](repeating: [Int](repeating: 0, count: catalog.touchpoints.count), count: counts)
    people = [[Int]](repeating: [Int](repeating: 0, count: names.sources.count), count: counts)
    stamps = people.map { $0.map { _ in -1 } }
    (mosts, own) = (people, people)
  }

  /// Those of a log whose events name any.
  static func all(_ catalog: Catalog) -> [UnitTally] {
    OrganisationUnit.allCases.map { UnitTally($0, catalog) }.filter { !$0.names.isEmpty }
  }

  /// Counts the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    let customer = Int32(truncatingIfNeeded: log.firstCustomer + index)
    for (place, purchase) in own.purchases.enumerated() {
      let event = log[purchase.event]
      guard log.counts(event.time), let unit = unit(of: purchase.event, log) else { continue }
      let touchpoint = Int(event.touchpoint)
      let stratum = stratum(of: purchase.event, touchpoint, isFirst: place == 0, log)
      count(.sold, unit, stratum, touchpoint, customer)
      if purchase.isCancelled { count(.returned, unit, stratum, touchpoint, customer) }
    }
    for cycle in own.cycles {
      guard log.counts(own.touches[cycle.touches.lowerBound].logged.time) else { continue }
      for place in cycle.touches {
        let touch = own.touches[place]
        let code = Int(touch.logged.touchpoint)
        guard mayStop[code], let unit = unit(of: touch.event, log) else { continue }
        guard touch.outcome.isLeak || touch.logged.time <= rules.matureUntil[code] else { continue }
        count(.touched, unit, UInt32(code), code, customer)
        if touch.outcome.isLeak { count(.stopped, unit, UInt32(code), code, customer) }
      }
    }
  }

  private func unit(of event: Int, _ log: EventLog) -> UInt32? {
    let code = names.code(of: event, log)
    return code < UInt32(names.sources.count) ? code : nil
  }

  /// Purchases of one thing, else at one touchpoint; first ones apart from later ones.
  private func stratum(of event: Int, _ touchpoint: Int, isFirst: Bool, _ log: EventLog) -> UInt32 {
    let product = products.code(of: event, log)
    let kind = product < UInt32(products.sources.count) ? mayStop.count + Int(product) : touchpoint
    return UInt32(2 * kind + (isFirst ? 0 : 1))
  }

  private mutating func count(_ what: Count, _ unit: UInt32, _ stratum: UInt32, _ touchpoint: Int, _ customer: Int32) {
    cases[what.rawValue].add(unit, stratum)
    places[what.rawValue][touchpoint] += 1
    let (what, unit) = (what.rawValue, Int(unit))
    if stamps[what][unit] != customer {
      stamps[what][unit] = customer
      own[what][unit] = 0
      people[what][unit] += 1
    }
    own[what][unit] += 1
    mosts[what][unit] = max(mosts[what][unit], own[what][unit])
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: UnitTally) {
    for what in cases.indices {
      cases[what].merge(other.cases[what])
      places[what].add(other.places[what])
      people[what].add(other.people[what])
      for unit in mosts[what].indices { mosts[what][unit] = max(mosts[what][unit], other.mosts[what][unit]) }
    }
  }

  /// By touchpoint, those that name a unit.
  package func places(_ what: Count) -> [Int] { places[what.rawValue] }
  /// By unit, customers.
  package func people(_ what: Count) -> [Int] { people[what.rawValue] }
  /// By unit, the most cases of one customer.
  package func mosts(_ what: Count) -> [Int] { mosts[what.rawValue] }
  /// By unit, cases.
  package func total(_ what: Count) -> [Int] {
    var totals = [Int](repeating: 0, count: names.sources.count)
    for entry in cases[what.rawValue].sorted { totals[Int(entry.a)] += entry.count }
    return totals
  }

  /// By unit and kind of case.
  func strata(_ part: Count, of whole: Count) -> [[(part: Int, whole: Int)]] {
    var strata: [UInt32] = []
    for entry in cases[whole.rawValue].sorted where !strata.contains(entry.b) { strata.append(entry.b) }
    strata.sort()
    let placeOf = Dictionary(uniqueKeysWithValues: strata.enumerated().map { ($1, $0) })
    var cells = [[(part: Int, whole: Int)]](
      repeating: [(part: Int, whole: Int)](repeating: (0, 0), count: strata.count), count: names.sources.count)
    for entry in cases[whole.rawValue].sorted {
      if let place = placeOf[entry.b] { cells[Int(entry.a)][place].whole += entry.count }
    }
    for entry in cases[part.rawValue].sorted {
      if let place = placeOf[entry.b] { cells[Int(entry.a)][place].part += entry.count }
    }
    return cells
  }

  package static func == (a: UnitTally, b: UnitTally) -> Bool {
    a.unit == b.unit && a.names == b.names && a.places == b.places && a.people == b.people && a.mosts == b.mosts
      && zip(a.cases, b.cases).allSatisfy { $0 == $1 }
  }
}
