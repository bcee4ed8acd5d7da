import Analysis
import Journeys
import Statistics

/// One group of customers, or one persona, by itself: its sieve and what it is worth.
package struct GroupPageFindings: Sendable {
  /// The group at one touchpoint.
  package struct Row: Sendable {
    package let code: Int
    /// Whether the group is told of here; not where something of everybody is hidden.
    package let isTold: Bool
    /// Customers, each once; and those whose first journey began there, and whose last one ended there for good.
    package var customers, cameIn, lost: Published<Int>
    /// Touches, and what became of them: another touch, a purchase, nothing more, and what is too young or ended well.
    package var touches, wentOn, boughtNext, stopped, other: Published<Int>
    /// Of touches old enough to tell, those that were the last.
    package var leakRate: Published<Estimate>
    /// Purchases that stand.
    package var purchases: Published<Int>
  }

  /// What a customer is worth in the period, of the group and of all: purchases and money by customer with a journey in it, in
  /// steps where anything is hidden; and the share of first purchases followed by another within the horizon.
  package struct Worth: Sendable {
    package var purchases, money: (own: Published<Estimate>, all: Published<Estimate>)
    /// Whether the persona is chosen by what is bought: that it is worth more, or less, is no finding.
    package var isChosen: Bool
    package var second: (own: Published<Estimate>, all: Published<Estimate>)
  }

  /// The column, or the persona's id.
  package var by: String
  package var isPersona: Bool
  package var value: NamedThing
  package var customers: Published<Int>
  package var stopShare: Published<Estimate>
  /// By code of the touchpoint.
  package var rows: [Row]
  /// Those at which anybody of the group is told of.
  package var toldRows: [Row] { rows.filter { $0.isTold && !$0.customers.isZero } }
  package var worth: Worth
  /// Whether nobody may say how many customers were at most of the touchpoints where there were any.
  package var isMostlyHidden: Bool {
    let touched = rows.filter { !$0.customers.isZero }
    return touched.isEmpty || touched.count { !$0.isTold || $0.customers.isHidden } * 2 > touched.count
  }

  /// One for each group that is told by name.
  static func all(
    _ analysis: BehaviourResult, _ log: JourneyLog, _ blueprint: Blueprint, _ cells: BehaviourCells,
    _ journeys: [GroupFindings], _ hiding: Hiding
  ) -> [GroupPageFindings] {
    let catalog = log.catalog
    let choices = PersonaChoice.all(catalog, blueprint)
    let own = GroupPageCells(analysis, catalog, blueprint, cells, hiding)
    return own.groups.enumerated().map { place, group in
      let trait = catalog.traits[group.trait]
      return GroupPageFindings(
        by: trait.name, isPersona: trait.persona != nil, value: trait.values[group.value],
        customers: cells[group.customers], stopShare: journeys[group.comparison].stopShares[group.number],
        rows: catalog.touchpoints.indices.map { Row($0, own.rows[place][$0], own) },
        worth: Worth(
          analysis.groupSieves, group, isChosen: choices[group.trait]?.isOfPurchases ?? false, own.firsts[place],
          own.worth, hasAmounts: log.hasAmounts, cells, hiding))
    }
  }
}

extension GroupPageFindings.Row {
  fileprivate init(_ code: Int, _ row: GroupPageCells.Row, _ cells: GroupPageCells) {
    guard cells.isTold[code] else {
      self.init(
        code: code, isTold: false, customers: .undefined, cameIn: .undefined, lost: .undefined, touches: .undefined,
        wentOn: .undefined, boughtNext: .undefined, stopped: .undefined, other: .undefined, leakRate: .undefined,
        purchases: .undefined)
      return
    }
    let family = cells.families[code]
    self.init(
      code: code, isTold: true, customers: family[row.customers], cameIn: cells.cameIn[row.cameIn],
      lost: cells.lost[row.lost],
      touches: family[row.touches], wentOn: family[row.wentOn], boughtNext: family[row.boughtNext],
      stopped: family[row.stopped], other: family[row.other],
      leakRate: family.share(row.matureStopped, of: row.mature), purchases: family[row.purchases])
  }
}

extension GroupPageFindings.Worth {
  fileprivate init(
    _ tally: GroupSieveTally, _ group: GroupPageCells.Group, isChosen: Bool, _ firsts: GroupPageCells.Firsts,
    _ family: Suppression, hasAmounts: Bool, _ cells: BehaviourCells, _ hiding: Hiding
  ) {
    self.isChosen = isChosen
    let (own, all) = (tally.worth[group.sieve], tally.worthOfAll)
    func mean(_ worth: GroupWorth, _ sums: RatioSums, most: Int64, in units: Double, _ customers: Published<Int>)
      -> Published<Estimate>
    {
      let n = Int(clamping: sums.whole)
      guard let ratio = sums.ratio, let variance = sums.variance, n >= GroupComparison.leastCases else {
        return .undefined
      }
      // Of few buyers, or mostly of one, it says what they bought; of all others' few it would follow.
      let others = all.buyers - own.buyers
      if hiding.hides(worth.buyers) || hiding.hides(others)
        || hiding.hides && Double(most) > LargestParts.most * Double(sums.part)
      {
        return .hidden
      }
      let half = z95 * variance.squareRoot()
      let exact = Estimate(
        value: ratio / units, low: max(0, ratio - half) / units, high: (ratio + half) / units, n: n)
      return Hiding.number(
        hiding.coarse(exact, n: n, scale: Hiding.unit(max(exact.value, 1e-6)), within: nil), with: customers)
    }
    func pair(_ sums: (GroupWorth) -> (RatioSums, Int64), in units: Double) -> (
      Published<Estimate>, Published<Estimate>
    ) {
      let (mine, theirs) = (sums(own), sums(all))
      return (
        mean(own, mine.0, most: mine.1, in: units, cells[group.customers]),
        mean(all, theirs.0, most: theirs.1, in: units, cells[cells.people.cameIn.all])
      )
    }
    purchases = pair({ ($0.purchases, $0.mostPurchases) }, in: 1)
    money = hasAmounts ? pair({ ($0.spent, $0.mostSpent) }, in: 100) : (.undefined, .undefined)
    let second = family.share(firsts.followed, of: firsts.old)
    let ladder = cells.returns.ladder[0]
    self.second = (second, cells.share(ladder.followed, of: ladder.mature))
  }
}
