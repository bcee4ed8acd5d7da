import Journeys
import Statistics

/// Which channels customers start and buy in, by a column that tells them apart; each customer once, by the first touch and
/// by the first purchase.
///
/// Named are the values with most customers, all others stand together. Whether groups differ says Pearson's test of each of
/// the two tables, corrected for all of them (Holm); which cells are off is asked only where it does, corrected for the cells.
package struct GroupChannels: Sendable {
  /// Customers of one value.
  package struct Row: Sendable {
    package var value: UInt32
    /// By the channel's code, customers.
    package var byChannel: [UInt32: Int]
    var customers: Int { byChannel.values.reduce(0, +) }
  }

  /// Customers alike.
  package struct Group: Sendable {
    /// The value's code; `nil`: all others together.
    package var value: Int?
    package var customers: Int
  }

  /// Customers by group and channel.
  package struct Look: Sendable {
    /// Channels that stand for themselves, by customers, and where some are left the others together: `nil`.
    package var channels: [UInt32?]
    /// Codes of channels of each column; of the others all of theirs.
    package var codes: [[UInt32]]
    /// `counts[group][column]`; the last row is of customers who are not compared.
    package var counts: [[Int]]
    /// Of each row, those whose channel is not known, and those who have not bought.
    package var unknown, notBought: [Int]
    /// `nil` where there are not two groups and two channels.
    package var table: ContingencyTable?
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
  /// Channels told by name at most.
  package static let mostChannels = 7
  /// Customers of each group that a channel takes to stand for itself, but for nobody; and of all who are left over.
  static let leastOfGroup = 5

  /// The column, by its place in the catalog.
  package var trait: Int
  /// Those compared: named ones by customers, all others last.
  package var groups: [Group]
  /// Customers who are not compared: those of no known value, and of all others where they are few.
  package var rest: Int
  package var started, bought: Look

  /// - Parameters:
  ///   - named: values that are told of elsewhere and are to be the same here; `nil`: those with most customers.
  ///   - fewest: customers below which a group, or a group's part in a channel, is not left alone.
  init(trait: Int, started: [Row], bought: [Row], named: [Int]?, fewest: Int) {
    self.trait = trait
    let known = started.filter { $0.value != GroupWaitTally.none }
      .sorted { (-$0.customers, $0.value) < (-$1.customers, $1.value) }
    var own =
      named.map { names in known.filter { names.contains(Int($0.value)) } }
      ?? Array(known.prefix { $0.customers >= Self.leastCases }.prefix(Self.mostNamed))
    let all = started.reduce(0) { $0 + $1.customers }
    let unknown = started.filter { $0.value == GroupWaitTally.none }.reduce(0) { $0 + $1.customers }
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
        sums[place].merge(row.byChannel, uniquingKeysWith: +)
      }
      return sums
    }
    self.started = Look(sums(started), fewest: fewest)
    self.bought = Look(sums(bought), fewest: fewest)
  }

  /// One for each column.
  ///
  /// - Parameter waits: how soon customers come back by the same columns, where that is compared.
  static func all(_ tally: GroupChannelTally, _ waits: [GroupWaits], fewest: Int) -> [GroupChannels] {
    corrected(
      (0..<tally.traits).map { trait in
        GroupChannels(
          trait: trait, started: tally.started(trait), bought: tally.bought(trait), named: waits.named(trait),
          fewest: fewest)
      })
  }

  /// The same columns, each told by what the number of tables makes of its tests.
  static func corrected(_ columns: [GroupChannels]) -> [GroupChannels] {
    var all = columns
    let tested = all.indices.flatMap { [(place: $0, isBought: false), ($0, true)] }
      .filter { ($0.isBought ? all[$0.place].bought : all[$0.place].started).table != nil }
    let p = tested.map { ($0.isBought ? all[$0.place].bought : all[$0.place].started).table?.pValue ?? 1 }
    for (test, corrected) in zip(tested, holm(p)) {
      if test.isBought { all[test.place].bought.mark(corrected) } else { all[test.place].started.mark(corrected) }
    }
    return all
  }
}

extension GroupChannels.Look {
  /// - Parameter rows: by group, the last of who is not compared: customers by channel.
  fileprivate init(_ rows: [[UInt32: Int]], fewest: Int) {
    let unknown = rows.map { $0[Catalog.noChannel] ?? 0 }
    notBought = rows.map { $0[ChannelTally.notBought] ?? 0 }
    var sums: [UInt32: Int] = [:]
    for row in rows { sums.merge(row, uniquingKeysWith: +) }
    sums[Catalog.noChannel] = nil
    sums[ChannelTally.notBought] = nil
    let ranked = sums.keys.sorted { (-(sums[$0] ?? 0), $0) < (-(sums[$1] ?? 0), $1) }
    func isFew(_ count: Int) -> Bool { 1..<fewest ~= count }
    func count(_ codes: [UInt32]) -> [Int] { rows.map { row in codes.reduce(0) { $0 + (row[$1] ?? 0) } } }
    var own = Array(ranked.filter { !count([$0]).contains(where: isFew) }.prefix(GroupChannels.mostChannels))
    // Who of a group has no known channel stands with the others where that is few.
    let none = unknown.contains(where: isFew) ? [Catalog.noChannel] : []
    func left() -> [UInt32] { ranked.filter { !own.contains($0) } + none }
    // Where few are left over in a group, the smallest channel that has a name stands with them.
    while count(left()).contains(where: isFew), own.popLast() != nil {}
    let others = left()
    channels = own.map { $0 }
    codes = own.map { [$0] }
    if count(others).contains(where: { $0 > 0 }) {
      channels.append(nil)
      codes.append(others)
    }
    self.unknown = none.isEmpty ? unknown : unknown.map { _ in 0 }
    let columns = codes.map(count)
    counts = rows.indices.map { row in columns.map { $0[row] } }
    table = ContingencyTable(counts.dropLast().map { $0 })
  }

  /// Takes what the number of tables makes of the test, and asks which cells are off where it shows a difference.
  fileprivate mutating func mark(_ corrected: Double) {
    adjustedP = corrected
    guard differs, let table else { return }
    let residuals = table.adjustedResiduals
    let p = holm(residuals.flatMap { $0.map(normalTwoSided) })
    let width = channels.count
    isMore = residuals.enumerated().map { r, row in
      row.enumerated().map { c, z in abs(z) > 2 && p[r * width + c] < 0.05 ? z > 0 : nil }
    }
  }
}

extension [GroupWaits] {
  /// The values by name of a column, where how soon they come back is compared.
  fileprivate func named(_ trait: Int) -> [Int]? {
    guard let own = first(where: { $0.subject == .trait(trait) }), own.test != nil else { return nil }
    return own.parts.compactMap { part in if case .own(let code) = part.value { code } else { nil } }
  }
}
