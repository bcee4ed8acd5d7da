import Foundation
import TestSupport
import Testing

/// An earlier report held beside a later one of the same client.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct RestatedTests {
  /// Forty customers who come and buy for 100 each in January, ten of whom give it back, and twenty who come at the end of
  /// March.
  private static let first: [String] =
    (1...40).flatMap { n -> [String] in
      let day = n % 20 + 1
      let two = day < 10 ? "0\(day)" : "\(day)"
      return ["c\(n),2025-01-\(two) 10:00,site,", "c\(n),2025-01-\(two) 12:00,shop,100"]
    } + (31...40).map { "c\($0),2025-02-10 10:00,refund,100" } + (41...60).map { "c\($0),2025-03-25 10:00,site," }

  /// What came since: so many of January's purchases are refunded, and somebody is seen in September.
  private static func later(refunds: Int) -> [String] {
    (0..<refunds).map { "c\($0 + 1),2025-05-02 10:00,refund,100" }
      + (70...90).map { "c\($0),2025-09-30 10:00,site," }
  }

  private static let project = """
    client: {id: c, name: Client}
    languages: [en, he]
    timezone: UTC
    touchpoints: [{id: site}, {id: shop, kind: purchase}, {id: refund, kind: refund}]
    windows: {inactivity: 30d, conversion: 30d, repurchase: 30d}
    sources: [{file: events.csv}]

    """
  private static let quarter = "period: 2025-01-01..2025-03-31\n"

  private func run(
    _ folder: TemporaryFolder, _ rows: [String], _ more: String, to out: String, previous: String? = nil
  ) throws -> Output {
    try folder.write("events.csv", "customer,time,touchpoint,amount\n" + rows.joined(separator: "\n") + "\n")
    try folder.write("project.yml", Self.project + more)
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path(out)]
        + (previous.map { ["--previous", $0] } ?? []))
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: out))
  }

  /// The quarter as it was told in April, and again in October.
  private func twice(refunds: Int, _ later: String = quarter) throws -> (then: Output, now: Output, alone: Output) {
    let folder = try TemporaryFolder()
    let then = try run(folder, Self.first, Self.quarter + "observed-until: 2025-04-10\n", to: "then")
    let file = try folder.write("then.json", then.files[then.place + "report.json"] ?? [])
    let rows = Self.first + Self.later(refunds: refunds)
    return (
      then, try run(folder, rows, later, to: "now", previous: file), try run(folder, rows, later, to: "alone")
    )
  }

  private func figure(_ report: JSONValue, _ subject: String, _ id: String? = nil) -> JSONValue {
    report["restated"]["figures"].list.first { $0["subject"].string == subject && $0["id"].string == id } ?? .null
  }

  @Test("figures that matured keep their old number beside the new one, with the dates of both data")
  func matured() throws {
    let (_, now, _) = try twice(refunds: 8)
    let report = try now.report()
    let restated = report["restated"]
    #expect(restated["from"].string == "2025-01-01" && restated["to"].string == "2025-03-31")
    #expect(restated["observedUntil"].string == "2025-04-10")
    for (subject, before, after) in [
      ("purchases", 30, 22), ("cancelled", 10, 18), ("amount", 3000, 2200), ("open", 20, 0),
    ] {
      let own = figure(report, subject)
      #expect(own["before"].int == before && own["now"].int == after, "\(subject): \(own)")
      #expect(own["from"].string == "2025-01-01" && own["to"].string == "2025-03-31")
    }
    // Twenty visits whose end was not known are leaks now, and so are those of whom eight gave back what they bought.
    let leaks = figure(report, "leaks", "site")
    #expect(leaks["before"]["value"].double == 0 && leaks["before"]["n"].int == 40)
    #expect(leaks["now"]["value"].double == 1.0 / 3 && leaks["now"]["n"].int == 60)
    #expect(figure(report, "journeys") == .null, "sixty then and now")
    let page = now.page("over-time")
    #expect(page.contains("By data up to") && page.contains("id=\"restated\""))
    let rows = try now.table("restated", "en")
    #expect(rows.contains { $0.contains("30") && $0.contains("22") }, "\(rows)")
    #expect(now.text(now.place + "he/over-time.html").contains("נתונים שעודכנו מאז"))
  }

  @Test("a difference of few people is hidden although neither report hides anything")
  func few() throws {
    let (then, now, alone) = try twice(refunds: 3)
    let (before, without) = (try then.report(), try alone.report())
    #expect(before["purchases"].int == 30 && without["purchases"].int == 27)
    let report = try now.report()
    #expect(report["purchases"].isHidden && report["cancelled"].isHidden && report["amount"].string == "hidden")
    let ends = try #require(report["purchases"].ends)
    #expect(ends.low <= 27 && ends.high >= 27 && ends.high - ends.low >= 5)
    #expect(report["restated"]["hidden"].int ?? 0 >= 3 && figure(report, "purchases") == .null)
  }

  @Test("the period that is compared keeps what the earlier report said of it as its own")
  func compared() throws {
    let (_, now, _) = try twice(refunds: 8, "period: 2025-07-01..2025-09-30\ncompare: 2025-01-01..2025-03-31\n")
    let report = try now.report()
    #expect(figure(report, "purchases")["before"].int == 30 && figure(report, "purchases")["now"].int == 22)
    #expect(figure(report, "leaks", "site")["now"]["n"].int == 60)
  }

  @Test("a report held beside itself restates nothing and hides nothing more")
  func same() throws {
    let folder = try TemporaryFolder()
    let then = try run(folder, Self.first, Self.quarter, to: "then")
    let file = try folder.write("then.json", then.files[then.place + "report.json"] ?? [])
    let now = try run(folder, Self.first, Self.quarter, to: "now", previous: file)
    let (report, before) = (try now.report(), try then.report())
    #expect(report["restated"]["figures"].list.isEmpty && report["restated"]["told"].int ?? 0 > 5)
    for key in ["purchases", "touchpoints", "sieve", "directlyFollows", "funnel", "channels", "overTime"] {
      #expect(report[key] == before[key], "\(key)")
    }
  }

  @Test("a report of other days has nothing in common, and the page says so")
  func apart() throws {
    let (_, now, alone) = try twice(refunds: 8, "period: 2025-07-01..2025-09-30\n")
    let (report, without) = (try now.report(), try alone.report())
    #expect(report["restated"]["told"].int == 0 && report["touchpoints"] == without["touchpoints"])
    #expect(now.page("over-time").contains("No figure of the same days"))
    #expect(without["restated"] == .null)
  }

  @Test("a window that was another one then is said beside what changed by it")
  func windows() throws {
    let folder = try TemporaryFolder()
    let then = try run(folder, Self.first, Self.quarter, to: "then")
    let file = try folder.write("then.json", then.files[then.place + "report.json"] ?? [])
    try folder.write(
      "project.yml", Self.project.replacingOccurrences(of: "inactivity: 30d", with: "inactivity: 3d") + Self.quarter)
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path("now"), "--previous", file])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let windows = try Output(folder.url.appending(path: "now")).report()["restated"]["windows"].list
    #expect(windows.map { $0["window"].string } == ["inactivity"])
    #expect(windows.first?["before"].int == 30 && windows.first?["now"].int == 3)
  }

  @Test(
    "a file that is no earlier report of the client is refused, and nothing is written",
    arguments: [
      ("nothing", "no such file"), ("folder", "not a report.json"), ("empty", "not a report.json"),
      ("text", "not a report.json"), ("list", "not a report.json"), ("endless", "not a report.json"),
      ("cut", "cut off"), ("bytes", "cut off"), ("deep", "cut off"), ("bare", "cut off"), ("form", "another form"),
      ("client", "another client"), ("undated", "without dates"), ("later", "2025-09-30"),
    ])
  func refused(_ kind: String, _ message: String) throws {
    let folder = try TemporaryFolder()
    let then = try run(folder, Self.first + Self.later(refunds: 8), "", to: "then")
    let bytes = then.files[then.place + "report.json"] ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    var path = folder.path("then.json")
    switch kind {
    case "nothing": path = folder.path("missing.json")
    case "folder": path = folder.path("then")
    case "endless": path = "/dev/zero"
    case "empty": try folder.write("then.json", "")
    case "text": try folder.write("then.json", "a,b\n1,2\n")
    case "list": try folder.write("then.json", "[1]")
    case "cut": try folder.write("then.json", bytes.prefix(bytes.count / 2))
    case "bytes":
      try folder.write("then.json", Array("{\"schema\": 1, \"client\": \"".utf8) + [0xFF, 0xFE, 0x22, 0x7D])
    case "deep":
      try folder.write(
        "then.json",
        "{\"schema\": 1, \"a\": " + String(repeating: "[", count: 200_000)
          + String(repeating: "]", count: 200_000) + "}")
    case "bare": try folder.write("then.json", "{\"schema\": 1, \"client\": {\"id\": \"c\"}}")
    case "form":
      try folder.write("then.json", text.replacingOccurrences(of: "\"schema\": 1,", with: "\"schema\": 2,"))
    case "client":
      try folder.write("then.json", text.replacingOccurrences(of: "\"id\": \"c\"", with: "\"id\": \"other\""))
    case "undated":
      try folder.write(
        "then.json", text.replacingOccurrences(of: "\"from\": \"2025-01-01\"", with: "\"from\": null"))
    default: try folder.write("then.json", bytes)
    }
    try folder.write("events.csv", "customer,time,touchpoint,amount\n" + Self.first.joined(separator: "\n") + "\n")
    let outcome = try MasaProgram.run(
      ["report", folder.path("project.yml"), "--output", folder.path("now"), "--language", "en", "--previous", path])
    #expect(outcome.exit == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(folder.names("now").isEmpty)
  }

  @Test("numbers that no report holds do no harm")
  func hostile() throws {
    let folder = try TemporaryFolder()
    let then = try run(folder, Self.first, Self.quarter, to: "then")
    var text = then.text(then.place + "report.json")
    for (old, new) in [
      ("\"purchases\": 30", "\"purchases\": 1e300"), ("\"cycles\": 60", "\"cycles\": -7"),
      ("\"n\": 40", "\"n\": 9007199254740993"),
      ("\"events\": 60", "\"events\": {\"hidden\": true, \"low\": 9, \"high\": 1}"),
      ("\"inactivityDays\": 30", "\"inactivityDays\": 1e308"),
    ] {
      #expect(text.contains(old), "\(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    let file = try folder.write("then.json", text)
    let now = try run(folder, Self.first, Self.quarter, to: "now", previous: file)
    let told = try now.report()["restated"]["told"].int
    #expect(told != nil)
  }
}
