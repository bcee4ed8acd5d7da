import Analysis
import Basics
import Statistics

/// What an earlier report told of days that this one tells of too, where it is another number now: data that came since, and
/// journeys that were open then.
package struct RestatedFindings: Sendable {
  /// Which figure.
  package enum Subject: Sendable, Equatable {
    case journeys, purchases, cancelled
    /// Journeys that are too young to tell.
    case open
    case amount
    /// Of the customers whose last journey is decided, those whose it leaked; of a unit's journeys, those that stopped.
    case stopped, journeysStopped
    /// Purchases followed by another within the repurchase horizon.
    case followed
    /// Customers who went through the whole funnel.
    case converted
    /// Leaks of the touches at a touchpoint.
    case leaks(Int)
  }
  /// A number of any kind; what is not told in both reports is no figure.
  package enum Value: Sendable, Equatable {
    case count(Published<Int>)
    /// Millionths.
    case amount(Published<Int128>)
    case share(Published<Estimate>)
  }
  /// One figure in both reports.
  package struct Figure: Sendable {
    package let subject: Subject
    package let firstDay, lastDay: CivilDate
    package let before, now: Value
  }
  /// A window that was another one then, in days; `nil` without one.
  package struct ChangedWindow: Sendable {
    package let window: EarlierReport.Window
    package let before, now: Double?
  }

  /// The earlier report's period, and the last day of its data.
  package let firstDay, lastDay, observedUntil: CivilDate
  /// How many figures both reports tell, and how many of all they have in common are hidden in one of them.
  package private(set) var told = 0
  package private(set) var hidden = 0
  /// Those of which both tell another number: of the whole period first, then by week, month or quarter.
  package private(set) var figures: [Figure] = []
  /// Windows by which things were counted otherwise then.
  package let windows: [ChangedWindow]

  init(
    _ earlier: EarlierReport, _ report: Report, _ cells: BehaviourCells, comparison: PeriodComparison?,
    _ hiding: Hiding
  ) {
    (firstDay, lastDay, observedUntil) = (earlier.firstDay, earlier.lastDay, earlier.observedUntil)
    func days(_ micros: Int64?) -> Double? { micros.map { Double($0) / 86_400_000_000 } }
    let now: [EarlierReport.Window: Double?] = [
      .inactivity: days(report.window.window), .conversion: days(report.funnel.window),
      .repurchase: days(report.blueprint.windows.repurchase),
    ]
    windows = EarlierReport.Window.allCases.compactMap { window in
      let (old, new) = (earlier.windows[window], now[window] ?? nil)
      return old == new ? nil : ChangedWindow(window: window, before: old, now: new)
    }
    if (earlier.firstDay, earlier.lastDay) == (report.firstDay, report.lastDay) {
      addPeriod(earlier, report, cells, hiding)
    } else if let comparison, let other = report.comparison,
      (earlier.firstDay, earlier.lastDay) == (other.firstDay, other.lastDay)
    {
      addCompared(earlier, report, cells, comparison, hiding)
    }
    addUnits(earlier, report, hiding)
  }

  private mutating func add(
    _ subject: Subject, _ first: CivilDate, _ last: CivilDate, _ before: Value?, _ now: Value
  ) {
    guard let before, before.isDefined, now.isDefined else { return }
    guard before.isShown, now.isShown else { return hidden += 1 }
    told += 1
    guard !before.equals(now) else { return }
    figures.append(Figure(subject: subject, firstDay: first, lastDay: last, before: before, now: now))
  }

  /// Of the report's own period.
  private mutating func addPeriod(
    _ earlier: EarlierReport, _ report: Report, _ cells: BehaviourCells, _ hiding: Hiding
  ) {
    let (first, last) = (report.firstDay, report.lastDay)
    func count(_ what: String) -> Value? {
      earlier.counts[EarlierReport.Name(what)].map { .count(hiding.earlier($0)) }
    }
    let own = report.journeys
    add(.journeys, first, last, count("cycles"), .count(own.cycles))
    add(.purchases, first, last, count("purchases"), .count(own.purchases))
    add(.cancelled, first, last, count("cancelled"), .count(own.cancelled))
    add(.open, first, last, count("openCycles"), .count(own.openCycles))
    add(.amount, first, last, earlier.money(earlier.amount, "purchases", "", hiding), .amount(own.amount))
    add(.stopped, first, last, earlier.share("stopShare", "", hiding), .share(report.sieve.stopShare))
    addShares(earlier, report, first...last, followed: own.followed, hiding) { step in
      cells.share(cells.funnel.ordered[step], of: cells.funnel.ordered[0])
    } leaks: { code in
      cells.share(cells.sieve.rows[code].matureLeak, of: cells.sieve.rows[code].mature)
    }
  }

  /// Of the period that the report is compared with.
  private mutating func addCompared(
    _ earlier: EarlierReport, _ report: Report, _ cells: BehaviourCells, _ comparison: PeriodComparison,
    _ hiding: Hiding
  ) {
    guard let other = report.comparison, let own = cells.comparison?.before else { return }
    let (first, last) = (other.firstDay, other.lastDay)
    func count(_ what: String) -> Value? {
      earlier.counts[EarlierReport.Name(what)].map { .count(hiding.earlier($0)) }
    }
    add(.journeys, first, last, count("cycles"), .count(other.journeysBefore))
    add(.purchases, first, last, count("purchases"), .count(other.purchasesBefore))
    if let weekly = other.figures.first(where: { $0.subject == .amount }) {
      add(
        .amount, first, last, earlier.money(earlier.amount, "purchases", "", hiding),
        .amount(Hiding.number(comparison.before.amount, with: weekly.before)))
    }
    let followed = cells.share(own.followed.part, of: own.followed.whole)
    addShares(earlier, report, first...last, followed: followed, hiding) { step in
      cells.share(own.steps[step], of: own.steps[0])
    } leaks: { code in
      cells.share(own.leaks[code].part, of: own.leaks[code].whole)
    }
  }

  /// Shares that are the same of either period.
  private mutating func addShares(
    _ earlier: EarlierReport, _ report: Report, _ days: ClosedRange<CivilDate>, followed: Published<Estimate>,
    _ hiding: Hiding, reached: (Int) -> Published<Estimate>, leaks: (Int) -> Published<Estimate>
  ) {
    let (first, last) = (days.lowerBound, days.upperBound)
    add(.followed, first, last, earlier.share("followed", "", hiding), .share(followed))
    let steps = report.funnel.steps.map { step in
      switch step.subject {
      case .stage(let stage): report.catalog.stages[stage].id
      case .touchpoint(let code): report.catalog.touchpoints[code].id
      }
    }
    if steps.count > 1 {
      let before = earlier.share("funnel.totalConversion", EarlierReport.joined(steps), hiding)
      add(.converted, first, last, before, .share(reached(steps.count - 1)))
    }
    for (code, touchpoint) in report.catalog.touchpoints.enumerated() {
      add(.leaks(code), first, last, earlier.share("sieve.hole", touchpoint.id, hiding), .share(leaks(code)))
    }
  }

  /// Weeks, months and quarters that both reports tell of; one that was not over then is no figure of then.
  private mutating func addUnits(_ earlier: EarlierReport, _ report: Report, _ hiding: Hiding) {
    for unit in report.overTime.units where unit.isComplete {
      guard
        let old = earlier.units.first(where: {
          $0.isComplete && ($0.firstDay, $0.lastDay) == (unit.firstDay, unit.lastDay)
        })
      else { continue }
      let (first, last) = (unit.firstDay, unit.lastDay)
      let of = EarlierReport.Unit.name(from: first, to: last)
      func count(_ what: String) -> Value? {
        earlier.counts[EarlierReport.Name(what, of: of)].map { .count(hiding.earlier($0)) }
      }
      add(.journeys, first, last, count("units.journeys"), .count(unit.journeys))
      add(.purchases, first, last, count("units.purchases"), .count(unit.purchases))
      add(
        .amount, first, last, earlier.money(old.amount, "units.purchases", of, hiding), .amount(unit.amount))
      add(.journeysStopped, first, last, earlier.share("units.stopped", of, hiding), .share(unit.stopped))
    }
  }
}

