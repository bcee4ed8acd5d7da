import Analysis
import Basics
import Journeys
import Statistics

/// How a client's figures go over time, and what has changed, as it may be said.
package struct OverTimeFindings: Sendable {
  /// A week, month or quarter.
  package struct Unit: Sendable {
    package var firstDay: CivilDate
    package var lastDay: CivilDate
    /// Whether the report's period holds all of it.
    package var isComplete: Bool
    package var journeys: Published<Int>
    package var purchases: Published<Int>
    /// Of its journeys whose end is known, those that stopped; undefined while the end of many is not known.
    package var stopped: Published<Estimate>
    /// Millionths; hidden in all units where one of them would tell few people's.
    package var amount: Published<Int128>
    /// Journeys by entry channel, as `channels` has them, and of all others.
    package var entries: [Published<Int>]
    /// As many channels of equal size would be as concentrated: 1 / Σ share² (Laakso & Taagepera 1979).
    package var effectiveChannels: Published<Double>
  }

  /// Weeks, months or quarters; `nil` where there are not three whole ones.
  package var unit: RetentionUnit?
  /// In order.
  package var units: [Unit]
  /// Codes of the entry channels that are named.
  package var channels: [UInt32]
  /// As many touchpoints of equal size would be as concentrated, by customers' first touches; and more of them a year, from a
  /// year of whole months on. Both in steps in which few people do not show.
  package var entryPoints: Published<Estimate>
  package var entryPointsPerYear: Published<Estimate>
  /// Changes of what customers do, the surest first.
  package var changes: [ChangeFindings]
  /// Changes of what customers say, the surest first.
  package var scores: [ScoreChangeFindings]
  /// What the project says happened, in its order.
  package var facts: [FactFindings]
  /// How many series of behaviour a change was looked for in.
  package var looked: Int

  /// Whether there is anything to say: units of time, series long enough to look at, or a fact.
  package var isMeasured: Bool { !units.isEmpty || looked > 0 || !scores.isEmpty || !facts.isEmpty }

  init(
    _ analysis: OverTime, _ entries: EntryPoints?, _ surveys: SatisfactionResult, _ declared: [DatedFact],
    _ cells: BehaviourCells,
    hasAmounts: Bool, amount: Published<Int128>, behaviour: Hiding, ratings: Hiding, earlier: EarlierReport? = nil
  ) {
    unit = analysis.unit
    looked = analysis.looked
    entryPoints = Self.told(entries?.number?.estimate, entries, behaviour)
    entryPointsPerYear = Self.told(entries?.perYear, entries, behaviour)
    channels = cells.overTime.channels
    let own = cells.overTime.units
    // One unit's money would follow from the others and all of it.
    let tellsMoney =
      amount.shown != nil
      && zip(analysis.units, own).allSatisfy { unit, own in
        !cells[own.purchases].isHidden
          && (!behaviour.hides || Double(unit.row.most) <= LargestParts.most * Double(unit.row.amount))
          && !Self.tellsFew(unit, earlier, behaviour)
      }
    units = zip(analysis.units, own).map { unit, own in
      let journeys = cells[own.journeys]
      let entries = own.entries.map { cells[$0] }
      let effective = Self.effective(unit.entries, behaviour)
      let isTold = !entries.contains { $0.isHidden } && !journeys.isHidden
      let money: Published<Int128> =
        !hasAmounts
        ? .undefined
        : tellsMoney || unit.row.purchases == 0 ? Hiding.number(unit.row.amount, with: cells[own.purchases]) : .hidden
      return Unit(
        firstDay: CivilDate(daysSince1970: Int(unit.days.lowerBound)),
        lastDay: CivilDate(daysSince1970: Int(unit.days.upperBound) - 1), isComplete: unit.isComplete,
        journeys: journeys, purchases: cells[own.purchases],
        stopped: unit.isMature ? cells.share(own.lost, of: own.decided) : .undefined, amount: money, entries: entries,
        effectiveChannels: isTold ? Hiding.number(effective, with: journeys) : .hidden)
    }
    changes = analysis.changes.filter { change in
      // When few people were first or last seen is theirs to know.
      switch change.subject {
      case .touchpoint(let code): !cells[cells.customers.all[code]].isHidden && !behaviour.hides(change.people)
      case .journeys, .purchases, .stops, .purchasesAfter, .channel: !behaviour.hides(change.people)
      }
    }.map { ChangeFindings($0, behaviour) }
    scores = surveys.changes.map { ScoreChangeFindings($0, ratings) }
    facts = declared.indices.map { index in
      FactFindings(
        index: index, levels: analysis.facts.indices.contains(index) ? analysis.facts[index] : [],
        scores: surveys.changesByFact.indices.contains(index) ? surveys.changesByFact[index] : [],
        behaviour: behaviour, ratings: ratings)
    }
  }

  /// Whether a unit's money beside that of an earlier report tells few people's.
  private static func tellsFew(_ unit: OverTime.Unit, _ earlier: EarlierReport?, _ hiding: Hiding) -> Bool {
    let first = CivilDate(daysSince1970: Int(unit.days.lowerBound))
    let last = CivilDate(daysSince1970: Int(unit.days.upperBound) - 1)
    guard let earlier, let old = earlier.units.first(where: { ($0.firstDay, $0.lastDay) == (first, last) }) else {
      return false
    }
    return earlier.tellsFew(
      unit.row.amount, old.amount, purchases: unit.row.purchases, "units.purchases",
      of: EarlierReport.Unit.name(from: first, to: last), hiding)
  }

  /// The effective number of channels to a tenth: channels of few people are taken to be of one size, and do not show in it.
  private static func effective(_ entries: [Int], _ hiding: Hiding) -> Double? {
    let told = entries.filter { !hiding.hides($0) }
    let few = Double(entries.count - told.count)
    let ofFew = Double(entries.reduce(0, +) - told.reduce(0, +))
    let all = Double(entries.reduce(0, +))
    let squares = told.reduce(0.0) { $0 + Double($1) * Double($1) } + (few > 0 ? ofFew * ofFew / few : 0)
    guard squares > 0 else { return nil }
    return hiding.hides ? (all * all / squares * 10).rounded() / 10 : all * all / squares
  }

  /// In the finest round step in which as many people as the threshold, moved from one point to another, do not show.
  private static func told(_ estimate: Estimate?, _ entries: EntryPoints?, _ hiding: Hiding) -> Published<Estimate> {
    guard let estimate, let entries, let number = entries.number?.estimate else { return .undefined }
    guard hiding.hides else { return hiding.number(estimate, of: number.n) }
    let most = 2 * number.value * number.value * entries.largestShare * Double(hiding.threshold) / Double(number.n)
    let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].first { $0 >= most } ?? most
    func whole(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double { (x / step).rounded(rule) * step }
    let told = Estimate(
      value: whole(estimate.value, .toNearestOrEven), low: whole(estimate.low, .down), high: whole(estimate.high, .up),
      n: estimate.n)
    return hiding.number(told, of: number.n)
  }
}
