import Analysis
import Journeys
import Statistics

/// How soon customers come back by a column that tells them apart, or by what they bought first, as it may be said.
package struct GroupWaitFindings: Sendable {
  /// Who a group is.
  package enum Value: Sendable {
    case own(NamedThing)
    /// Those who bought several products at once.
    case several
    /// All others together.
    case others
  }

  /// What is said of how soon they come back.
  package enum Verdict: String, Sendable {
    case differ, none
    /// Too few of two groups bought, or came back.
    case untold
  }

  /// How a group comes back beside the others.
  package enum Pace: String, Sendable { case sooner, later }

  /// Customers alike.
  package struct Group: Sendable {
    package var value: Value
    /// Whose first purchase counts.
    package var customers: Published<Int>
    /// The curve of those who bought again, from the beginning on; at the same days in each group.
    package var curve: [ReturnFindings.CurvePoint]
    /// Between two points of the curve: of those who still waited at the first, the share that came back by the second, those
    /// no longer watched counted for as long as they were; to thousandths.
    package var hazards: [Published<Estimate>]
    /// Days without a second purchase up to the last point, on average.
    package var restrictedMean: Published<Estimate>
    /// Days until half have bought again; undefined where that is not seen by the last point.
    package var medianDays: Published<Int64>
    /// `nil` where no difference from the others is shown.
    package var pace: Pace?
  }

  /// The column; `nil`: what was bought first.
  package var column: String?
  /// Those that are compared; empty where nothing may be told.
  package var groups: [Group]
  /// Buyers of whom nothing is known, or who are too few to be compared.
  package var notCompared: Published<Int>
  /// The day up to which all curves are told.
  package var days: Int64
  package var verdict: Verdict
  /// Of the log-rank test, corrected for the columns tried.
  package var pValue: Published<Double>

  /// - Parameters:
  ///   - whole: the curve of all first purchases, as far as it is told: what is not told of all is told of no part, since
  ///     parts add up to it.
  ///   - known: what is told elsewhere of nearly the same customers.
  init(
    _ waits: GroupWaits, _ products: NamedCodes, _ catalog: Catalog, whole: [ReturnFindings.CurvePoint],
    known: Known, _ hiding: Hiding
  ) {
    let compared = waits.parts.filter(\.isCompared)
    var rest = waits.unknown
    for part in waits.parts where !part.isCompared { rest.merge(part.days) }
    column = waits.column(catalog)
    let values = compared.map { Self.value($0.value, waits.subject, products, catalog) }
    // Who is in one count and not in the other would be told by the two.
    let isTold = zip(values, compared).allSatisfy { value, part in
      !known.counts(value).contains { count in
        count.map { hiding.hides(abs($0 - part.days.customers)) } ?? true
      }
    }
    let ends = Self.ends(compared.map(\.curve) + [rest.curve], whole: whole, hiding)
    guard let test = waits.test, isTold, ends.count > 1, let last = ends.last, !hiding.hides(rest.customers) else {
      (groups, notCompared, days, verdict, pValue) = ([], .undefined, 0, .untold, .undefined)
      return
    }
    let isDifferent = waits.adjustedP < 0.05
    groups = zip(values, compared).map { Group($0, $1, ends, isDifferent: isDifferent, hiding) }
    notCompared = hiding.count(rest.customers)
    days = Int64(last)
    verdict = isDifferent ? .differ : .none
    pValue = hiding.number(waits.adjustedP, of: test.observed.reduce(0, +))
  }

  private static func value(
    _ value: GroupWaits.Value, _ subject: GroupWaitTally.Subject, _ products: NamedCodes, _ catalog: Catalog
  ) -> Value {
    switch (value, subject) {
    case (.own(let code), .trait(let place)): return .own(catalog.traits[place].values[code])
    case (.own(let code), .product):
      let source = products.sources[code]
      return .own(catalog.attributes[source.attribute].values[source.value])
    case (.several, _): return .several
    case (.others, _): return .others
    }
  }

  /// Days, from the first on, between which of no part few bought again, or few were last seen, and after which of none few
  /// wait: of all parts together that is told already.
  private static func ends(
    _ parts: [KaplanMeier], whole: [ReturnFindings.CurvePoint], _ hiding: Hiding
  ) -> [Int] {
    guard !whole.isEmpty else { return [] }
    var ends = [0]
    var before = parts.map(\.n)
    for end in RepeatTally.windows.map({ Int($0) }) where whole.contains(where: { $0.days == Int64(end) }) {
      let begin = ends.count == 1 ? 0 : ends[ends.count - 1] + 1
      let bought = parts.map { $0.events[begin...end].reduce(0, +) }
      let waiting = parts.map { $0.atRisk[end] - $0.events[end] }
      let isTold = parts.indices.allSatisfy { p in
        ![bought[p], waiting[p], before[p] - bought[p] - waiting[p]].contains(where: hiding.hides)
          && (parts[p].n == 0 || parts[p].isObserved(to: end))
      }
      guard isTold else { continue }
      ends.append(end)
      before = waiting
    }
    return ends
  }
}

