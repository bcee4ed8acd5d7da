import Journeys
import Statistics

/// Through which touchpoints customers come in, by month; from a walk. Each customer once, at the first touch.
package struct EntryPointTally: Sendable, Equatable {
  /// Months of the period, at most ``OverTimeTally``'s.
  let months: TimeGrid
  /// By month and touchpoint: `month * touchpoints + touchpoint`.
  package private(set) var counts: [Int]
  private let touchpoints: Int

  init(_ times: OverTimeTally) {
    months = times.months
    touchpoints = times.touchpoints
    counts = [Int](repeating: 0, count: months.count * touchpoints)
  }

  /// Counts the customer whom the cutter has just cut.
  @inline(__always)
  mutating func add(_ own: CustomerCycles, _ log: EventLog) {
    guard let first = own.touches.first?.logged, log.counts(first.time) else { return }
    let month = months.place(of: first.time)
    if month >= 0 { counts[month &* touchpoints &+ Int(first.touchpoint)] &+= 1 }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: EntryPointTally) { counts.add(other.counts) }

  /// Customers who came in through each touchpoint in one month.
  func month(_ place: Int) -> ArraySlice<Int> { counts[place * touchpoints..<(place + 1) * touchpoints] }
}

/// Through how many points people come in, and whether through more than before.
package struct EntryPoints: Sendable, Equatable {
  /// Over all months; `nil` with hardly anybody.
  package var number: EffectiveNumber?
  /// Points more a year, over whole months with enough people; `nil` where they are too few or cover less than a year.
  package var perYear: Estimate?
  /// The largest share of one point, which says how much one person may change the number by.
  package var largestShare: Double
  /// Whole months with enough people.
  package var months: Int

  /// People that a month needs.
  package static let enough = 30
  /// Whole months at least, for a change a year to be told: less than a year is a season.
  package static let fewestMonths = 12

  init(_ tally: EntryPointTally) {
    let grid = tally.months
    var sums: [Int] = []
    var points: [(time: Double, value: Double, standardError: Double)] = []
    for place in 0..<grid.count {
      let own = Array(tally.month(place))
      if sums.isEmpty { sums = own } else { sums.add(own) }
      guard grid.isComplete[place], own.reduce(0, +) >= Self.enough, let number = EffectiveNumber(own) else { continue }
      points.append((Double(place) / 12, number.estimate.value, number.standardError))
    }
    let all = sums.reduce(0, +)
    number = EffectiveNumber(sums)
    largestShare = all > 0 ? Double(sums.max() ?? 0) / Double(all) : 0
    months = points.count
    perYear = points.count >= Self.fewestMonths ? Slope(points)?.estimate : nil
  }
}
