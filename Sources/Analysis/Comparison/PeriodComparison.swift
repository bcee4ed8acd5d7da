import Basics
import Journeys
import Statistics

/// What was in the report's period and in another, figure by figure.
package struct PeriodComparison: Sendable {
  /// One figure of both periods.
  package struct Figure: Sendable, Equatable {
    package var subject: Subject
    package var difference: RatioDifference
    /// The smallest difference worth saying, in the figure's own unit.
    package var worth: Double
    /// What each base is: days, purchases, journeys, touches, customers; now and before.
    package var bases: (now: Int, before: Int)

    package static func == (a: Figure, b: Figure) -> Bool {
      a.subject == b.subject && a.difference == b.difference && a.worth == b.worth && a.bases == b.bases
    }
  }
  /// Which figure.
  package enum Subject: Sendable, Equatable, Hashable {
    /// Journeys that begin, purchases, and money in the currency's units, a week.
    case journeys, purchases, amount
    /// Money for each purchase.
    case amountPerPurchase
    /// Journeys that stopped, of those whose end is known.
    case stopped
    /// Purchase days followed by another within the repurchase horizon.
    case followed
    /// Customers who went from a step of the funnel to the next, by the later; and from the first to the last.
    case step(Int), converted
    /// Leaks of a touchpoint's touches.
    case leaks(Int)
    /// Journeys that begin in a channel; the code behind the last is of none.
    case entries(Int)
  }
  /// The counts of one period.
  package struct Side: Sendable, Equatable {
    package var journeys, customers, purchases, buyers, mostPurchases: Int
    /// Millionths; and the most of one customer's.
    package var amount, most: Int128
    /// Days that count.
    package var days: Double
    /// Parts of wholes.
    package var stopped, followed: Part
    package var entries: [Int]
    package var leaks: [Part]
    /// Journeys that stopped by channel of the first touch and by value of each trait, as in the tally.
    package var stoppedBy: [[Part]]
    package var matureCustomers, leakedCustomers: [Int]
    /// Customers who reached each step of the funnel, in order.
    package var steps: [Int]
    /// Whether the end of nearly all of its journeys is known.
    package var isMature: Bool
  }
  /// So many of so many.
  package struct Part: Sendable, Equatable {
    package var part = 0
    package var whole = 0

    /// Counts one more.
    @inline(__always)
    mutating func add(_ isPart: Bool) {
      whole &+= 1
      part &+= isPart ? 1 : 0
    }
  }

  package let dates: DateSpan
  package let now: Side
  package let before: Side
  package let figures: [Figure]
  /// The first day of any data, where the earlier period begins before it.
  package let dataFrom: Int64?

  /// Things a figure needs in both periods to be compared.
  package static let fewest = 30
  /// Periods whose journeys are decided to this share are old enough to tell.
  fileprivate static let matureShare = 0.95
  /// The smallest differences worth saying: five points of a share, a tenth of a number.
  package static let worthOfShare = 0.05
  private static let worthOfNumber = 0.1

  /// `nil` where the project does not name another period.
  init?(
    _ tally: ComparisonTally?, _ funnels: (now: Funnel.Counts, before: FunnelTally?), _ log: JourneyLog,
    _ blueprint: Blueprint, _ rules: CycleRules, dayOf: (Int64) -> Int64
  ) {
    guard let tally, let funnel = funnels.before, let dates = blueprint.compare else { return nil }
    self.dates = dates
    let steps = [funnels.now.ordered, funnel.ordered]
    let exposures = tally.spans.map {
      $0.exposures(log.excluded, from: tally.firstTime, observedUntil: log.observedUntil)
    }
    let sides = steps.indices.map {
      Side(tally.sides[$0], days: exposures[$0].reduce(0, +), steps: steps[$0])
    }
    (now, before) = (sides[0], sides[1])
    let starts = tally.spans[1].moments.lowerBound
    dataFrom = tally.firstTime > starts && tally.firstTime != .max ? dayOf(tally.firstTime) : nil
    figures = Self.figures(tally, exposures, sides, log, rules)
  }

  private static func figures(
    _ tally: ComparisonTally, _ exposures: [[Double]], _ sides: [Side], _ log: JourneyLog, _ rules: CycleRules
  ) -> [Figure] {
    let (now, before) = (tally.sides[0], tally.sides[1])
    var figures: [Figure] = []
    func weekly(_ subject: Subject, _ value: (ComparisonTally.Week) -> Double, fewest: Int) {
      guard fewest >= Self.fewest else { return }
      let own = [now.weeks.map(value), before.weeks.map(value)]
      let all = (own[0] + own[1]).reduce(0, +) / max(1, (exposures[0] + exposures[1]).reduce(0, +))
      let least = subject == .amount ? 1e-12 : all
      guard
        let difference = WeeklyDifference(
          now: own[0], before: own[1], days: (exposures[0], exposures[1]), leastVariance: least
        ).difference
      else { return }
      let level = own[1].reduce(0, +) / max(1, exposures[1].reduce(0, +)) * 7
      figures.append(
        Figure(
          subject: subject, difference: difference, worth: level * worthOfNumber,
          bases: (Int(sides[0].days), Int(sides[1].days))))
    }
    func share(_ subject: Subject, _ a: RatioSums, _ b: RatioSums) {
      guard min(a.whole, b.whole) >= Int128(fewest), let difference = RatioDifference(shareOf: a, minus: b) else {
        return
      }
      figures.append(
        Figure(
          subject: subject, difference: difference, worth: worthOfShare,
          bases: (Int(clamping: a.whole), Int(clamping: b.whole))))
    }
    let hasPurchase = log.catalog.hasPurchase
    weekly(.journeys, { Double($0.journeys) }, fewest: min(now.journeys, before.journeys))
    if hasPurchase {
      let bought = min(now.purchases, before.purchases)
      weekly(.purchases, { Double($0.purchases) }, fewest: bought)
      if log.hasAmounts {
        weekly(.amount, { Double($0.amount) / 1_000_000 }, fewest: bought)
        if bought >= fewest, let difference = RatioDifference(meanOf: now.spent, minus: before.spent) {
          figures.append(
            Figure(
              subject: .amountPerPurchase, difference: difference.scaled(by: 0.01),
              worth: abs(before.spent.ratio ?? 0) / 100 * worthOfNumber, bases: (now.purchases, before.purchases)))
        }
      }
      if sides[0].isMature, sides[1].isMature { share(.stopped, now.stopped, before.stopped) }
      share(.followed, now.followed, before.followed)
    }
    for step in sides[0].steps.indices.dropFirst() {
      func reached(_ side: Int) -> RatioSums {
        RatioSums(part: sides[side].steps[step], whole: sides[side].steps[step - 1])
      }
      share(.step(step), reached(0), reached(1))
    }
    if let last = sides[0].steps.indices.last, last > 1 {
      func reached(_ side: Int) -> RatioSums {
        RatioSums(part: sides[side].steps[last], whole: sides[side].steps[0])
      }
      share(.converted, reached(0), reached(1))
    }
    if hasPurchase {
      // What follows a touch after a purchase is known when the repurchase horizon has passed, and not before.
      let isRested = tally.spans.allSatisfy { log.observedUntil - $0.moments.upperBound >= rules.repurchase }
      for code in log.catalog.touchpoints.indices where isRested || log.catalog.touchpoints[code].isDecidedEarly {
        share(.leaks(code), now.leaks[code], before.leaks[code])
      }
    }
    for channel in now.entries.indices where now.entries.count > 2 {
      let (a, b) = (now.entries[channel].of(now.all), before.entries[channel].of(before.all))
      if a.part + b.part > 0 { share(.entries(channel), a, b) }
    }
    return figures
  }
}

