import Analysis
import Journeys
import Statistics

/// Who comes back, as it may be said.
package struct ReturnFindings: Sendable {
  /// Purchases of one number, and what became of them.
  package struct Step: Sendable {
    /// Customers with so many purchases; the last step holds all later ones.
    package var reached: Published<Int>
    /// Of those whose horizon has passed, the share that bought again within it.
    package var goesOn: Published<Estimate>
    /// The journey to it: touchpoints, channels and seconds on average.
    package var touches: Published<Double>
    package var channels: Published<Double>
    package var seconds: Published<Double>
  }

  /// A window after the first purchase.
  package struct Window: Sendable {
    package var days: Int64
    /// Of those for whom it has passed, the share that bought again within it.
    package var again: Published<Estimate>
    /// Share that has not bought again by then, those still open counted (Kaplan–Meier).
    package var waiting: Published<Estimate>
  }

  /// A point of the curve of those who bought again.
  package struct CurvePoint: Sendable {
    /// After the first purchase.
    package var days: Int64
    /// Share that bought again by then, those still open counted (Kaplan–Meier), to thousandths.
    package var again: Published<Estimate>
    /// Still watched, and without a second purchase.
    package var waiting: Published<Int>
  }

  /// What a buyer is by now.
  package enum State: String, Sendable, CaseIterable {
    case new, active, slowing, inactive, returned

    /// Where the inactive stand in a list in the order of the states.
    package static let inactivePlace = 3
  }

  /// Customers who first bought in one calendar period, followed on.
  package struct Cohort: Sendable {
    package var firstDay: CivilDate
    package var size: Published<Int>
    /// By period after the first purchase: customers who bought again in it, and what all of them spent as a share of what
    /// the cohort spent in its first period. Only periods that have passed for all of them.
    package var active: [Published<Int>]
    package var money: [Published<Double>]
  }

  /// How lately and how often customers bought, each in fifths as far as equal values allow.
  package struct Table: Sendable {
    /// Days since the latest purchase, first and last.
    package var recency: [ClosedRange<Int64>]
    /// Purchases, from and to; open at the top where the end is `nil`.
    package var frequency: [Span]
    package var customers: [[Published<Int>]]
    package var rowTotals, columnTotals: [Published<Int>]
    /// Share of all money by row, of all its customers; undefined without amounts.
    package var money: [Published<Double>]
  }

  /// A run of numbers of purchases.
  package struct Span: Sendable, Equatable {
    let low: Int
    let high: Int?

    /// From, and to; the end is `nil` where everything above belongs to it.
    package var ends: (low: Int, high: Int?) { (low, high) }
  }

  /// New journeys that begin without advertising, or by referral, month by month.
  package struct Awareness: Sendable {
    package var firstMonth: CivilDate
    package var shares: [Published<Estimate>]
    /// `nil` where it cannot be told: too few months, or a month that is hidden.
    package var trend: Trend?
    /// Share more a year; undefined where whole months cover less than a year, hidden where a month is.
    package var perYear: Published<Estimate>
    /// Codes of channels taken for advertising.
    package var advertised: [UInt32]
  }

  /// Days from the first touch to the first purchase of those who began in one channel.
  package struct Beginning: Sendable {
    package var channel: UInt32
    package var customers: Published<Int>
    package var medianDays: Published<Double>
  }

  /// R: purchases that each purchase brings within the horizon, by referral too, and all that one brings in the end.
  package var reproduction: Published<Estimate>
  package var multiplier: Published<Estimate>
  /// First purchases by customers who were referred among those brought.
  package var referred: Published<Int>
  package var horizonDays: Int64
  package var steps: [Step]
  /// What is rated on the way to each purchase; `nil` where nothing is, or it may not be said.
  package var ratings: RingRatingFindings?
  package var windows: [Window]
  /// The curve of those who bought again, from the first purchase on, as far as it may be told; empty where it may not.
  package var curve: [CurvePoint]
  /// Days until half have bought again; undefined where fewer than half ever did. Days without a second purchase of the
  /// first 365, on average.
  package var medianDays: Published<Int64>
  package var restrictedMean: Published<Estimate>
  /// How likely the time to a second purchase differs as much by entry channel where there is no difference.
  package var byChannel: Published<Double>
  /// The same by each column of `groups`, and by what was bought first.
  package var groups: [GroupWaitFindings]
  package var buyers: Published<Int>
  /// In the order of ``State``.
  package var states: [Published<Int>]
  /// Why inactive customers say they left; empty without a survey at an exit, or where it may not be said.
  package var exits: [ExitFindings]
  package var cohorts: [Cohort]
  package var retention: Retention
  package var table: Table
  /// `nil` where it cannot be told: names of channels do not tell advertising from what is free, or journeys are few.
  package var awareness: Awareness?
  package var knowsAdvertising: Bool
  package var beginnings: [Beginning]
  /// `nil` where there was too little to foretell anything from.
  package var forecast: ForecastFindings?
  /// `nil` where nothing is a contract, or too little is known.
  package var contracts: ContractFindings?
  /// What one more purchase of each customer who bought once would be worth: those customers, and the mean purchase.
  package var boughtOnce: Published<Int>
  package var meanPurchase: Published<Int128>

  init(
    _ analysis: BehaviourResult, _ log: JourneyLog, _ cells: BehaviourCells, _ totals: JourneyTotals, _ hiding: Hiding
  ) {
    let result = analysis.returns
    let tally = result.tally
    let own = cells.returns
    referred = cells[own.referred]
    // The number says how many were brought, of how many: as secret as the two.
    let isHidden = cells[cells.buyers.mature].isHidden || cells[cells.buyers.followed].isHidden || referred.isHidden
    reproduction = isHidden ? .hidden : Hiding.number(result.reproduction?.value, with: totals.buyers)
    multiplier = isHidden ? .hidden : Hiding.number(result.reproduction?.multiplier, with: totals.buyers)
    horizonDays = tally.calendar.horizon
    steps = own.ladder.indices.map { place in
      let ring = tally.rings.rings[place]
      let journeys = cells[own.rings[place]]
      func mean(_ sum: Double) -> Published<Double> {
        Hiding.number(ring.journeys > 0 ? sum / Double(ring.journeys) : nil, with: journeys)
      }
      return Step(
        reached: cells[own.ladder[place].reached],
        goesOn: cells.share(own.ladder[place].followed, of: own.ladder[place].mature),
        touches: mean(Double(ring.touches)), channels: mean(Double(ring.channels)),
        seconds: mean(Double(ring.micros) / 1e6))
    }
    let first = result.curves[0]
    windows = RepeatTally.windows.enumerated().map { place, days in
      let again = cells.share(own.windows[place].followed, of: own.windows[place].mature)
      return Window(days: days, again: again, waiting: Self.waiting(first, days, again, hiding))
    }
    curve = Self.curve(first, own, cells)
    let events = first.events.reduce(0, +)
    // What few cases say of a mean wait is their own story.
    let hasEnough = first.n >= Self.fewestCases
    let isCurveHidden = windows.contains { $0.waiting.isHidden }
    medianDays =
      isCurveHidden ? .hidden : hiding.number(hasEnough ? first.median.value.map { Int64($0) } : nil, of: events)
    restrictedMean =
      isCurveHidden ? .hidden : hiding.number(hasEnough ? first.restrictedMeanEstimate(to: 365) : nil, of: events)
    byChannel = isCurveHidden ? .hidden : hiding.number(result.byChannel?.pValue, of: events)
    let (told, known) = (curve, Self.known(analysis, log.catalog, cells))
    groups = result.groups.map {
      GroupWaitFindings(
        $0, tally.groups.products, log.catalog, whole: told,
        known: $0.column(log.catalog).flatMap { known[$0] } ?? .init(), hiding)
    }
    buyers = totals.buyers
    states = own.states.map { cells[$0] }
    exits = []
    retention = tally.calendar.retention
    cohorts = own.cohorts.map { Cohort($0, tally, log.hasAmounts, cells) }
    table = Table(own, log.hasAmounts, cells)
    knowsAdvertising = own.knowsAdvertising
    awareness = own.knowsAdvertising ? Awareness(own, tally.calendar, log.catalog, cells, hiding) : nil
    beginnings = own.bought.map { channel, cell in
      let place = tally.beginnings.place(of: channel == Catalog.noChannel ? .max : channel)
      let width = BeginningTally.days + 1
      return Beginning(
        channel: channel, customers: cells[cell],
        medianDays: Hiding.number(
          Self.median(tally.beginnings.bought[place * width..<(place + 1) * width]), with: cells[cell]))
    }
    forecast = result.forecast.map { ForecastFindings($0, own, cells) }
    contracts = own.contracts.flatMap { own in result.contracts.map { ContractFindings($0, own, cells) } }
    boughtOnce =
      own.once.map { cells[$0] } ?? cells.difference(own.ladder[0].reached, own.ladder[1].reached, hiding)
    meanPurchase = totals.amount.map { $0 / Int128(max(1, analysis.purchases)) }
  }

  /// First purchases that a mean or a median of the time to the second takes.
  private static let fewestCases = 30

  /// The middle of counts by day; `nil` of none, or where it lies beyond all days that are told apart.
  private static func median(_ counts: ArraySlice<Int>) -> Double? {
    let all = counts.reduce(0, +)
    var below = 0
    for (day, count) in counts.enumerated() {
      below += count
      if 2 * below >= all, all > 0 { return day < BeginningTally.days ? Double(day) : nil }
    }
    return nil
  }

  /// The curve up to the first span of which something is hidden.
  private static func curve(
    _ curve: KaplanMeier, _ own: BehaviourCells.ReturnCells, _ cells: BehaviourCells
  ) -> [CurvePoint] {
    let told = own.spans.prefix { span in ![span.bought, span.open, span.waiting].contains { cells[$0].isHidden } }
    let all = cells[own.ladder[0].reached]
    guard let n = all.shown, n == curve.n, !told.isEmpty else { return [] }
    let none = Estimate(value: 0, low: 0, high: 0, n: n)
    return [CurvePoint(days: 0, again: Hiding.number(none, with: all), waiting: all)]
      + told.map { span in
        let waiting = cells[span.waiting]
        let again = curve.estimate(at: span.end).map(CurvePoint.again)
        return CurvePoint(days: Int64(span.end), again: Hiding.number(again, with: waiting), waiting: waiting)
      }
  }

  /// The curve is told at the ends of windows whose own counts are told, and where no few bought again before.
  private static func waiting(
    _ curve: KaplanMeier, _ days: Int64, _ again: Published<Estimate>, _ hiding: Hiding
  ) -> Published<Estimate> {
    let day = Int(days)
    guard curve.isObserved(to: day) else { return .undefined }
    let bought = curve.events[...day].reduce(0, +)
    if again.isHidden || hiding.hides(bought) { return .hidden }
    return hiding.number(curve.estimate(at: day), of: curve.n)
  }
}

