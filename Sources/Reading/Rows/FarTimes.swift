/// Times that lie more than ten years from every other of their file, in fewer than one row in a thousand or in one alone, and
/// days that systems write where there is no date: slips of a pen, dates that stand for "never", clocks that were never set. They say nothing of when data begin or end.
package struct FarTimes: Sendable, Equatable {
  /// The days, in microseconds UTC, between which all other times lie.
  package let sound: ClosedRange<Int64>
  /// How many rows lie outside.
  package let rows: Int

  /// The far times among so many; `nil` where there are none, or too few times to tell.
  package init?(_ times: [Int64]) {
    var days = DayCounts()
    for time in times where time != .min { days.add(time) }
    guard let far = days.far else { return nil }
    self = far
  }

  fileprivate init(sound: ClosedRange<Int64>, rows: Int) {
    self.sound = sound
    self.rows = rows
  }

  /// Whether times so far apart can hold far ones at all: only then is each looked at.
  static func arePossible(in span: ClosedRange<Int64>?) -> Bool {
    guard let span else { return false }
    let (length, overflow) = span.upperBound.subtractingReportingOverflow(span.lowerBound)
    return overflow || length > DayCounts.gap * microsPerDay
  }
}

extension KeyedRows {
  /// The far times among the rows; `nil` where there are none.
  package var farTimes: FarTimes? {
    guard FarTimes.arePossible(in: times?.span) else { return nil }
    var days = DayCounts()
    for partition in 0..<partitions {
      forEachStretch(partition) { stretch in
        for i in 0..<stretch.count { days.add(stretch.row(i).time) }
      }
    }
    return days.far
  }
}

extension Table {
  /// The far times of a column of times; `nil` where there are none.
  package func farTimes(_ report: TimeReport, in column: Int) -> FarTimes? {
    guard FarTimes.arePossible(in: report.span), case .time(let times) = columns[column] else { return nil }
    return FarTimes(times)
  }
}

/// How many times lie on each day.
private struct DayCounts {
  /// Ten years, in days.
  static let gap: Int64 = 3653
  /// The fewest times that tell what is usual.
  private static let fewest = 100
  /// Days that systems write for "never" and for "no date", however often: 30 and 31 December 1899, 1 January 1900 and 1970,
  /// 31 December 2099 and 9999.
  private static let nevers: Set<Int64> = [-25_569, -25_568, -25_567, 0, 47_481, 2_932_896]
  /// Before the year 1, and behind the year 10000, in days since 1970.
  private static let days = Int64(-720_000)...2_940_000

  private var counts = [UInt32](repeating: 0, count: Int(Self.days.upperBound - Self.days.lowerBound) + 1)
  private var total = 0

  mutating func add(_ micros: Int64) {
    var day = micros / microsPerDay
    if micros % microsPerDay < 0 { day -= 1 }
    day = min(max(day, Self.days.lowerBound), Self.days.upperBound)
    counts[Int(day - Self.days.lowerBound)] &+= 1
    total += 1
  }

  var far: FarTimes? {
    guard total >= Self.fewest else { return nil }
    // Days that lie within ten years of each other belong together.
    var groups: [(first: Int, last: Int, rows: Int)] = []
    for (day, count) in counts.enumerated() where count > 0 {
      if let last = groups.indices.last, day - groups[last].last <= Self.gap {
        groups[last].last = day
        groups[last].rows += Int(count)
      } else {
        groups.append((day, day, Int(count)))
      }
    }
    let few = max(1, total / 1000)
    func isFar(_ group: (first: Int, last: Int, rows: Int)) -> Bool {
      let isNever = group.first == group.last && Self.nevers.contains(Int64(group.first) + Self.days.lowerBound)
      return group.rows <= few || (isNever && group.rows * 2 < total)
    }
    var kept = groups[...]
    while kept.count > 1, let first = kept.first, isFar(first) { kept.removeFirst() }
    while kept.count > 1, let last = kept.last, isFar(last) { kept.removeLast() }
    guard kept.count < groups.count, let first = kept.first, let last = kept.last else { return nil }
    func start(_ day: Int) -> Int64 { (Int64(day) + Self.days.lowerBound) * microsPerDay }
    return FarTimes(
      sound: start(first.first)...start(last.last + 1) - 1, rows: total - kept.reduce(0) { $0 + $1.rows })
  }
}
