import Journeys

/// Weeks, months or quarters of the report's period in the project's time zone, the latest of them.
package struct TimeGrid: Sendable, Equatable {
  package let unit: RetentionUnit
  /// First day of each since 1970, and of what comes after the last.
  package let firstDays: [Int64]
  /// Days of each that count: those outside the period, and those left out, are none.
  package let days: [Double]
  /// Whether the period holds all of its days.
  package let isComplete: [Bool]
  /// First moments, UTC microseconds.
  let starts: [Int64]
  /// No unit is shorter; clocks may be moved within it.
  private let shortest: Int64

  package var count: Int { starts.count }

  /// - Parameters:
  ///   - most: so many are told apart, the latest.
  ///   - dayOf: day number of a UTC microsecond in the project's time zone.
  init(_ unit: RetentionUnit, most: Int, _ log: JourneyLog, _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64) {
    self.unit = unit
    let (first, last) = (calendar.period.lowerBound, calendar.period.upperBound)
    let end = unit.index(ofDay: last)
    let begin = max(unit.index(ofDay: first), end - most + 1)
    let firstDays = (begin...end + 1).map { unit.firstDay(of: $0) }
    let moments = firstDays.map { ReturnCalendar.firstMoment(of: $0, dayOf) }
    let units = 0..<firstDays.count - 1
    self.firstDays = firstDays
    starts = Array(moments.dropLast())
    isComplete = units.map { firstDays[$0] >= first && firstDays[$0 + 1] - 1 <= last }
    let (opens, closes) = (
      ReturnCalendar.firstMoment(of: first, dayOf), ReturnCalendar.firstMoment(of: last + 1, dayOf)
    )
    days = units.map { place in
      let (from, to) = (max(moments[place], opens), min(moments[place + 1], closes))
      let counted = from < to ? log.excluded.clock(from: from, to: to) : 0
      // Whole days: clocks that are moved make none longer.
      return (Double(counted) / Double(Micros.day)).rounded()
    }
    shortest = (zip(firstDays, firstDays.dropFirst()).map { $1 - $0 }.min() ?? 1) * Micros.day - Micros.day / 4
  }

  /// The units in plain memory, for loops over every journey: good as long as what is made from the grid is.
  struct Plan: Sendable {
    /// Units of grids that stand before it.
    let before: Int
    private let shortest: Int64
    private let starts = ReusedList<Int64>()

    init(_ grid: TimeGrid, before: Int) {
      (self.before, shortest) = (before, grid.shortest)
      for start in grid.starts { starts.append(start) }
    }

    /// Which unit a moment of the period lies in, its first moment and that of the next; -1 before the first.
    @inline(__always)
    func unit(of time: Int64) -> (place: Int, from: Int64, until: Int64) {
      let starts = starts.buffer
      guard let first = starts.first, time >= first else { return (-1, .min, starts.first ?? .max) }
      var place = min(starts.count &- 1, Int((time &- first) / shortest))
      while starts[place] > time { place &-= 1 }
      return (place, starts[place], place &+ 1 < starts.count ? starts[place &+ 1] : .max)
    }
  }

  /// Which of them a moment of the period lies in; -1 before the first.
  @inline(__always)
  func place(of time: Int64) -> Int {
    guard let first = starts.first, time >= first else { return -1 }
    var place = min(starts.count - 1, Int((time - first) / shortest))
    while starts[place] > time { place -= 1 }
    return place
  }
}
