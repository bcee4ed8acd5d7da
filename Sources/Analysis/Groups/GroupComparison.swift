import Journeys
import Statistics

/// Two looks at customers by a column that tells them apart, each customer once: at the channels they start and buy in, at the
/// touchpoints where they come in and where they are lost, at what they buy first and on which day of the week.
///
/// Named are the values with most customers, all others stand together. Whether groups differ says Pearson's test of each of
/// the two tables, corrected for all of them (Holm); which cells are off is asked only where it does, corrected for the cells.
package struct GroupComparison: Sendable {
  /// Customers of one value.
  package struct Row: Sendable {
    package var value: UInt32
    /// By code of the channel, touchpoint, product or day, customers.
    package var byPlace: [UInt32: Int]
    package var customers: Int { byPlace.values.reduce(0, +) }
  }

  /// Customers alike.
  package struct Group: Sendable {
    /// The value's code; `nil`: all others together.
    package var value: Int?
    package var customers: Int
  }

  /// Customers by group and place: a channel, a touchpoint, a product or a day.
  package struct Look: Sendable {
    /// Places that stand for themselves, by customers, and where some are left the others together: `nil`.
    package var places: [UInt32?]
    /// Codes of places of each column; of the others all of theirs.
    package var codes: [[UInt32]]
    /// `counts[group][column]`; the last row is of customers who are not compared.
    package var counts: [[Int]]
    /// Of each row, those whose place is not known, and those who are at none: who have not bought, or were not lost.
    package var unknown, outside: [Int]
    /// `nil` where there are not two groups and two places, and where groups are chosen by what is looked at.
    package var table: ContingencyTable?
    /// Whether groups are personas that are chosen by what is looked at: that they differ in it is no finding.
    package var isChosen = false
    /// The test's p, corrected for the tables tried; 1 without a test.
    package var adjustedP = 1.0
    /// By group and column, whether more or fewer than in the other groups; empty where groups are not shown to differ.
    package var isMore: [[Bool?]] = []

    /// Whether groups are shown to differ.
    package var differs: Bool { table != nil && adjustedP < 0.05 }
  }

  /// Values told by name at most.
  package static let mostNamed = 6
  /// Customers that a value takes to be named and compared.
  package static let leastCases = 30
  /// Places told by name at most.
  package static let mostPlaces = 7
  /// Customers of each group that a place takes to stand for itself, but for nobody; and of all who are left over.
  static let leastOfGroup = 5

  /// The column, by its place in the catalog.
  package var trait: Int
  /// Those compared: named ones by customers, all others last.
  package var groups: [Group]
  /// Customers who are not compared: those of no known value, and of all others where they are few.
  package var rest: Int
  package var first, second: Look
  /// Who of each group stopped; of journeys only.
  package var stops: GroupStops?

  /// - Parameters:
  ///   - named: values that are told of elsewhere and are to be the same here; `nil`: those with most customers.
  ///   - fewest: customers below which a group, or a group's part in a place, is not left alone.
  ///   - chosen: whether it is each of the looks that groups are chosen by.
  init(
    trait: Int, first: [Row], second: [Row], named: [Int]?, fewest: Int,
    chosen: (first: Bool, second: Bool) = (false, false)
  ) {
    self.trait = trait
    let known = first.filter { $0.value != GroupWaitTally.none }
      .sorted { (-$0.customers, $0.value) < (-$1.customers, $1.value) }
    var own =
      named.map { names in known.filter { names.contains(Int($0.value)) } }
      ?? Array(known.prefix { $0.customers >= Self.leastCases }.prefix(Self.mostNamed))
    let all = first.reduce(0) { $0 + $1.customers }
    let unknown = first.filter { $0.value == GroupWaitTally.none }.reduce(0) { $0 + $1.customers }
    func others() -> Int { all - unknown - own.reduce(0) { $0 + $1.customers } }
    func rest() -> Int { others() >= Self.leastCases ? unknown : unknown + others() }
    let fewest = max(fewest, Self.leastOfGroup)
    while 1..<fewest ~= rest(), own.popLast() != nil {}
    groups = own.map { Group(value: Int($0.value), customers: $0.customers) }
    if others() >= Self.leastCases { groups.append(Group(value: nil, customers: others())) }
    self.rest = rest()
    let places = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1.value, $0) })
    let (othersPlace, last) = (
      groups.last.map { $0.value == nil } ?? false ? groups.count - 1 : groups.count, groups.count
    )
    func sums(_ rows: [Row]) -> [[UInt32: Int]] {
      var sums = [[UInt32: Int]](repeating: [:], count: last + 1)
      for row in rows {
        let place = row.value == GroupWaitTally.none ? last : places[row.value] ?? othersPlace
        sums[place].merge(row.byPlace, uniquingKeysWith: +)
      }
      return sums
    }
    self.first = Look(sums(first), fewest: fewest, isChosen: chosen.first)
    self.second = Look(sums(second), fewest: fewest, isChosen: chosen.second)
  }

  /// The same columns, each told by what the number of tables makes of its tests.
  static func corrected(_ columns: [GroupComparison]) -> [GroupComparison] {
    var all = columns
    var tested: [(place: Int, mark: (inout GroupComparison, Double) -> Void, p: Double)] = []
    for (place, own) in all.enumerated() {
      if let table = own.first.table { tested.append((place, { $0.first.mark($1) }, table.pValue)) }
      if let table = own.second.table { tested.append((place, { $0.second.mark($1) }, table.pValue)) }
      if let table = own.stops?.table { tested.append((place, { $0.stops?.mark($1) }, table.pValue)) }
    }
    for (test, p) in zip(tested, holm(tested.map(\.p))) { test.mark(&all[test.place], p) }
    return all
  }
}

