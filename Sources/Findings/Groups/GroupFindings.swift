import Analysis
import Journeys
import Statistics

/// Customers by a column of `groups`, as it may be said: which channels each group starts and buys in, where it comes in and is
/// lost, or what it buys first and when.
package struct GroupFindings: Sendable {
  /// Customers alike.
  package struct Group: Sendable {
    /// `nil`: all others together.
    package var value: NamedThing?
    /// The value's code; likewise.
    package var code: Int?
    package var customers: Published<Int>
  }

  /// What is said of a difference between groups.
  package enum Verdict: String, Sendable {
    case differ, none
    /// Too few of two groups, or at two places, or what few customers did would follow.
    case untold
    /// Groups are personas that are chosen by what is looked at: that they differ in it is no finding.
    case chosen
  }

  /// A group and a place that go together more, or less, than chance explains.
  package struct Mark: Sendable {
    package var group, place: Int
    package var isMore: Bool
    /// The group's share at the place, and that of all other groups together.
    package var own, others: Double
    /// The first less the second, with its range (Newcombe), and as Cohen's h.
    package var difference: Estimate
    package var cohensH: Double
  }

  /// How much groups differ, by convention (Cohen 1988, scaled by the lesser of groups and places, less one).
  package enum Strength: String, Sendable { case negligible, weak, moderate, strong }

  /// Customers by group and place: a channel, a touchpoint, a product or a day of the week.
  package struct Look: Sendable {
    /// Places' codes, by customers; `nil`: all others together.
    package var places: [UInt32?]
    /// `customers[group][place]`
    package var customers: [[Published<Int>]]
    /// Of those whose place is known, with ranges that hold all of a group at once.
    package var shares: [[Published<Estimate>]]
    /// By group, those whose place is not known, and those who are at none: who have not bought, or were not lost.
    package var unknown, outside: [Published<Int>]
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
    package var isTold: Bool { verdict == .differ || verdict == .none }
  }

  /// The header of what tells them apart; a persona's id.
  package var column: String
  /// Whether it is a persona, and no column.
  package let isPersona: Bool
  package var groups: [Group]
  /// Customers of no known value, and of groups too small to be compared.
  package var notCompared: Published<Int>
  /// By the channel of the first touch and by that of the first purchase that stands; by where the first journey began and where
  /// the last one was lost; by what was bought first and by the day of the week.
  package var first, second: Look
  /// By group, the share of customers lost among those whose last journey is decided; of journeys only.
  package var stopShares: [Published<Estimate>] = []
  /// Whether groups differ in it; `nil` of anything but journeys.
  package var stops: Stops?

  /// Who of each group stopped, against the other groups together.
  package struct Stops: Sendable {
    package var verdict: Verdict
    /// Pearson's test, its p corrected for the tables tried.
    package var pValue: Published<Double>
    /// By group, its share less that of all other groups; undefined where nothing is told.
    package var differences: [Published<Estimate>]
    /// The groups that are off, the largest difference first; their place is of no look. None where groups are not shown to
    /// differ.
    package var marks: [Mark]
  }

  init(_ groups: GroupComparison, _ own: BehaviourCells.GroupCells, _ catalog: Catalog, _ cells: BehaviourCells) {
    let trait = catalog.traits[groups.trait]
    self.init(groups, own, column: trait.name, isPersona: trait.persona != nil, { trait.values[$0] }, cells)
  }

  /// - Parameters:
  ///   - column: what tells groups apart.
  ///   - name: of a value by its code.
  init(
    _ groups: GroupComparison, _ own: BehaviourCells.GroupCells, column: String, isPersona: Bool = false,
    _ name: (Int) -> NamedThing, _ cells: BehaviourCells
  ) {
    (self.column, self.isPersona) = (column, isPersona)
    self.groups = zip(groups.groups, own.customers).map {
      Group(value: $0.value.map(name), code: $0.value, customers: cells[$1])
    }
    notCompared = cells[own.notCompared]
    first = Look(groups.first, own.first, cells)
    second = Look(groups.second, own.second, cells)
  }
}

