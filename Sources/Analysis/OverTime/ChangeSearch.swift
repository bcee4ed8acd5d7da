import Journeys
import Statistics

/// Looks for a change of level in every series of whole weeks.
struct ChangeSearch {
  let tally: OverTimeTally
  let catalog: Catalog
  private let customersAt: [Int]
  private let beforePurchase: Int?
  /// A week of fewer says who came first or last.
  private let fewestPeople: Int
  /// Places of whole weeks of which any day counts.
  let weeks: [Int]

  /// Fewer counts in all say nothing of when.
  private static let fewest = 30
  /// Weeks of fewer on average are taken together by fours.
  private static let fewestAWeek = 3.0
  private static let together = 4
  /// So are those of more than four years: a change is not sought to the week there.
  private static let mostByWeek = 212
  /// Something that is there by chance alone would be there from the beginning but for once in so many times.
  private static let opening = 0.001

  /// A series by whole weeks.
  struct Series {
    var subject: Change.Subject
    var counts: [Int]
    /// What each is of; days for a number a day.
    var bases: [Int]
    /// Whether the counts are parts of the bases.
    var isShare: Bool
  }

  init(
    _ tally: OverTimeTally, _ catalog: Catalog, customersAt: [Int], beforePurchase: Int?, fewestPeople: Int
  ) {
    (self.tally, self.catalog, self.customersAt) = (tally, catalog, customersAt)
    (self.beforePurchase, self.fewestPeople) = (beforePurchase, max(1, fewestPeople))
    let grid = tally.grids[0]
    weeks = grid.isComplete.indices.filter { grid.isComplete[$0] && grid.days[$0] > 0 }
  }

  /// What changed, the surest first, and in how many series it was looked for.
  func changes() -> (changes: [Change], looked: Int) {
    guard weeks.count >= LevelChange.fewest else { return ([], 0) }
    var found: [(change: Change, p: Double)] = []
    var looked = 0
    for series in series where series.counts.reduce(0, +) >= Self.fewest {
      looked += 1
      if let own = change(series) { found.append(own) }
    }
    // A series without a change is one with p = 1.
    let adjusted = holm(found.map(\.p) + [Double](repeating: 1, count: looked - found.count))
    let changes = found.indices.filter { adjusted[$0] < 0.05 }.map { place in
      var own = found[place].change
      own.adjustedP = adjusted[place]
      return (place: place, change: own)
    }
    let sorted = changes.sorted { ($0.change.adjustedP, $0.place) < ($1.change.adjustedP, $1.place) }
    return (sorted.map(\.change), looked)
  }

  /// Every series that is looked at.
  var series: [Series] {
    let rows = tally.rows()[0]
    let days = weeks.map { Int(tally.grids[0].days[$0]) }
    let active = weeks.map { tally.active[$0] }
    var all = [
      Series(subject: .journeys, counts: weeks.map { rows[$0].journeys }, bases: days, isShare: false)
    ]
    if catalog.hasPurchase {
      all.append(Series(subject: .purchases, counts: weeks.map { rows[$0].purchases }, bases: days, isShare: false))
      // Of weeks too young to tell only those that ended early are known.
      let told = weeks.map { Double(rows[$0].decided) >= 0.95 * Double(rows[$0].journeys) }
      all.append(
        Series(
          subject: .stops, counts: zip(weeks, told).map { $1 ? rows[$0].lost : 0 },
          bases: zip(weeks, told).map { $1 ? rows[$0].decided : 0 }, isShare: true))
    }
    func at(_ code: Int) -> [Int] { weeks.map { tally.atTouchpoints[$0 * tally.touchpoints + code] } }
    if let code = beforePurchase {
      all.append(
        Series(
          subject: .purchasesAfter(code), counts: weeks.map { rows[$0].purchases }, bases: at(code), isShare: false))
    }
    for code in catalog.touchpoints.indices where catalog.touchpoints[code].isCustomerTouch {
      all.append(Series(subject: .touchpoint(code), counts: at(code), bases: active, isShare: true))
    }
    for channel in 0..<tally.channels {
      let counts = weeks.map { tally.inChannels[$0 * (tally.channels + 1) + channel] }
      all.append(Series(subject: .channel(channel), counts: counts, bases: active, isShare: true))
    }
    return all
  }

