import Analysis
import Statistics

extension BehaviourCells.ReturnCells {
  /// First purchases in a span of days after them: followed by another in it, no longer watched in it, and still without
  /// another at its end.
  struct Span {
    /// The last day of the span, after the first purchase.
    let end: Int
    let bought, open, waiting: Int
  }

  /// Days at which the curve is told where there are many purchases, and where there are fewer: the ends of the windows
  /// among them, so that no few stand between two published numbers.
  private static let fineGrid = [30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365]
  private static let coarseGrid = RepeatTally.windows.map { Int($0) }

  /// The time from the first purchase to the second in spans of days; empty where there would be too few in each.
  ///
  /// - Parameters:
  ///   - curve: of first purchases.
  ///   - first: cell of the first purchases; `again`: of the customers with a second one.
  static func spans(
    _ curve: KaplanMeier, first: Int, again: Int, _ windows: [Window], _ family: inout Suppression
  ) -> [Span] {
    let year = coarseGrid.last ?? 0
    guard curve.events.count > year + 1, curve.n > 0 else { return [] }
    let events = curve.events[...year].reduce(0, +)
    let grid = events >= fewestPerCell * fineGrid.count ? fineGrid : coarseGrid
    guard events >= fewestPerCell * grid.count || !family.hides else { return [] }
    // Those watched to the last day of a span count as waiting at its end, as they do in the windows.
    func waiting(after day: Int) -> Int { curve.atRisk[day] - curve.events[day] }
    var spans: [Span] = []
    var before = BehaviourCells.sameOrOwn(curve.n, first, &family)
    var begin = 0
    for end in grid {
      let bought = curve.events[begin...end].reduce(0, +)
      let left = waiting(after: end)
      let span = Span(
        end: end, bought: family.add(bought), open: family.add(family.value(before) - bought - left),
        waiting: family.add(left))
      family.relate(parts: [span.bought, span.open, span.waiting], ifTotal: before)
      spans.append(span)
      (before, begin) = (span.waiting, end + 1)
    }
    for (place, window) in windows.enumerated() {
      guard let last = spans.firstIndex(where: { $0.end == Int(RepeatTally.windows[place]) }) else { continue }
      family.relate(parts: [window.followed, spans[last].waiting], ifTotal: window.mature)
      // Some of those who bought in time were not watched for the whole window.
      let sum = family.add(slack: spans[...last].reduce(0) { $0 + family.value($1.bought) })
      family.relate(parts: spans[...last].map(\.bought), total: sum)
      family.bound(window.followed, by: sum)
      family.bound(sum, by: again)
    }
    return spans
  }
}
