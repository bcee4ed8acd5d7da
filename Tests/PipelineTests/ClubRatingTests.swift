import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// What members of the club say of belonging, attention and importance, and others.
struct ClubRatingTests {
  /// Forty members, thirty of whom feel that they belong, and sixty others, of whom twenty-four do; attention is the same for
  /// all, and only eight of either were asked how important they feel.
  private func made(privacy: String = "off") throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    var (events, list, survey) = (
      "customer,time,touchpoint\n", "customer,joined\n", "customer,at,belong,attend,matter\n"
    )
    for i in 0..<100 {
      let isMember = i < 40
      events += "c\(i),2025-01-\(10 + i % 20)T10:00:00Z,buy\n"
      // Who joined after the answer was no member then.
      list += "c\(i),\(isMember ? "2025-02-01" : i < 45 ? "2025-05-01" : "")\n"
      let belongs = isMember ? i < 30 : i < 64
      let few = isMember ? i < 8 : i < 48
      survey += "c\(i),2025-03-01T10:00:00Z,\(belongs ? 5 : 2),\(i % 2 == 0 ? 4 : 3),\(few ? "5" : "")\n"
    }
    try folder.write("e.csv", events)
    try folder.write("c.csv", list)
    try folder.write("s.csv", survey)
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [he, en]
      privacy: \(privacy)
      touchpoints: [{id: buy, kind: purchase}]
      club: {joined: joined}
      sources:
        - {file: e.csv, columns: {customer: customer, time: time, touchpoint: touchpoint}}
        - {file: c.csv, kind: customers, columns: {customer: customer}}
        - file: s.csv
          kind: survey
          type: relational
          columns: {customer: customer, time: at}
          questions:
            - {column: belong, metric: csat, of: belonging}
            - {column: attend, metric: csat, of: attention}
            - {column: matter, metric: csat, of: importance}

      """)
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
    let page = try #require(made.site.files.first { $0.path.hasSuffix("en/who-comes-back.html") })
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("Members feel more than others") && !text.contains("Personal attention, Feeling"))
    let file = try #require(made.site.files.first { $0.path == "report.json" })
    let report = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    return try #require(report["clubRatings"] as? [[String: Any]])
  }

  private func number(_ value: Any?, _ keys: String...) -> Double? {
    keys.reduce(value) { ($0 as? [String: Any])?[$1] } as? Double
  }

  @Test("members beside others by what they were on the day of the answer, with the range of the difference")
  func sides() throws {
    let ratings = try made()
    try #require(ratings.map { $0["of"] as? String } == ["belonging", "attention", "importance"])
    #expect(
      number(ratings[0]["members"], "value", "value") == 0.75 && number(ratings[0]["others"], "value", "value") == 0.4)
    // statsmodels 0.14, confint_proportions_2indep(30, 40, 24, 60, method="newcomb").
    let (low, high) = (number(ratings[0]["difference"], "low"), number(ratings[0]["difference"], "high"))
    #expect(abs((low ?? 9) - 0.1523960860656) < 1e-9 && abs((high ?? 9) - 0.5073451460825) < 1e-9)
    #expect(ratings.map { $0["verdict"] as? String } == ["more", "cannotBeTold", "cannotBeTold"])
    #expect(ratings[2]["difference"] is NSNull)
  }

  @Test("few answers of a side are hidden, and with them those of the other")
  func few() throws {
    let ratings = try made(privacy: "{ratings: 10}")
    #expect((ratings[2]["members"] as? [String: Any])?["n"] as? String == "hidden")
    #expect((ratings[2]["others"] as? [String: Any])?["n"] as? String == "hidden")
    #expect(ratings[0]["verdict"] as? String == "more")
  }
}
