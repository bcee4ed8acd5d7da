import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Journeys

/// Groups and the time to their next purchase, and what is not told of them.
@Suite struct GroupWaitHidingTests {
  private static let catalog: Catalog = {
    var catalog = Catalog(stages: [], touchpoints: [], channels: [], departments: [])
    catalog.traits = [
      CustomerTrait(
        name: "area",
        values: ["north", "south", "west"].map { NamedThing(id: $0, name: LocalizedText($0)) })
    ]
    return catalog
  }()

  /// So many customers who bought again on each day, and others who were watched for 700 days.
  private func days(_ again: [Int: Int], n: Int = 60) -> WaitDays {
    var days = WaitDays()
    for (day, count) in again { days.add(day, isClosed: true, count) }
    days.add(700, isClosed: false, n - days.customers)
    return days
  }

  private func finding(
    _ values: [WaitDays], unknown: WaitDays = WaitDays(), known: GroupWaitFindings.Known = .init(),
    upTo last: Int64 = 365
  ) -> GroupWaitFindings {
    var all = values.enumerated().map { (code: UInt32($0), days: $1) }
    if unknown.customers > 0 { all.append((GroupWaitTally.none, unknown)) }
    let waits = GroupWaits.corrected([GroupWaits(.trait(0), all, fewest: 5)])[0]
    let hiding = Hiding(threshold: 5)
    let whole = [0, 30, 60, 90, 180, 365].filter { $0 <= last }.map {
      ReturnFindings.CurvePoint(days: $0, again: .undefined, waiting: hiding.count(100))
    }
    return GroupWaitFindings(
      waits, NamedCodes(Self.catalog) { $0.isProduct }, Self.catalog, whole: whole, known: known, hiding)
  }

  @Test("who comes back sooner is told with the curves, and nobody where there is no difference")
  func both() {
    let (early, late) = (days([20: 40]), days([80: 10]))
    let found = finding([early, late])
    #expect(found.column == "area" && found.verdict == .differ && found.groups.map(\.pace) == [.sooner, .later])
    #expect(found.groups.map { $0.customers.shown } == [60, 60] && found.notCompared.isZero)
    let alike = finding([early, early])
    #expect(alike.verdict == GroupWaitFindings.Verdict.none && alike.groups.map(\.pace) == [nil, nil])
  }

  @Test("a day is told where in no group few bought again since the day before it; spans are drawn together until then")
  func spans() {
    // Three of the second came back by day 30, and three more by day 60.
    let found = finding([days([20: 10, 50: 10]), days([25: 3, 55: 3])])
    #expect(found.groups[1].curve.map(\.days) == [0, 60, 90, 180, 365])
    #expect(found.groups[1].curve.map { $0.waiting.shown } == [60, 54, 54, 54, 54])
    #expect(found.groups.map { $0.hazards[0].shown?.value } == [0.333, 0.1])
  }

  @Test("what is not told of all is told of no group, and neither is what few are left over from")
  func related() {
    let (early, late) = (days([20: 40]), days([80: 10]))
    #expect(finding([early, late], upTo: 90).days == 90)
    // Three of ten whose area is not known came back.
    let unknown = finding([early, late], unknown: days([20: 3], n: 10))
    #expect(unknown.verdict == .untold && unknown.groups.isEmpty)
    #expect(finding([early, late], unknown: days([20: 5], n: 10)).notCompared.shown == 10)
  }

  @Test("a count beside one that is told elsewhere of nearly the same customers is not told")
  func known() {
    let (early, late) = (days([20: 40]), days([80: 10]))
    func told(_ first: [String: Int] = [:], _ buyers: [String?: Int?] = [:]) -> GroupWaitFindings.Verdict {
      finding([early, late], known: .init(first: first, buyers: buyers)).verdict
    }
    #expect(told(["north": 58]) == .untold)
    #expect(told(["north": 50, "south": 60]) == .differ)
    #expect(told([:], ["north": 60, "south": 58]) == .untold)
    #expect(told([:], ["north": 60, "south": Int?.none]) == .untold)
    #expect(told([:], ["north": 60, "south": 60]) == .differ)
  }
}
