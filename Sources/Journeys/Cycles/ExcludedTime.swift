import Reading

/// Days the project leaves out (`calendar: [{…, exclude: yes}]`), as spans of UTC microseconds.
///
/// Events of these days stay in journeys; journeys that begin on them, purchases and answers are in no count, and the clock
/// of silence stands still.
package struct ExcludedTime: Sendable, Equatable {
  /// Nothing is left out: asked before anything else where every event passes.
  package let isEmpty: Bool
  /// Beginnings, ascending, and the moments behind the ends; spans neither touch nor overlap.
  private let starts: [Int64]
  private let ends: [Int64]

  /// Nothing left out.
  package static let none = ExcludedTime([])

  /// Spans in any order, which may overlap.
  package init(_ spans: [Range<Int64>]) {
    var starts: [Int64] = []
    var ends: [Int64] = []
    for span in spans.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
    where !span.isEmpty {
      if let last = ends.last, span.lowerBound <= last {
        ends[ends.count - 1] = max(last, span.upperBound)
      } else {
        starts.append(span.lowerBound)
        ends.append(span.upperBound)
      }
    }
    isEmpty = starts.isEmpty
    self.starts = starts
    self.ends = ends
  }

  /// The days a calendar leaves out, both ends inclusive, in a time zone.
  package init(_ calendar: [CalendarEntry], _ zone: TimeZoneTable) {
    func start(_ day: Int) -> Int64 { zone.utcMicros(localMicros: Int64(day) * Micros.day) }
    self.init(
      calendar.filter(\.exclude).map { start($0.dates.first.daysSince1970)..<start($0.dates.last.daysSince1970 + 1) })
  }

  /// Whether a moment lies on a day left out.
  package func contains(_ time: Int64) -> Bool {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low] <= time
  }

  /// Microseconds from one moment to a later one, without those left out: what the clock of silence shows.
  package func clock(from: Int64, to: Int64) -> Int64 {
    var time = to - from
    for (start, end) in zip(starts, ends) where end > from && start < to { time -= min(end, to) - max(start, from) }
    return time
  }

  /// The latest moment from which the clock of silence shows at least `span` by `end`.
  package func latest(_ span: Int64, before end: Int64) -> Int64 {
    var left = span
    var reached = end
    for place in starts.indices.reversed() where starts[place] < reached {
      let free = reached - min(ends[place], reached)
      if free >= left { break }
      left -= free
      reached = starts[place]
    }
    return reached - left
  }
}
