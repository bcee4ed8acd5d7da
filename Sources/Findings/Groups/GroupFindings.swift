import Analysis
import Journeys
import Statistics

/// Customers by a column of `groups`, as it may be said: which channels each group starts and buys in.
package struct GroupFindings: Sendable {
  /// Customers alike.
  package struct Group: Sendable {
    /// `nil`: all others together.
    package var value: NamedThing?
    package var customers: Published<Int>
  }

  /// What is said of a difference between groups.
  package enum Verdict: String, Sendable {
    case differ, none
    /// Too few of two groups, or in two channels, or what few customers did would follow.
    case untold
  }

  /// A group and a channel that go together more, or less, than chance explains.
  package struct Mark: Sendable {
    package var group, channel: Int
    package var isMore: Bool
    /// The group's share in the channel, and that of all other groups together.
    package var own, others: Double
  }

  /// How much groups differ, by convention (Cohen 1988, scaled by the lesser of groups and channels, less one).
  package enum Strength: String, Sendable { case negligible, weak, moderate, strong }

  /// Customers by group and channel.
  package struct Look: Sendable {
    /// Channels' codes, by customers; `nil`: all others together.
    package var channels: [UInt32?]
    /// `customers[group][channel]`
    package var customers: [[Published<Int>]]
    /// Of those whose channel is known, with ranges that hold all of a group at once.
    package var shares: [[Published<Estimate>]]
    /// By group, those whose channel is not known, and those who have not bought.
    package var unknown, notBought: [Published<Int>]
    package var verdict: Verdict
    /// Pearson's test, its p corrected for the tables tried.
    package var chiSquare: Published<Double>
    package var degrees: Int
    package var pValue: Published<Double>
    /// How much groups differ: Cramér's V, corrected for chance; its `n` is of customers.
    package var effect: Published<Estimate>
    /// The same in words; `nil` where groups are not shown to differ.
    package var band: Strength?
    /// The largest difference of shares first; none where groups are not shown to differ.
    package var marks: [Mark]

    /// Whether there is anything to compare.
    package var isTold: Bool { verdict != .untold }
  }

  /// The header of what tells them apart.
  package var column: String
  package var groups: [Group]
  /// Customers of no known value, and of groups too small to be compared.
  package var notCompared: Published<Int>
  /// By the channel of the first touch, and by that of the first purchase that stands.
  package var started, bought: Look

  init(_ groups: GroupChannels, _ own: BehaviourCells.GroupCells, _ catalog: Catalog, _ cells: BehaviourCells) {
    let trait = catalog.traits[groups.trait]
    column = trait.name
    self.groups = zip(groups.groups, own.customers).map {
      Group(value: $0.value.map { trait.values[$0] }, customers: cells[$1])
    }
    notCompared = cells[own.notCompared]
    started = Look(groups.started, own.started, cells)
    bought = Look(groups.bought, own.bought, cells)
  }
}

extension GroupFindings.Look {
  fileprivate init(_ look: GroupChannels.Look, _ own: BehaviourCells.GroupCells.Look, _ cells: BehaviourCells) {
    let rows = own.cells.dropLast()
    channels = look.channels
    customers = rows.map { $0.map { cells[$0] } }
    unknown = own.unknown.dropLast().map { cells[$0] }
    notBought = own.notBought.dropLast().map { cells[$0] }
    // What a test or a range says of all cells of a table would give back the one that is hidden.
    let isTold = !rows.contains { $0.contains { cells[$0].isHidden } }
    shares = zip(customers, look.counts).map { shown, counts in
      zip(shown, goodman(counts)).map { Hiding.number(isTold ? $1 : nil, with: $0) }
    }
    let all = Published<Int>.sum(customers.flatMap { $0 })
    let table = look.table
    chiSquare = Hiding.number(table?.chiSquare, with: all)
    pValue = Hiding.number(table.map { _ in look.adjustedP }, with: all)
    effect = Hiding.number(table?.correctedV, with: all)
    guard isTold, let table else {
      (verdict, degrees, band, marks) = (.untold, 0, nil, [])
      return
    }
    verdict = look.differs ? .differ : .none
    degrees = table.degrees
    band = look.differs ? Self.band(table.correctedV.value * Double(table.dimension).squareRoot()) : nil
    marks = Self.marks(look, table)
  }

  private static func band(_ effect: Double) -> GroupFindings.Strength {
    effect < 0.1 ? .negligible : effect < 0.2 ? .weak : effect < 0.4 ? .moderate : .strong
  }

  private static func marks(_ look: GroupChannels.Look, _ table: ContingencyTable) -> [GroupFindings.Mark] {
    var marks: [GroupFindings.Mark] = []
    for (r, row) in look.isMore.enumerated() {
      for (c, isMore) in row.enumerated() {
        guard let isMore, table.rowTotals[r] > 0, table.rowTotals[r] < table.n else { continue }
        let count = table.counts[r][c]
        marks.append(
          .init(
            group: r, channel: c, isMore: isMore, own: Double(count) / Double(table.rowTotals[r]),
            others: Double(table.columnTotals[c] - count) / Double(table.n - table.rowTotals[r])))
      }
    }
    return marks.enumerated().sorted {
      let (a, b) = (abs($0.element.own - $0.element.others), abs($1.element.own - $1.element.others))
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
  }
}

extension GroupFindings {
  /// One for each column of `groups`, where there are channels.
  static func all(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) -> [GroupFindings] {
    zip(analysis.groupChannels, cells.groups).map { GroupFindings($0, $1, catalog, cells) }
  }
}
