import Foundation
import Pages
import Pipeline
import TestSupport
import Testing

/// The page of who comes back, made from files: the curve, ratings before a purchase, reasons at an exit, contracts.
struct ComingBackPageTests {
  /// Two hundred customers who call, rate the call, and buy. Those who rated it high come back within sixty days; of those
  /// who rated it low half after five months and more, half never, and half name the price, half that they moved.
  private static let files: (events: String, ratings: String, exits: String) = {
    var (events, ratings, exits) = ("id,t,what,area,sku\n", "id,t,where,q\n", "id,t,where,why\n")
    func day(_ n: Int) -> String { CivilDay.iso(n) }
    for i in 0..<200 {
      let isLow = i % 2 == 0
      let more = "\(isLow ? "south" : "north"),\(["tea", "oil", "soap"][i % 3])\n"
      events += "c\(i),\(day(i % 20)),call,\(more)c\(i),\(day(30 + i % 20)),buy,\(more)"
      ratings += "c\(i),\(day(21 + i % 5)),call,\(isLow ? 1 : 5)\n"
      if !isLow { events += "c\(i),\(day(50 + i % 20 + i % 40)),buy,\(more)" }
      if i % 4 == 0 { events += "c\(i),\(day(180 + i % 20 + i % 60)),buy,\(more)" }
      if isLow { exits += "c\(i),\(day(500)),bye,\(i % 4 == 0 ? "price" : "moved")\n" }
    }
    return (events, ratings, exits)
  }()

  /// Days of 2024 and after as text.
  private enum CivilDay {
    static func iso(_ n: Int) -> String {
      let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(n) * 86_400)
      return String(date.ISO8601Format().prefix(10))
    }
  }

  private func page(surveys: Bool = true, _ settings: String = "", columns: String = "") throws -> Page {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", Self.files.events)
    try folder.write("ratings.csv", Self.files.ratings)
    try folder.write("exits.csv", Self.files.exits)
    let asked = """
        - {file: ratings.csv, kind: survey, type: transactional, columns: {customer: id, time: t, touchpoint: where},
           questions: [{column: q, metric: csat}]}
        - {file: exits.csv, kind: survey, type: relational, columns: {customer: id, time: t, touchpoint: where},
           questions: [{column: why, metric: choice}]}
      """
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      windows: {inactivity: 30d, repurchase: 100d}
      observed-until: 2025-12-31
      touchpoints: [{id: call, name: Call}, {id: buy, name: Shop, kind: purchase}, {id: bye, name: Bye, kind: exit}]
      \(settings)
      sources:
        - {file: events.csv, columns: {customer: id, time: t, touchpoint: what\(columns)}}
      \(surveys ? asked : "")

      """)
    let templates = Repository.root.appending(path: "site-templates").path
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")), templates: TemplateFolder(at: templates), threads: 1)
    return try #require(made.editions.first?.pages.first { $0.id == .comingBack })
  }

  private func figure(_ page: Page, _ id: String) -> FigureBlock? {
    for section in page.sections {
      for case .figure(let figure) in section.blocks where figure.id == id { return figure }
    }
    return nil
  }

  private func sentences(_ page: Page) -> String {
    page.sections.flatMap(\.blocks).compactMap { block -> String? in
      if case .paragraph(let text) = block { text.plain } else { nil }
    }.joined(separator: "\n")
  }

  @Test("who rated low comes back later, and the reasons of the inactive stand beside the share that answered")
  func asked() throws {
    let page = try page()
    let curve = try #require(figure(page, "time-to-next"))
    guard case .steps = curve.figure else {
      Issue.record("the time to the next purchase is no curve")
      return
    }
    let lowest = try #require(figure(page, "lowest-rating"))
    #expect(lowest.title.plain.contains("come back later"))
    // A hundred of each, four points each of which a span of few would have ended.
    #expect(Set(lowest.table.rows.map { $0.cells[1].text.plain }) == ["100"])
    let reasons = try #require(figure(page, "exit-reasons"))
    #expect(reasons.table.rows.map { $0.cells[1].text.plain } == ["50", "50"])
    #expect(Set(reasons.table.rows.map { $0.cells[0].text.plain }) == ["price", "moved"])
    #expect(sentences(page).contains("50% of 200"))
  }

  @Test("without surveys nothing is said of ratings and reasons, and not that anybody moved")
  func unasked() throws {
    let page = try page(surveys: false)
    #expect(figure(page, "lowest-rating") == nil && figure(page, "exit-reasons") == nil)
    #expect(sentences(page).contains("Whether they have gone elsewhere the data do not say."))
    #expect(!page.lead.contains { $0.plain.contains("nowhere else to go") })
  }

  @Test("who comes back sooner by group is named with the curves, and no difference is shown by what they first bought")
  func groups() throws {
    let page = try page(surveys: false, "groups: [{by: area, name: Area}]", columns: ", product: sku")
    let area = try #require(figure(page, "groups-0"))
    #expect(area.title.plain.contains("differs by Area"))
    #expect(sentences(page).contains("Sooner than the others: north.\nLater than the others: south."))
    #expect(area.table.rows.map { $0.cells[0].text.plain } == ["north", "south"])
    #expect(area.table.rows.map { $0.cells[1].text.plain } == ["100", "100"])
    // All of the north within sixty days, half of the south within the year.
    #expect(area.table.rows.map { $0.cells[2].text.plain } == ["100%", "50%"])
    let product = try #require(figure(page, "groups-1"))
    #expect(
      product.title.plain.contains("No difference shown") && product.title.plain.contains("what they first bought"))
    #expect(product.table.rows.map { $0.cells[0].text.plain } == ["oil", "tea", "soap"])
    #expect(try figure(self.page(surveys: false), "groups-0") == nil)
  }

  @Test("captive customers stand apart from others, with what they say in place of loyalty")
  func captive() throws {
    // The hundred of the south, who rated 1: half of them came back, a quarter of all within a hundred days.
    let page = try page("captive: {where: {area: [s*]}}", columns: "")
    let section = try #require(page.sections.first { $0.id == "captive" })
    #expect(section.heading.plain.hasPrefix("Of buyers with nowhere else to go 50% came back, of others 100%"))
    let tables = section.blocks.compactMap { block -> Table? in if case .table(let table) = block { table } else { nil }
    }
    let rows = try #require(tables.first).rows.map { $0.cells.map(\.text.plain) }
    #expect(rows[0][1] == "50%" && rows[0][3] == "100" && rows[0][4] == "100%" && rows[0][6] == "100", "\(rows)")
    #expect(rows[1][1] == "0%" && rows[1][4] == "100%", "\(rows)")
    // Every purchase of the south is old enough, and none was followed within the horizon.
    #expect(rows[2][1] == "0" && rows[2][3] == "150" && rows[2][4] == "50" && rows[2][6] == "200", "\(rows)")
    #expect(page.lead.first?.plain.contains("below they stand apart") == true)
    #expect(!page.headline.plain.contains("nowhere else"))
  }

  @Test("captive customers are said to be so first, and contracts have no forecast of purchases")
  func declared() throws {
    let page = try page(surveys: false, "captive: yes\ncontract: yearly")
    #expect(page.lead.first?.plain.contains("nowhere else to go") == true)
    // Every finding says so: no headline of return is read as loyalty.
    let findings = [page.headline] + page.keyFigures.map(\.note)
    #expect(findings.allSatisfy { $0.plain.hasSuffix("(they have nowhere else to go)") }, "\(findings)")
    #expect(sentences(page).contains("There are not enough contracts"))
  }
}
