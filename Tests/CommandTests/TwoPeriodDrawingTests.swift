import Foundation
import TestSupport
import Testing

/// Two periods in one drawing, and the client's calendar in the drawings over time, at a small client of two half years.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct TwoPeriodDrawingTests {
  /// Forty customers a month of 2025, of whom half buy; from July on thirty do, and they score higher.
  private func output() throws -> Output {
    var events = "customer,time,touchpoint,amount\n"
    var answers = "who,when,point,score\n"
    for month in 1...12 {
      let name = month < 10 ? "0\(month)" : "\(month)"
      for n in 1...40 {
        let day = n % 20 + 1
        let date = "2025-\(name)-" + (day < 10 ? "0\(day)" : "\(day)")
        events += "m\(month)c\(n),\(date) 10:00,site,\nm\(month)c\(n),\(date) 11:00,call,\n"
        if n <= (month < 7 ? 20 : 30) { events += "m\(month)c\(n),\(date) 12:00,shop,100\n" }
        for (point, low, high) in [("site", 3, 5), ("call", 2, 4)] {
          answers += "m\(month)c\(n),\(date),\(point),\(n % 3 == 0 ? low - 1 : month < 7 ? low : high)\n"
        }
      }
    }
    let folder = try TemporaryFolder()
    try folder.write("events.csv", events)
    try folder.write("answers.csv", answers)
    try folder.write(
      "project.yml",
      """
      client: {id: c, name: Client}
      languages: [en, he]
      timezone: UTC
      period: 2025-07-01..2025-12-31
      compare: 2025-01-01..2025-06-30
      observed-until: 2026-03-01
      windows: {inactivity: 20d, conversion: 20d, repurchase: 30d}
      stages: [find, buy]
      touchpoints: [{id: site, stage: find}, {id: call, stage: find}, {id: shop, stage: buy, kind: purchase}]
      calendar:
        - {name: Holidays, dates: 2025-10-05..2025-10-09, exclude: yes}
        - {name: Summer sale, dates: 2025-08-01..2025-08-20}
      facts: [{date: 2025-11-03, name: New site}]
      sources:
        - {file: events.csv}
        - file: answers.csv
          kind: survey
          type: transactional
          columns: {customer: who, time: when, touchpoint: point}
          questions: [{column: score, metric: csat, scale: 1..5}]

      """)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    try #require(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out"))
  }

  @Test(
    "the map has both curves with what they are, both sieves stand on one scale, and days have names in the drawings")
  func drawn() throws {
    let output = try output()
    let map = output.page("journey-map")
    #expect(map.contains("January–June 2025") && map.contains("p-dashed"))
    let scores = try output.table("journey-map", "en").map { $0.joined(separator: "|") }
    #expect(scores.contains { $0.contains("site") && $0.contains("0%|6") }, "\(scores)")
    // Forty visits a month; of those who called twenty, and then ten, did not go on.
    let sieve = try output.report()["comparison"]["sieve"].list
    let call = try #require(sieve.first { $0["touchpoint"].string == "call" })
    #expect(call["before"]["touches"].int == 240 && call["before"]["leaks"].int == 120)
    #expect(call["now"]["touches"].int ?? 0 > 200 && call["now"]["leaks"].int == 60)
    // Side by side, each with its period and its customers, the earlier first; ten came on days that are left out.
    let time = output.page("over-time")
    let places = ["compared-sieve-before", "compared-sieve", "compared-funnel-before", "compared-funnel"].map {
      time.range(of: "<figure id=\"\($0)\"")?.lowerBound
    }
    #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(time.contains("January–June 2025: 240 customers") && time.contains("July–December 2025: 230 customers"))
    #expect(time.contains("January–June 2025: 240 customers entered the funnel"))
    #expect(try output.report()["comparison"]["customers"].int == 240)
    for name in [
      "Holidays</tspan>, 5 October 2025 to 9 October 2025: left out",
      "Summer sale</tspan>, 1 August 2025 to 20 August 2025", "New site</tspan>, 3 November 2025",
    ] {
      #expect(time.contains(name), "\(name)")
    }
    #expect(output.text(output.place + "he/over-time.html").contains("המסננת בתקופה"))
    #expect(try output.table("compared-sieve-before", "en").contains { $0.contains("240") && $0.contains("120") })
  }
}
