import Analysis
import Basics
import Journeys
import Statistics

/// The report's period beside another, as it may be said: every figure of both that may be told, and whether it changed.
package struct ComparisonFindings: Sendable {
  /// Which figure.
  package enum Subject: Sendable, Equatable {
    /// Journeys that begin, purchases, and money in the currency's units, a week.
    case journeys, purchases, amount
    /// Money for each purchase.
    case amountPerPurchase
    /// Journeys that stopped, of those whose end is known.
    case stopped
    /// Purchases followed by another within the repurchase horizon, of those old enough.
    case followed
    /// Customers who went on to a step of the funnel from the one before it; and from the first to the last.
    case step(Int), converted
    /// Leaks of the touches at a touchpoint.
    case leaks(Int)
    /// Journeys that begin in a channel; `Catalog.noChannel` for none.
    case entries(UInt32)
    /// A touchpoint's score, by its id.
    case score(touchpoint: String, Measure)

    /// Whether it is a share, in percentage points.
    package var isShare: Bool {
      switch self {
      case .stopped, .followed, .step, .converted, .leaks, .entries: true
      case .journeys, .purchases, .amount, .amountPerPurchase: false
      case .score(_, let measure): measure.metric != .nps
      }
    }

    /// Whether more of it is better; `nil` where neither is.
    fileprivate var isGood: Bool? {
      switch self {
      case .journeys, .purchases, .amount, .amountPerPurchase, .followed, .step, .converted, .score: true
      case .stopped, .leaks: false
      case .entries: nil
      }
    }
  }
  /// What may be said of the difference.
  package enum Verdict: String, Sendable { case better, worse, changed, none }

  /// One figure of both periods.
  package struct Figure: Sendable {
    package var subject: Subject
    package var now: Published<Estimate>
    package var before: Published<Estimate>
    /// Now less before, in the figure's own unit; hidden where either is.
    package var difference: Published<Estimate>
    /// Corrected for all figures that are told (Benjamini–Hochberg); `nil` where the difference is hidden.
    package var adjustedP: Double?
    package var verdict: Verdict
    /// The smallest difference worth saying, and how likely one of that size would have been told.
    package var worth: Double
    package var power: Double?
    /// So many each period needs for that to be likely (80 %); undefined where it is, or nothing says it.
    package var needed: Published<Int>

    /// Whether it rose.
    package var isRise: Bool { (difference.shown?.value ?? 0) > 0 }
  }

  /// The other period.
  package var firstDay, lastDay: CivilDate
  /// The first day of any data, where the other period begins before it.
  package var dataFrom: CivilDate?
  /// Customers with a journey that began in the report's period, and in the other.
  package var customersNow: Published<Int>
  package var customersBefore: Published<Int>
  package var journeysBefore: Published<Int>
  package var purchasesBefore: Published<Int>
  /// Shares and numbers first, then touchpoints in the catalog's order, channels, and scores.
  package var figures: [Figure]
  /// By touchpoint of the sieve, in the catalog's order; those that nobody touched in either period are not there.
  package var holes: [ComparedHole]
  /// Scores of touchpoints in the other period, where this one has one too.
  package var scoresBefore: [EarlierScore]
  /// What of a change is another mix, and what other rates.
  package var mixes: [MixFindings]
  /// What became of the places that decisions are about, in the order of the sheets.
  package var decisions: [DecisionOutcome]

  init?(
    _ comparison: PeriodComparison?, _ scores: [ComparedScore], _ cells: BehaviourCells, amount: Published<Int128>,
    behaviour: Hiding, ratings: Hiding, decided: [Decision], _ catalog: Catalog, earlier: EarlierReport?
  ) {
    guard let comparison, let own = cells.comparison else { return nil }
    (firstDay, lastDay) = (comparison.dates.first, comparison.dates.last)
    dataFrom = comparison.dataFrom.map { CivilDate(daysSince1970: Int($0)) }
    customersNow = cells[own.now.customers]
    customersBefore = cells[own.before.customers]
    journeysBefore = cells[own.before.journeys]
    purchasesBefore = cells[own.before.purchases]
    let tellsFew =
      earlier.map {
        $0.lies(within: comparison.dates.first...comparison.dates.last)
          && $0.tellsFew(
            comparison.before.amount, $0.amount, purchases: comparison.before.purchases, "purchases", behaviour)
      } ?? false
    let money = Money(comparison, own, cells, amount: amount, tellsFew: tellsFew)
    var rows: [(figure: Figure, found: RatioDifference, bases: (Int, Int))] = comparison.figures.map { figure in
      let sides = Self.sides(figure.subject, comparison, own, cells, money)
      let isHidden = sides.now.isHidden || sides.before.isHidden
      return (
        Figure(
          subject: Subject(figure.subject, channels: comparison.now.entries.count - 1), now: sides.now,
          before: sides.before,
          difference: isHidden ? .hidden : Hiding.number(figure.difference.estimate, with: sides.now),
          adjustedP: nil, verdict: .none, worth: figure.worth, needed: .undefined), figure.difference, figure.bases
      )
    }
    rows += scores.map { score in
      let isHidden = ratings.hides(score.fewest)
      func told(_ score: Analysis.Score) -> Published<Estimate> {
        isHidden ? .hidden : ratings.number(score.value, of: score.n)
      }
      return (
        Figure(
          subject: .score(touchpoint: score.touchpoint, Measure(score.measure)), now: told(score.now),
          before: told(score.before),
          difference: isHidden ? .hidden : ratings.number(score.difference.estimate, of: score.fewest),
          adjustedP: nil, verdict: .none, worth: score.worth, needed: .undefined),
        score.difference, (score.now.n, score.before.n)
      )
    }
    // What is hidden sets nothing, and counts among nothing.
    let told = rows.indices.filter { rows[$0].figure.difference.shown != nil }
    let adjusted = benjaminiHochberg(told.map { rows[$0].found.pValue })
    let level = 0.05 / Double(max(1, told.count))
    for (place, p) in zip(told, adjusted) {
      let (found, bases) = (rows[place].found, rows[place].bases)
      rows[place].figure.judge(p, found, below: level, bases: bases)
    }
    figures = rows.map(\.figure)
    holes = ComparedHole.all(own, cells)
    scoresBefore = scores.map { EarlierScore($0, ratings) }
    mixes = MixFindings.all(own, cells)
    decisions = DecisionOutcome.all(decided, figures, catalog)
  }

  /// Both values of a figure as they may be shown.
  private static func sides(
    _ subject: PeriodComparison.Subject, _ comparison: PeriodComparison, _ own: ComparisonCells,
    _ cells: BehaviourCells, _ money: Money
  ) -> (now: Published<Estimate>, before: Published<Estimate>) {
    func share(_ part: (ComparisonCells.Side) -> ComparisonCells.Part?) -> (Published<Estimate>, Published<Estimate>) {
      func told(_ side: ComparisonCells.Side) -> Published<Estimate> {
        part(side).map { cells.share($0.part, of: $0.whole) } ?? .undefined
      }
      return (told(own.now), told(own.before))
    }
    func weekly(_ cell: KeyPath<ComparisonCells.Side, Int>) -> (Published<Estimate>, Published<Estimate>) {
      func told(_ side: ComparisonCells.Side, _ days: Double) -> Published<Estimate> {
        cells[side[keyPath: cell]].map { Self.weekly($0, days) }
      }
      return (told(own.now, comparison.now.days), told(own.before, comparison.before.days))
    }
    func steps(_ side: ComparisonCells.Side, _ step: Int, of first: Int) -> ComparisonCells.Part? {
      side.steps.indices.contains(step)
        ? ComparisonCells.Part(part: side.steps[step], whole: side.steps[first]) : nil
    }
    return switch subject {
    case .journeys: weekly(\.journeys)
    case .purchases: weekly(\.purchases)
    case .amount: (money.now.map { $0.weekly }, money.before.map { $0.weekly })
    case .amountPerPurchase: (money.now.map { $0.perPurchase }, money.before.map { $0.perPurchase })
    case .stopped: share { $0.stopped }
    case .followed: share { $0.followed }
    case .step(let step): share { steps($0, step, of: step - 1) }
    case .converted: share { steps($0, $0.steps.count - 1, of: 0) }
    case .leaks(let code): share { $0.leaks[code] }
    case .entries(let channel): share { ComparisonCells.Part(part: $0.entries[channel], whole: $0.journeys) }
    }
  }

  /// A count as so many a week, with what chance may make of it (Anscombe 1948).
  private static func weekly(_ count: Int, _ days: Double) -> Estimate {
    let root = (Double(count) + 0.375).squareRoot()
    let half = z95 / 2
    let low = max(0, (root - half) * abs(root - half) - 0.375)
    let high = (root + half) * (root + half) - 0.375
    let scale = days > 0 ? 7 / days : 0
    return Estimate(
      value: Double(count) * scale, low: min(low, Double(count)) * scale, high: max(high, Double(count)) * scale,
      n: count)
  }

  /// Money of both periods, where it may be told.
  private struct Money {
    struct Side: Equatable {
      var weekly, perPurchase: Estimate
    }
    let now, before: Published<Side>

    init(
      _ comparison: PeriodComparison, _ own: ComparisonCells, _ cells: BehaviourCells, amount: Published<Int128>,
      tellsFew: Bool
    ) {
      func side(_ side: PeriodComparison.Side) -> Side {
        func plain(_ value: Double) -> Estimate {
          Estimate(value: value, low: value, high: value, n: side.purchases)
        }
        let units = Double(side.amount) / 1_000_000
        return Side(
          weekly: plain(side.days > 0 ? units / side.days * 7 : 0),
          perPurchase: plain(side.purchases > 0 ? units / Double(side.purchases) : 0))
      }
      now = Hiding.number(side(comparison.now), with: amount)
      let before = comparison.before
      let isOnes = cells.hides && Double(before.most) > LargestParts.most * Double(before.amount)
      self.before = isOnes || tellsFew ? .hidden : Hiding.number(side(before), with: cells[own.before.purchases])
    }
  }
}

