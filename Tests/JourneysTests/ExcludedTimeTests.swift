import Reading
import Testing

@testable import Journeys

@Suite struct ExcludedTimeTests {
  @Test("spans in any order become one where they touch, and their ends are outside")
  func merging() {
    let excluded = ExcludedTime([20..<30, 5..<5, 40..<50, 10..<20])
    #expect(excluded == ExcludedTime([10..<30, 40..<50]))
    #expect((0..<60).filter { excluded.contains($0) } == Array(10..<30) + Array(40..<50))
    #expect(!excluded.isEmpty && ExcludedTime.none.isEmpty && !ExcludedTime.none.contains(0))
  }

  @Test(
    "the clock counts the moments that are not left out, and the latest moment is the last from which it shows enough")
  func clock() {
    // Counted moment by moment: the slow way is the definition.
    for spans in [[], [10..<20], [0..<4, 9..<12, 30..<40], [35..<60]] as [[Range<Int64>]] {
      let excluded = ExcludedTime(spans)
      func slow(_ from: Int64, _ to: Int64) -> Int64 {
        Int64((from..<to).count { moment in !spans.contains { $0.contains(moment) } })
      }
      for from in Int64(0)..<45 {
        for to in from..<45 { #expect(excluded.clock(from: from, to: to) == slow(from, to), "\(spans) \(from) \(to)") }
      }
      for span in Int64(1)..<20 {
        let latest = excluded.latest(span, before: 45)
        #expect(slow(latest, 45) >= span && slow(latest + 1, 45) < span, "\(spans) \(span) \(latest)")
      }
    }
  }

  @Test("days are those of the project's zone, both ends inclusive, and only entries that say exclude are left out")
  func days() throws {
    let yaml = """
      client: T
      calendar:
        - {dates: 2026-01-10..2026-01-12, name: Outage, exclude: yes}
        - {dates: 2026-02-01, name: Holiday}
      """
    let zone = try #require(TimeZoneTable(identifier: "Asia/Jerusalem"))
    let excluded = ExcludedTime(try Blueprint(yaml: yaml, file: "p.yml").calendar, zone)
    // Winter time is two hours ahead of UTC: 2026-01-10 00:00 there is 2026-01-09 22:00 UTC, and 20 463 days since 1970.
    let start = 20_463 * Micros.day - 2 * Micros.hour
    #expect(excluded == ExcludedTime([start..<start + 3 * Micros.day]))
  }
}