extension GroupFindings.Look {
  fileprivate init(_ look: GroupComparison.Look, _ own: BehaviourCells.GroupCells.Look, _ cells: BehaviourCells) {
    let rows = own.cells.dropLast()
    places = look.places
    customers = rows.map { $0.map { cells[$0] } }
    unknown = own.unknown.dropLast().map { cells[$0] }
    outside = own.outside.dropLast().map { cells[$0] }
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
      (verdict, degrees, band, marks) = (look.isChosen ? .chosen : .untold, 0, nil, [])
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

  private static func marks(_ look: GroupComparison.Look, _ table: ContingencyTable) -> [GroupFindings.Mark] {
    let marks = look.isMore.enumerated().flatMap { r, row in
      row.enumerated().compactMap { c, isMore in
        isMore.flatMap { GroupFindings.Mark(table, row: r, column: c, isMore: $0) }
      }
    }
    return GroupFindings.ranked(marks)
  }
}

extension GroupFindings.Mark {
  /// One cell of a table: the row's share, and that of all other rows; `nil` of nobody, or where there are no others.
  fileprivate init?(_ table: ContingencyTable, row r: Int, column c: Int, isMore: Bool) {
    guard table.rowTotals[r] > 0, table.rowTotals[r] < table.n else { return nil }
    let count = table.counts[r][c]
    let own = (part: count, whole: table.rowTotals[r])
    let others = (part: table.columnTotals[c] - count, whole: table.n - table.rowTotals[r])
    guard let difference = newcombe(own, minus: others) else { return nil }
    let shares = (Double(own.part) / Double(own.whole), Double(others.part) / Double(others.whole))
    self.init(
      group: r, place: c, isMore: isMore, own: shares.0, others: shares.1, difference: difference,
      cohensH: Statistics.cohensH(shares.0, shares.1))
  }
}

extension GroupFindings.Stops {
  /// - Parameters:
  ///   - own: by group the cells of those who stopped, and of those whose last journey is decided.
  ///   - shares: by group, the one of the other.
  fileprivate init(
    _ stops: GroupStops, _ own: [(stopped: Int, decided: Int)], _ shares: [Published<Estimate>], _ cells: BehaviourCells
  ) {
    // What a test or a difference says of all groups would give back the one that is hidden.
    let counts = Published<Int>.sum(own.flatMap { [cells[$0.stopped], cells[$0.decided]] })
    let isTold = !counts.isHidden && !shares.contains(where: \.isHidden)
    let all = isTold ? counts : .hidden
    pValue = Hiding.number(stops.table.map { _ in stops.adjustedP }, with: all)
    let each = stops.table.map { table in
      stops.rows.indices.map { GroupFindings.Mark(table, row: $0, column: 0, isMore: stops.rows[$0].isMore ?? false) }
    }
    differences = own.indices.map { Hiding.number(each?[$0]?.difference, with: all) }
    guard isTold, let each else {
      (verdict, marks) = (stops.isChosen ? .chosen : .untold, [])
      return
    }
    verdict = stops.differs ? .differ : .none
    marks = GroupFindings.ranked(each.indices.compactMap { stops.rows[$0].isMore == nil ? nil : each[$0] })
  }
}

extension GroupFindings {
  /// The largest difference of shares first.
  fileprivate static func ranked(_ marks: [Mark]) -> [Mark] {
    marks.enumerated().sorted {
      let (a, b) = (abs($0.element.own - $0.element.others), abs($1.element.own - $1.element.others))
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
  }
}

extension GroupFindings {
  /// One for each column of `groups`, where there are channels.
  static func channels(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) -> [GroupFindings] {
    zip(analysis.groups.channels, cells.groups.channels).map { GroupFindings($0, $1, catalog, cells) }
  }

  /// One for each column, of how customers make contact and over how many channels.
  static func reach(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) -> [GroupFindings] {
    zip(analysis.groups.reach, cells.groups.reach).map { GroupFindings($0, $1, catalog, cells) }
  }

  /// One for each column, of where customers came in and were lost.
  static func journeys(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) -> [GroupFindings] {
    analysis.groups.journeys.indices.map { place in
      let own = cells.groups.journeys[place]
      var found = GroupFindings(analysis.groups.journeys[place], own, catalog, cells)
      let ends = zip(own.inside, cells.groups.decided[place]).map { (stopped: $0, decided: $1) }
      found.stopShares = ends.map { cells.share($0.stopped, of: $0.decided) }
      found.stops = analysis.groups.journeys[place].stops.map { Stops($0, ends, found.stopShares, cells) }
      return found
    }
  }

  /// One for each column, of what was bought first and when.
  static func purchases(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells) -> [GroupFindings] {
    zip(analysis.groups.purchases, cells.groups.purchases).map { GroupFindings($0, $1, catalog, cells) }
  }
}