extension ComparisonFindings.Figure {
  /// Says whether it changed; where it did not, what would have been seen.
  mutating func judge(_ p: Double, _ found: RatioDifference, below level: Double, bases: (Int, Int)) {
    adjustedP = p
    guard p >= 0.05 else {
      verdict = subject.isGood.map { $0 == isRise ? .better : .worse } ?? .changed
      return
    }
    power = found.power(toFind: worth, below: level)
    switch subject {
    // Days are no people.
    case .journeys, .purchases, .amount, .amountPerPurchase: break
    case .stopped, .followed, .step, .converted, .leaks, .entries, .score:
      guard let power, power < 0.8 else { break }
      needed = Hiding.number(found.needed(toFind: worth, below: level, bases: bases), with: difference)
    }
  }
}

extension ComparisonFindings.Subject {
  fileprivate init(_ subject: PeriodComparison.Subject, channels: Int) {
    self =
      switch subject {
      case .journeys: .journeys
      case .purchases: .purchases
      case .amount: .amount
      case .amountPerPurchase: .amountPerPurchase
      case .stopped: .stopped
      case .followed: .followed
      case .step(let step): .step(step)
      case .converted: .converted
      case .leaks(let code): .leaks(code)
      case .entries(let code): .entries(code == channels ? Catalog.noChannel : UInt32(code))
      }
  }
}
