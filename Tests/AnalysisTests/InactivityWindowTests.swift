import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

@Suite struct InactivityWindowTests {
  /// The gaps of methods.md 2.2, in days.
  private func worked() -> GapTally {
    var tally = GapTally()
    for d in [
      1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 25, 28, 30, 35, 40, 45, 60, 75, 90, 180,
    ] {
      tally.closed[GapTally.bin(Int64(d) * Micros.day)] += 1
    }
    for d in [5, 10, 20, 40, 60, 100, 150, 200, 250, 300] { tally.open[GapTally.bin(Int64(d) * Micros.day)] += 1 }
    tally.first = 0
    tally.last = 400 * Micros.day
    return tally
  }

  @Test("the worked gaps give a window of 90 days")
  func calibrated() {
    let window = InactivityWindow.calibrate(worked())
    #expect(window.source == .calibrated)
    #expect(window.window == 90 * Micros.day)
    for (found, expected) in zip(window.coverage, [0.8185, 0.9380, 1]) { #expect(abs(found - expected) < 5e-5) }
    #expect(window.coverage.count == 3)
  }

  @Test("an extract shorter than three windows is refused")
  func tooShort() {
    var tally = worked()
    tally.last = 270 * Micros.day
    #expect(InactivityWindow.calibrate(tally).window == 90 * Micros.day)
    tally.last -= 1
    #expect(InactivityWindow.calibrate(tally).source == .tooShort)
    #expect(InactivityWindow.calibrate(tally).window == nil)
    #expect(InactivityWindow.calibrate(GapTally()).source == .tooShort)
  }

  @Test("gaps are counted in days rounded up, and everything beyond the grid together")
  func bins() {
    #expect(GapTally.bin(0) == 0)
    #expect(GapTally.bin(1) == 1)
    #expect(GapTally.bin(Micros.day) == 1)
    #expect(GapTally.bin(Micros.day + 1) == 2)
    #expect(GapTally.bin(180 * Micros.day) == 180)
    #expect(GapTally.bin(5000 * Micros.day) == 181)
  }

  @Test("only gaps inside cycles count: none after a purchase, in rest, or after an exit; mailings are not there")
  func insideCycles() throws {
    let yaml = """
      client: T
      touchpoints: [a, {id: shop, kind: purchase}, {id: help, kind: service}, {id: leave, kind: exit}, {id: mail, initiated-by: company}]
      """
    let rows = [
      Row("u", 0, "a"), Row("u", 2, "mail"), Row("u", 3, "shop"), Row("u", 8, "help"), Row("u", 20, "help"),
      Row("u", 60, "a"), Row("u", 61, "leave"), Row("u", 100, "a"), Row("u", 107, "a"), Row("u", 110, "mail"),
    ]
    let log = try assembled(yaml, rows).log
    var tally = GapTally()
    tally.add(log, customer: 0, observedUntil: log.observedUntil, repurchase: 180 * Micros.day)
    func days(_ counts: [Int]) -> [Int] { counts.indices.filter { counts[$0] > 0 } }
    #expect(days(tally.closed) == [1, 3, 7])
    #expect(days(tally.open) == [3])
    #expect(tally.last == 110 * Micros.day)
  }
}
