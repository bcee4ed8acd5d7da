import Journeys

/// The days of the weeks, months and quarters that are told apart, each in one unit of every grid: a moment is looked for once
/// for all of them.
struct DayGrid: Sendable {
  private static let length: Int64 = 86_400_000_000

  /// First moments, UTC microseconds, and behind them one that never comes.
  private let starts = ReusedList<Int64>()
  /// Day behind day, its unit in each grid; -1 where the grid begins later.
  private let unitOf = ReusedList<Int32>()
  /// First moments of weeks, and behind them one that never comes.
  private let weekStarts = ReusedList<Int64>()
  private let counts: [Int]

  var count: Int { starts.count - 1 }

  /// - Parameters:
  ///   - grids: weeks, and what else consists of whole days.
  ///   - dayOf: day number of a UTC microsecond in the project's time zone.
  init(_ grids: [TimeGrid], dayOf: (Int64) -> Int64) {
    counts = grids.map(\.count)
    let first = grids.compactMap(\.firstDays.first).min() ?? 0
    let last = grids.compactMap(\.firstDays.last).max() ?? 0
    var places = grids.map { _ in -1 }
    for day in first..<max(first, last) {
      starts.append(ReturnCalendar.firstMoment(of: day, dayOf))
      for (grid, own) in grids.enumerated() {
        while places[grid] + 1 < own.count, own.firstDays[places[grid] + 1] <= day { places[grid] += 1 }
        unitOf.append(Int32(places[grid]))
      }
    }
    starts.append(.max)
    for start in grids[0].starts { weekStarts.append(start) }
    weekStarts.append(.max)
  }

  /// Which day a moment of the period lies in; -1 before the first.
  @inline(__always)
  func place(of time: Int64) -> Int {
    let starts = starts.buffer
    guard time >= starts[0], starts.count > 1 else { return -1 }
    // Clocks are moved by hours: the guess is wrong by a day at most, but for the last day.
    var place = min(starts.count &- 2, Int((time &- starts[0]) / Self.length))
    while starts[place &+ 1] <= time { place &+= 1 }
    while starts[place] > time { place &-= 1 }
    return place
  }

  /// The unit of a grid that a day lies in; -1 where the grid begins later.
  @inline(__always)
  func unit(of day: Int, _ grid: Int) -> Int { Int(unitOf.buffer[day &* OverTimeTally.gridCount &+ grid]) }

  /// How many units a grid has.
  @inline(__always)
  func units(of grid: Int) -> Int { counts[grid] }

  /// The week a day lies in, and the first moment of the next; -1 before the first.
  @inline(__always)
  func week(of day: Int) -> (place: Int, end: Int64) {
    let week = unit(of: day, 0)
    return (week, weekStarts.buffer[week &+ 1])
  }
}