extension Catalog.Touchpoint {
  /// Whether its touches open or carry on a journey, so that the inactivity window tells what became of them.
  fileprivate var isDecidedEarly: Bool {
    switch kind {
    case .touch, .referral, .purchase: true
    case .service, .refund, .exit, .survey: false
    }
  }
}

extension PeriodComparison.Side {
  fileprivate init(_ tally: ComparisonTally.Side, days: Double, steps: [Int]) {
    journeys = tally.journeys
    customers = tally.customers
    purchases = tally.purchases
    buyers = tally.buyers
    mostPurchases = tally.mostPurchases
    amount = tally.amount
    most = tally.most
    self.days = days
    func part(_ sums: RatioSums) -> PeriodComparison.Part {
      PeriodComparison.Part(part: Int(clamping: sums.part), whole: Int(clamping: sums.whole))
    }
    stopped = part(tally.stopped)
    followed = part(tally.followed)
    entries = tally.entries.map { Int(clamping: $0.part) }
    leaks = tally.leaks.map(part)
    stoppedBy = tally.stoppedBy
    matureCustomers = tally.matureCustomers
    leakedCustomers = tally.leakedCustomers
    self.steps = steps
    isMature =
      tally.journeys > 0 && Double(tally.stopped.whole) >= PeriodComparison.matureShare * Double(tally.journeys)
  }
}

/// How far a number a week lies apart in two periods; the error is what the weeks scatter.
private struct WeeklyDifference {
  /// A week; `nil` with fewer than three weeks of a period, or where nothing varies.
  let difference: RatioDifference?

  init(now: [Double], before: [Double], days: (now: [Double], before: [Double]), leastVariance: Double) {
    func rates(_ counts: [Double], _ days: [Double]) -> [Double] { zip(counts, days).map { $1 > 0 ? $0 / $1 : 0 } }
    let found = LevelDifference(
      before: rates(before, days.before), after: rates(now, days.now), weights: (days.before, days.now),
      leastVariance: leastVariance)
    difference = found.map { own in
      let weekly = own.estimate.scaled(by: 7)
      let half = (weekly.high - weekly.low) / 2
      let t = studentQuantile(0.975, degrees: Double(max(1, own.estimate.n - 2)))
      return RatioDifference(estimate: weekly, pValue: own.pValue, standardError: half / t)
    }
  }
}

extension Estimate {
  fileprivate func scaled(by factor: Double) -> Estimate {
    Estimate(value: value * factor, low: low * factor, high: high * factor, n: n)
  }
}

extension RatioDifference {
  fileprivate func scaled(by factor: Double) -> RatioDifference {
    RatioDifference(
      estimate: estimate.scaled(by: factor), pValue: pValue, standardError: standardError * factor)
  }
}
