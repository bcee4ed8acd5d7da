import Statistics
import Testing

@testable import Analysis
@testable import Findings
@testable import Journeys

/// Curves of the time to the next purchase, and where they stop being told.
@Suite struct WaitHidingTests {
  private static let measure = Analysis.Measure(type: .transactional, metric: .csat, scale: 1...5)

  /// Forty customers who bought again on the given days, and others who were watched to the last day.
  private func curve(_ bought: [Int], n: Int = 40) -> KaplanMeier {
    var events = [Int](repeating: 0, count: 731)
    var open = events
    for day in bought { events[day] += 1 }
    open[700] = n - bought.count
    return KaplanMeier(events: events, censored: open)
  }

  private func finding(_ low: KaplanMeier, _ high: KaplanMeier) throws -> WaitFindings? {
    let none = KaplanMeier(events: [], censored: [])
    return WaitFindings(try #require(WaitByLowest(Self.measure, [low, none, high])), Hiding(threshold: 5))
  }

  @Test("lower ratings and later purchases are told as such, and no difference as none")
  func verdicts() throws {
    let late = curve([Int](repeating: 80, count: 6))
    let early = curve([Int](repeating: 20, count: 30))
    #expect(try finding(late, early)?.verdict == .lowLater)
    #expect(try finding(early, late)?.verdict == .otherwise)
    #expect(try finding(early, early)?.verdict == WaitFindings.Verdict.none)
  }

  @Test("a curve ends before a span in which few bought again, and a group of few silences the whole")
  func hidden() throws {
    // Thirty by day 20, three on day 50: the curve is told to day 30 only.
    let curve = curve([Int](repeating: 20, count: 30) + [50, 50, 50])
    let found = try #require(try finding(curve, curve))
    #expect(found.groups[0].curve.map(\.days) == [0, 30])
    #expect(found.groups[0].curve[1].waiting.shown == 10)
    // Thirty-eight of forty at once: the two who wait are told by nobody.
    let most = self.curve([Int](repeating: 20, count: 38))
    #expect(try finding(most, curve) == nil)
  }
}