extension ReturnFindings.Cohort {
  init(_ own: BehaviourCells.ReturnCells.Cohort, _ tally: ReturnTally, _ hasAmounts: Bool, _ cells: BehaviourCells) {
    let unit = tally.calendar.retention.unit
    let start = unit.index(ofDay: tally.calendar.lastDay) - own.place
    firstDay = CivilDate(daysSince1970: Int(unit.firstDay(of: start)))
    size = cells[own.size]
    let row = tally.cohorts.cells[own.place]
    active = own.active.map { cells[$0] }
    money = own.active.enumerated().map { place, cell in
      let (first, spent) = (row[0], row[place + 1])
      guard hasAmounts, first.amount > 0 else { return .undefined }
      // One customer's money is that customer's, however many others bought.
      if cells.hides, [first, spent].contains(where: { Self.isOnes($0) }) { return .hidden }
      if cells[own.size].isHidden { return .hidden }
      return Hiding.number(Double(spent.amount) / Double(first.amount), with: cells[cell])
    }
  }

  private static func isOnes(_ spending: Spending) -> Bool {
    spending.customers > 0 && Double(spending.most) > LargestParts.most * Double(spending.amount)
  }
}

extension ReturnFindings.Table {
  init(_ own: BehaviourCells.ReturnCells, _ hasAmounts: Bool, _ cells: BehaviourCells) {
    recency = own.table.recency
    frequency = own.table.frequency.map { ReturnFindings.Span(low: $0.low, high: $0.high) }
    customers = own.tableCells.map { $0.map { cells[$0] } }
    rowTotals = own.tableRows.map { cells[$0] }
    columnTotals = own.tableColumns.map { cells[$0] }
    let rows = own.table.cells.map { row in
      row.reduce(into: Spending()) { $0.merge($1) }
    }
    let all = rows.reduce(Int128(0)) { $0 + $1.amount }
    let isOnes = rows.contains { Double($0.most) > LargestParts.most * Double($0.amount) }
    // Shares of rows follow from one another: one that is hidden hides all.
    let isHidden = cells.hides && (isOnes || rowTotals.contains { $0.isHidden })
    let totals = rowTotals
    money = rows.indices.map { place in
      guard hasAmounts, all > 0 else { return .undefined }
      return isHidden ? .hidden : Hiding.number(Double(rows[place].amount) / Double(all), with: totals[place])
    }
  }
}