  /// The change of a series, if its p is any; not yet corrected.
  private func change(_ series: Series) -> (change: Change, p: Double)? {
    if let opened = opening(series) { return opened }
    let isFew = Double(series.counts.reduce(0, +)) < Self.fewestAWeek * Double(weeks.count)
    let isLong = weeks.count > Self.mostByWeek
    let size = (isFew || isLong) && weeks.count >= Self.together * LevelChange.fewest ? Self.together : 1
    func gathered(_ values: [Int]) -> [Int] {
      stride(from: 0, to: values.count, by: size).map { values[$0..<min(values.count, $0 + size)].reduce(0, +) }
    }
    let (counts, bases) = (gathered(series.counts), gathered(series.bases))
    let found =
      series.isShare
      ? LevelChange(parts: counts, wholes: bases) : LevelChange(counts: counts, exposures: bases.map(Double.init))
    guard let found, found.pValue < 0.05 else { return nil }
    let places = found.units.lowerBound * size..<min(weeks.count, found.units.upperBound * size)
    return (made(series, places, found.isSpell ? .spell : .step), found.pValue)
  }

  /// Where nothing was before, or nothing after, for longer than chance would have it: customers come in any week as often
  /// as customers do at all.
  private func opening(_ series: Series) -> (change: Change, p: Double)? {
    let people: Int
    switch series.subject {
    case .touchpoint(let code): people = customersAt[code]
    case .channel: people = series.counts.max() ?? 0
    case .journeys, .purchases, .stops, .purchasesAfter: return nil
    }
    guard let first = series.counts.firstIndex(where: { $0 > 0 }),
      let last = series.counts.lastIndex(where: { $0 > 0 }), first < last
    else { return nil }
    let all = Double(series.bases.reduce(0, +))
    func never(_ empty: Range<Int>) -> Double {
      guard empty.count >= LevelChange.shortest, all > 0 else { return 1 }
      return chanceOfNone(Double(series.bases[empty].reduce(0, +)) / all, of: people)
    }
    let (before, after) = (never(0..<first), never(last + 1..<series.counts.count))
    guard min(before, after) < Self.opening else { return nil }
    // Told from the first week, or up to the last, that is not of few people.
    guard let opens = series.counts.firstIndex(where: { $0 >= fewestPeople }),
      let closes = series.counts.lastIndex(where: { $0 >= fewestPeople })
    else { return nil }
    let form: Change.Form =
      before < Self.opening ? (after < Self.opening ? .spell : .begins) : .ends
    let places =
      form == .begins ? opens..<series.counts.count : form == .ends ? 0..<closes + 1 : opens..<closes + 1
    return (made(series, places, form), min(1, 2 * min(before, after)))
  }

  private func made(_ series: Series, _ places: Range<Int>, _ form: Change.Form) -> Change {
    let grid = tally.grids[0]
    var (inside, outside) = (Change.Level(), Change.Level())
    for place in weeks.indices {
      let isInside = places.contains(place)
      let own = Change.Level(count: series.counts[place], base: series.bases[place])
      if isInside {
        inside = Change.Level(count: inside.count + own.count, base: inside.base + own.base)
      } else {
        outside = Change.Level(count: outside.count + own.count, base: outside.base + own.base)
      }
    }
    let days = grid.firstDays[weeks[places.lowerBound]]..<grid.firstDays[weeks[places.upperBound - 1] + 1]
    return Change(
      subject: series.subject, form: form, days: days, inside: inside, outside: outside,
      people: places.map { series.counts[$0] }.max() ?? 0, adjustedP: 1)
  }
}
