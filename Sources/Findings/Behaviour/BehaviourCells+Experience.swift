import Analysis
import Journeys

/// Requests at one touchpoint by when they were answered, by week, and what came of them, as cells of the report's family.
struct WaitingCells {
  /// Requests of seven days from a Monday on.
  struct Week {
    /// Among the weeks of the analysis.
    let place: Int
    let requests, within: Int
  }
  let requests, within, later, never: Int
  /// The last year's, in order.
  let weeks: [Week]
  let gap: GapCells

  private static let mostWeeks = 53

  /// - Parameters:
  ///   - events: interactions at the touchpoint.
  ///   - customers: who had one there.
  init(_ point: Waiting.Point, events: Int, customers: Int, _ family: inout Suppression) {
    let people = point.gap.worse.all + point.gap.better.all
    func split(_ waits: WaitCounts) -> (within: Int, later: Int, never: Int) {
      let within = waits.called(within: Micros.day)
      return (within, waits.all - within - waits.neverCalled, waits.neverCalled)
    }
    let all = split(point.waits)
    requests = family.add(point.waits.all, worth: 1, people: people)
    (within, later, never) = (family.add(all.within), family.add(all.later), family.add(all.never))
    family.relate(parts: [within, later, never], total: requests)
    family.bound(requests, by: events)
    let first = max(0, point.weeks.count - Self.mostWeeks)
    var weeks: [Week] = []
    for place in first..<point.weeks.count {
      let waits = point.weeks[place].waits
      let week = Week(place: place, requests: family.add(waits.all), within: family.add(split(waits).within))
      family.nest(week.within, in: week.requests)
      weeks.append(week)
    }
    // Earlier weeks are written nowhere, and follow from the others.
    let earlier = point.weeks[..<first].reduce(into: (all: 0, within: 0)) { sum, week in
      sum.all += week.waits.all
      sum.within += split(week.waits).within
    }
    let rest = first > 0 ? [family.add(implied: earlier.all)] : []
    let restWithin = first > 0 ? [family.add(implied: earlier.within)] : []
    let own = weeks
    family.relate(parts: own.map(\.requests) + rest, total: requests)
    family.relate(parts: own.map(\.within) + restWithin, total: within)
    self.weeks = weeks
    // Each customer counts once, by the first request.
    let gap = GapCells(point.gap, &family)
    let asked = family.add(implied: people)
    family.relate(parts: [gap.worse.all, gap.better.all], total: asked)
    family.bound(asked, by: requests)
    family.nest(asked, in: customers)
    self.gap = gap
  }
}

extension BehaviourCells {
  /// Purchases with a complaint at each of the touchpoints for complaints, and those without any.
  static func complaintCells(
    _ complaints: Complaints, events: [Int], purchases: Int, _ family: inout Suppression
  ) -> [GapCells] {
    guard let first = complaints.points.first else { return [] }
    // Those without any are the same for all.
    let better = GapCells.Side(first.gap.better, &family)
    return complaints.points.map { point in
      let cells = GapCells(point.gap, better: better, &family)
      family.bound(cells.worse.all, by: events[point.code])
      let others = family.add(implied: family.value(purchases) - point.gap.worse.all - point.gap.better.all)
      family.relate(parts: [cells.worse.all, better.all, others], total: purchases)
      return cells
    }
  }
}