extension ReturnFindings.Awareness {
  /// Months at least, for a trend to be told.
  static let fewestMonths = 4

  init?(
    _ own: BehaviourCells.ReturnCells, _ calendar: ReturnCalendar, _ catalog: Catalog, _ cells: BehaviourCells,
    _ hiding: Hiding
  ) {
    // Months of which only a part lies in the period would be told beside whole ones.
    let unit = RetentionUnit.month
    let whole = own.months.indices.filter { place in
      let month = calendar.firstMonth + place
      return unit.firstDay(of: month) >= calendar.period.lowerBound
        && unit.firstDay(of: month + 1) - 1 <= calendar.period.upperBound
    }
    guard !own.months.isEmpty, let first = whole.first, whole.contains(where: { cells.value(own.months[$0].all) > 0 })
    else { return nil }
    firstMonth = CivilDate(daysSince1970: Int(unit.firstDay(of: calendar.firstMonth + first)))
    let shares = whole.map { cells.share(own.months[$0].unpaid, of: own.months[$0].all) }
    self.shares = shares
    let isTold = whole.count >= Self.fewestMonths && !shares.contains { $0.isHidden }
    trend =
      isTold
      ? Trend(shares: whole.map { (part: cells.value(own.months[$0].unpaid), whole: cells.value(own.months[$0].all)) })
      : nil
    perYear = Self.perYear(
      whole.map { (cells.value(own.months[$0].unpaid), cells.value(own.months[$0].all)) }, hiding)
    let flags = catalog.advertisedChannels
    advertised = flags.indices.filter { flags[$0] }.map { UInt32($0) }
  }