extension GroupComparison.Look {
  /// - Parameter rows: by group, the last of who is not compared: customers by place.
  fileprivate init(_ rows: [[UInt32: Int]], fewest: Int, isChosen: Bool) {
    self.isChosen = isChosen
    let unknown = rows.map { $0[Catalog.noChannel] ?? 0 }
    outside = rows.map { $0[ChannelTally.notBought] ?? 0 }
    var sums: [UInt32: Int] = [:]
    for row in rows { sums.merge(row, uniquingKeysWith: +) }
    sums[Catalog.noChannel] = nil
    sums[ChannelTally.notBought] = nil
    let ranked = sums.keys.sorted { (-(sums[$0] ?? 0), $0) < (-(sums[$1] ?? 0), $1) }
    func isFew(_ count: Int) -> Bool { 1..<fewest ~= count }
    func count(_ codes: [UInt32]) -> [Int] { rows.map { row in codes.reduce(0) { $0 + (row[$1] ?? 0) } } }
    var own = Array(ranked.filter { !count([$0]).contains(where: isFew) }.prefix(GroupComparison.mostPlaces))
    // Who of a group has no known place stands with the others where that is few.
    let none = unknown.contains(where: isFew) ? [Catalog.noChannel] : []
    func left() -> [UInt32] { ranked.filter { !own.contains($0) } + none }
    // Where few are left over in a group, the smallest place that has a name stands with them.
    while count(left()).contains(where: isFew), own.popLast() != nil {}
    let others = left()
    places = own.map { $0 }
    codes = own.map { [$0] }
    if count(others).contains(where: { $0 > 0 }) {
      places.append(nil)
      codes.append(others)
    }
    self.unknown = none.isEmpty ? unknown : unknown.map { _ in 0 }
    let columns = codes.map(count)
    counts = rows.indices.map { row in columns.map { $0[row] } }
    table = isChosen ? nil : ContingencyTable(counts.dropLast().map { $0 })
  }

  /// Takes what the number of tables makes of the test, and asks which cells are off where it shows a difference.
  fileprivate mutating func mark(_ corrected: Double) {
    adjustedP = corrected
    guard differs, let table else { return }
    let residuals = table.adjustedResiduals
    let p = holm(residuals.flatMap { $0.map(normalTwoSided) })
    let width = places.count
    isMore = residuals.enumerated().map { r, row in
      row.enumerated().map { c, z in abs(z) > 2 && p[r * width + c] < 0.05 ? z > 0 : nil }
    }
  }
}