extension GroupWaitFindings.Group {
  fileprivate init(
    _ value: GroupWaitFindings.Value, _ part: GroupWaits.Part, _ ends: [Int], isDifferent: Bool, _ hiding: Hiding
  ) {
    let curve = part.curve
    self.value = value
    customers = hiding.count(curve.n)
    let none = Estimate(value: 0, low: 0, high: 0, n: curve.n)
    self.curve = ends.map { end in
      let again = end == 0 ? none : curve.estimate(at: end).map(ReturnFindings.CurvePoint.again)
      return .init(
        days: Int64(end), again: hiding.number(again, of: curve.n),
        waiting: hiding.count(end == 0 ? curve.n : curve.atRisk[end] - curve.events[end]))
    }
    hazards = zip(ends, ends.dropFirst()).map { begin, end in
      // Nobody buys again on the day of the first purchase.
      let bought = curve.events[begin + 1...end].reduce(0, +)
      // Who was watched to the day on which a span begins is told apart by nobody.
      let share = curve.hazard(in: begin + 1...end).map {
        Estimate(value: $0.value, low: $0.low, high: $0.high, n: curve.n)
      }
      return hiding.number(share.map { $0.toThousandths }, of: bought)
    }
    let last = ends[ends.count - 1]
    restrictedMean = hiding.number(curve.restrictedMeanEstimate(to: last), of: curve.n)
    medianDays = hiding.number(curve.median.value.flatMap { $0 <= last ? Int64($0) : nil }, of: curve.n)
    pace =
      isDifferent && part.adjustedP.map { $0 < 0.05 } ?? false ? part.ratio.map { $0 > 1 ? .sooner : .later } : nil
  }
}

extension Estimate {
  /// Drawn and written no finer, so that nothing of single people follows.
  fileprivate var toThousandths: Estimate {
    func rounded(_ share: Double) -> Double { (share * 1_000).rounded() / 1_000 }
    return Estimate(value: rounded(value), low: rounded(low), high: rounded(high), n: n)
  }
}

extension Report {
  /// What the columns by which customers are told apart, and their values, campaigns and offers are called.
  var groupNames: [String] {
    let ofContacts = ((contacts?.campaigns ?? []) + (contacts?.offers ?? [])).flatMap {
      $0.name.name.entries.map(\.text)
    }
    let compared = (groups + groupJourneys + groupPurchases).flatMap { own in
      [own.column] + own.groups.flatMap { $0.value?.name.entries.map(\.text) ?? [] }
    }
    return ofContacts + compared
      + (returns?.groups ?? []).flatMap { wait -> [String] in
        [wait.column].compactMap { $0 }
          + wait.groups.flatMap { group -> [String] in
            guard case .own(let thing) = group.value else { return [] }
            return thing.name.entries.map(\.text)
          }
      }
  }
}

extension GroupWaits {
  /// The column; `nil`: what was bought first.
  func column(_ catalog: Catalog) -> String? {
    switch subject {
    case .trait(let place): catalog.traits[place].name
    case .product: nil
    }
  }
}

extension GroupWaitFindings {
  /// What is told elsewhere of groups that are nearly the same.
  struct Known {
    /// By value, first journeys that ended in a purchase, and buyers: all others' by `nil`; a count that is hidden is `nil`.
    var first: [String: Int] = [:]
    var buyers: [String?: Int?] = [:]
    /// The same of those whose first purchase is in the period.
    var firstBuyers: [String?: Int?] = [:]

    /// Counts of nearly the same customers as a group's.
    fileprivate func counts(_ value: Value) -> [Int?] {
      var counts: [Int?] = []
      switch value {
      case .own(let thing):
        if let count = first[thing.id] { counts.append(count) }
        if let count = buyers[thing.id] { counts.append(count) }
        if let count = firstBuyers[thing.id] { counts.append(count) }
      case .others:
        if let count = buyers[nil] { counts.append(count) }
        if let count = firstBuyers[nil] { counts.append(count) }
      case .several: break
      }
      return counts
    }
  }
}

extension ReturnFindings {
  /// By column, what is told elsewhere: where what separates buyers tells values of it, and where channels are told by group.
  static func known(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells
  ) -> [String: GroupWaitFindings.Known] {
    var known: [String: GroupWaitFindings.Known] = [:]
    for attribute in analysis.separation?.attributes ?? [] {
      let values = catalog.attributes[attribute.place].values
      known[catalog.attributes[attribute.place].name, default: .init()].first = Dictionary(
        attribute.levels.map { (values[$0.value].id, $0.with.bought) }, uniquingKeysWith: { first, _ in first })
    }
    func counts(_ groups: GroupComparison, _ own: [Int]) -> [String?: Int?] {
      let trait = catalog.traits[groups.trait]
      let told = zip(groups.groups, own).map { group, cell in
        (
          group.value.map { trait.values[$0].id },
          Int?.some(cells.value(cell)).flatMap { cells[cell].isHidden ? nil : $0 }
        )
      }
      return Dictionary(told, uniquingKeysWith: { first, _ in first })
    }
    for (groups, own) in zip(analysis.groups.channels, cells.groups.channels) {
      known[catalog.traits[groups.trait].name, default: .init()].buyers = counts(groups, own.inside)
    }
    for (groups, own) in zip(analysis.groups.purchases, cells.groups.purchases) {
      known[catalog.traits[groups.trait].name, default: .init()].firstBuyers = counts(groups, own.customers)
    }
    return known
  }
}