  /// A year of months at least: less is a season.
  private static func perYear(_ months: [(part: Int, whole: Int)], _ hiding: Hiding) -> Published<Estimate> {
    let told = months.enumerated().filter { $0.element.whole >= EntryPoints.enough }
    let (part, whole) = months.reduce((0, 0)) { ($0.0 + $1.part, $0.1 + $1.whole) }
    guard told.count >= EntryPoints.fewestMonths, part > 0, part < whole else { return .undefined }
    let p = Double(part) / Double(whole)
    let slope = Slope(
      told.map { place, month in
        let n = Double(month.whole)
        return (Double(place) / 12, Double(month.part) / n, (p * (1 - p) / n).squareRoot())
      })
    guard let exact = slope?.estimate else { return .undefined }
    guard hiding.hides else { return hiding.number(exact, of: whole) }
    // A month that is hidden could be worked out from an exact line through all: it is told in steps in which as many people
    // as the threshold, moved in any one month, do not show.
    let span = Double(months.count) / 12
    let fewest = Double(told.map(\.element.whole).min() ?? 1)
    let most = Double(hiding.threshold) / fewest * 6 / (Double(told.count) * span)
    let parts = [1_000.0, 500, 200, 100, 50, 20, 10, 5, 2].first { 1 / $0 >= most } ?? 1
    func inSteps(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double { (x * parts).rounded(rule) / parts }
    let coarse = Estimate(
      value: inSteps(exact.value, .toNearestOrEven), low: inSteps(exact.low, .down), high: inSteps(exact.high, .up),
      n: exact.n)
    return hiding.number(coarse, of: whole)
  }
}
