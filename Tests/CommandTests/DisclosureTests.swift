import Foundation
import TestSupport
import Testing

/// No hidden count can be worked out from the published ones.
struct DisclosureTests {
  /// Forty customers see an ad and the site, thirty buy, two of them send it back, three meet a rare touchpoint.
  private func report(cancelled: Int, rare: Int, privacy: String = "{behaviour: 5}") throws -> JSONValue {
    var rows = "customer,time,touchpoint,order\n"
    for customer in 0..<40 {
      rows += "c\(customer),2025-01-01 10:00,ad,\nc\(customer),2025-01-02 10:00,site,\n"
      if customer < 30 { rows += "c\(customer),2025-01-03 10:00,buy,o\(customer)\n" }
      if customer < cancelled { rows += "c\(customer),2025-01-04 10:00,back,o\(customer)\n" }
      if customer < rare { rows += "c\(customer),2025-01-02 12:00,rare,\n" }
    }
    let folder = try TemporaryFolder()
    try folder.write("events.csv", rows)
    try folder.write(
      "project.yml",
      """
      client: Small
      privacy: \(privacy)
      touchpoints: [{id: buy, kind: purchase}, {id: back, kind: refund}]
      windows: {inactivity: 10d}
      observed-until: 2025-06-01
      sources: [{file: events.csv}]

      """)
    return try Samples.build(folder.path).report()
  }

  @Test("a rare touchpoint's interactions do not follow from all interactions")
  func eventsFromTotal() throws {
    let report = try report(cancelled: 0, rare: 3)
    let events = report["touchpoints"].list.map { $0["events"] }
    #expect(events.contains { $0.isHidden })
    // Either a second touchpoint covers it, or all interactions are a range too.
    let all = try #require(report["events"].ends)
    let hidden = all.high - events.compactMap(\.int).reduce(0, +)
    #expect(hidden >= 5, "\(hidden)")
    #expect(events.count { $0.isHidden } >= 2 || report["events"].isHidden)
  }

  @Test("a few cancelled purchases do not follow from interactions and purchases, and purchases stay in sight")
  func cancelledFromEvents() throws {
    let report = try report(cancelled: 2, rare: 0)
    let buy = try #require(report["touchpoints"].list.first { $0["id"].string == "buy" })
    #expect(buy["cancelled"].isHidden)
    #expect(buy["purchases"].isHidden || buy["events"].isHidden)
  }

  @Test("without privacy the same numbers are all there")
  func off() throws {
    let report = try report(cancelled: 2, rare: 3, privacy: "off")
    #expect(report["touchpoints"].list.allSatisfy { $0["events"].int != nil })
    #expect(report["cancelled"].int == 2)
  }

  @Test("a touchpoint's interactions and what came in to the sieve are hidden together", arguments: Samples.clients)
  func inflow(_ client: String) throws {
    let report = try Samples.output(client).report()
    for touchpoint in report["touchpoints"].list where touchpoint["events"].isHidden {
      guard let row = report["sieve"].list.first(where: { $0["touchpoint"] == touchpoint["id"] }) else { continue }
      #expect(row["starts"].int == nil || row["arrivals"].int == nil, "\(row)")
      if let mailing = report["outreach"].list.first(where: { $0["touchpoint"] == touchpoint["id"] }) {
        #expect(mailing["events"].int == nil)
      }
    }
  }
}
