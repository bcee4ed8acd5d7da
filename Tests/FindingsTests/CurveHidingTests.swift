import Statistics
import Testing

@testable import Analysis
@testable import Findings

/// The time to the second purchase in spans of days, as cells of the report's family.
@Suite struct CurveHidingTests {
  private typealias Cells = BehaviourCells.ReturnCells

  /// First purchases followed by another on these days, so many each, and others last seen on these.
  private func curve(_ bought: [Int: Int], open: [Int: Int]) -> KaplanMeier {
    var (events, censored) = ([Int](repeating: 0, count: 731), [Int](repeating: 0, count: 731))
    for (day, count) in bought { events[day] += count }
    for (day, count) in open { censored[day] += count }
    return KaplanMeier(events: events, censored: censored)
  }

  private func spans(_ curve: KaplanMeier, again: Int) -> (spans: [Cells.Span], family: Suppression) {
    var family = Suppression(threshold: 5)
    let (first, second) = (family.add(curve.n), family.add(again))
    let spans = Cells.spans(curve, first: first, again: second, [], &family)
    family.settle()
    return (spans, family)
  }

  @Test("those who wait at one point bought, were last seen, or wait on at the next")
  func sums() {
    let (spans, family) = spans(
      curve([10: 60, 45: 30, 100: 30, 300: 10], open: [30: 20, 60: 10, 400: 140]), again: 130)
    #expect(spans.map(\.end) == [30, 60, 90, 180, 365])
    #expect(spans.map { family.value($0.bought) } == [60, 30, 0, 30, 10])
    // Who is last seen on the last day of a span waits at its end.
    #expect(spans.map { family.value($0.open) } == [0, 20, 10, 0, 0])
    #expect(spans.map { family.value($0.waiting) } == [240, 190, 180, 150, 140])
    #expect(!spans.contains { family.isHidden($0.bought) || family.isHidden($0.waiting) })
  }

  @Test("a span in which few bought is hidden with those beside it; with too few in all there is no curve")
  func hidden() {
    let (spans, family) = spans(curve([10: 100, 45: 3, 300: 40], open: [400: 140]), again: 143)
    #expect(family.isHidden(spans[1].bought))
    #expect(family.isHidden(spans[0].waiting) || family.isHidden(spans[1].waiting))
    #expect(self.spans(curve([10: 40], open: [400: 100]), again: 40).spans.isEmpty)
  }

  @Test("many purchases are told in twelve spans")
  func fine() {
    let days = (0..<12).map { ($0 * 30 + 15, 40) }
    let many = curve(Dictionary(uniqueKeysWithValues: days), open: [500: 300])
    #expect(spans(many, again: 480).spans.map(\.end) == [30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365])
  }
}