extension RestatedFindings.Value {
  fileprivate var isDefined: Bool {
    switch self {
    case .count(let n): n != .undefined
    case .amount(let amount): amount != .undefined
    case .share(let share): share != .undefined
    }
  }

  fileprivate var isShown: Bool {
    switch self {
    case .count(let n): n.shown != nil
    case .amount(let amount): amount.shown != nil
    case .share(let share): share.shown != nil
    }
  }

  /// A share is the same where its counts are: its last digits are nobody's news.
  fileprivate func equals(_ other: Self) -> Bool {
    guard case .share(let a) = self, case .share(let b) = other, let a = a.shown, let b = b.shown else {
      return self == other
    }
    func part(_ e: Estimate) -> Double { (e.value * Double(e.n)).rounded() }
    return a.n == b.n && part(a) == part(b)
  }
}

extension EarlierReport {
  /// A share as it was told; hidden where so few would be hidden now.
  fileprivate func share(_ what: String, _ of: String, _ hiding: Hiding) -> RestatedFindings.Value? {
    shares[Name(what, of: of)].map { .share(hiding.earlier($0)) }
  }

  /// Money as it was told; hidden where its purchases are.
  fileprivate func money(
    _ amount: Told<Double>?, _ what: String, _ of: String, _ hiding: Hiding
  ) -> RestatedFindings.Value? {
    guard let amount, let purchases = counts[Name(what, of: of)] else { return nil }
    let millionths = amount.shown.flatMap { Int128(exactly: ($0 * 1_000_000).rounded()) }
    return .amount(millionths == nil ? .hidden : Hiding.number(millionths, with: hiding.earlier(purchases)))
  }

  /// Whether money beside the earlier one tells what few purchases were worth: those that came since, or were cancelled.
  func tellsFew(
    _ amount: Int128, _ told: Told<Double>?, purchases: Int, _ what: String, of: String = "", _ hiding: Hiding
  ) -> Bool {
    guard hiding.hides, let old = told?.shown, let before = counts[Name(what, of: of)]?.shown else { return false }
    return Double(amount) / 1_000_000 != old && abs(purchases - before) < hiding.threshold
  }
}