/// All comparisons of groups in a report, their tests corrected together.
package struct GroupComparisons: Sendable {
  /// By column of `groups`, where there are channels: those started and bought in.
  package var channels: [GroupComparison] = []
  /// By column likewise: how customers make contact, and over how many channels.
  package var reach: [GroupComparison] = []
  /// By column: touchpoints where customers came in and where they were lost.
  package var journeys: [GroupComparison] = []
  /// By column, where anybody bought: what was bought first, and on which day of the week.
  package var purchases: [GroupComparison] = []

  /// - Parameters:
  ///   - waits: how soon customers come back by the same columns, where that is compared: the same values are named here.
  ///   - choices: by trait, what a persona is chosen by; nothing of a column.
  ///   - fewest: customers below which a group, or a group's part in a place, is not left alone.
  init(
    _ channels: GroupChannelTally, _ reach: GroupReachTally, _ ways: GroupWayTally, _ waits: [GroupWaits],
    choices: [PersonaChoice?], fewest: Int
  ) {
    // Who fits a persona is told by name where they are enough, of all looks alike: so the others are the same as well.
    func own(_ trait: Int) -> [Int]? {
      guard choices[trait] != nil else { return nil }
      let members = ways.rows(.cameIn, trait).first { $0.value == 0 }
      return members.map { $0.customers >= GroupComparison.leastCases } ?? false ? [0] : []
    }
    let ofChannels = (0..<channels.traits).map { trait in
      GroupComparison(
        trait: trait, first: channels.started(trait), second: channels.bought(trait),
        named: own(trait) ?? waits.named(trait), fewest: fewest,
        chosen: (choices[trait]?.isOfStart ?? false, choices[trait]?.isOfChannels ?? false))
    }
    func named(_ trait: Int) -> [Int]? {
      ofChannels.first { $0.trait == trait }.map { $0.groups.compactMap(\.value) } ?? waits.named(trait)
    }
    func compared(
      _ first: GroupWayTally.Look, _ second: GroupWayTally.Look, _ chosen: (PersonaChoice) -> (Bool, Bool)
    ) -> [GroupComparison] {
      (0..<ways.traits).map { trait in
        GroupComparison(
          trait: trait, first: ways.rows(first, trait), second: ways.rows(second, trait),
          named: own(trait) ?? named(trait), fewest: fewest,
          chosen: choices[trait].map(chosen) ?? (false, false))
      }.filter { $0.groups.count > 0 }
    }
    /// Who stopped, where anybody may: of those whose last journey is decided.
    func stops(_ own: GroupComparison) -> GroupStops {
      let named = own.groups.compactMap(\.value)
      let rows = own.groups.indices.map { place in
        GroupStops.Row(
          stopped: own.groups[place].customers - own.second.outside[place],
          decided: ways.decided(own.trait, value: own.groups[place].value, named: named))
      }
      return GroupStops(rows, isChosen: choices[own.trait]?.isOfEnd ?? false)
    }
    let ofReach = (0..<reach.traits).map { trait in
      GroupComparison(
        trait: trait, first: reach.contact(trait), second: reach.channels(trait),
        named: named(trait), fewest: fewest)
    }
    var ofJourneys = compared(.cameIn, .lost) { ($0.isOfStart, $0.isOfEnd) }
    for place in ofJourneys.indices { ofJourneys[place].stops = stops(ofJourneys[place]) }
    let ofPurchases = compared(.product, .weekday) { _ in (false, false) }
    var all = GroupComparison.corrected(ofChannels + ofReach + ofJourneys + ofPurchases)[...]
    func next(_ count: Int) -> [GroupComparison] {
      defer { all = all.dropFirst(count) }
      return Array(all.prefix(count))
    }
    self.channels = next(ofChannels.count)
    self.reach = next(ofReach.count)
    journeys = next(ofJourneys.count)
    purchases = next(ofPurchases.count)
  }
}

extension [GroupWaits] {
  /// The values by name of a column, where how soon they come back is compared.
  fileprivate func named(_ trait: Int) -> [Int]? {
    guard let own = first(where: { $0.subject == .trait(trait) }), own.test != nil else { return nil }
    return own.parts.compactMap { part in if case .own(let code) = part.value { code } else { nil } }
  }
}
