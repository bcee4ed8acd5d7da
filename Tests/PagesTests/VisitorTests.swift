import Pages
import Pipeline
import TestSupport
import Testing

/// Wherever people are counted it is said whether visitors are among them.
struct VisitorTests {
  /// Ninety customers of a list see the ad and the site, and sixty of them buy; forty visitors see both and go.
  private func pages(hasList: Bool) throws -> [Page] {
    let folder = try TemporaryFolder()
    var events = "id,time,touchpoint,channel\n"
    for i in 0..<130 {
      let id = i < 90 ? "k\(i)" : "v\(i)"
      let day = 1 + i % 28
      events += "\(id),2025-01-\(day < 10 ? "0" : "")\(day) 10:00,ad,web\n"
      events += "\(id),2025-02-\(day < 10 ? "0" : "")\(day) 10:00,site,web\n"
      if i < 60 { events += "\(id),2025-03-\(day < 10 ? "0" : "")\(day) 10:00,buy,\(i % 2 == 0 ? "web" : "shop")\n" }
    }
    try folder.write("events.csv", events)
    try folder.write("list.csv", "id\n" + (0..<90).map { "k\($0)\n" }.joined())
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      windows: {inactivity: 40d}
      observed-until: 2025-12-31
      touchpoints: [{id: ad, contact: direct}, {id: site}, {id: buy, kind: purchase}]
      sources:
        - {file: events.csv, columns: {customer: id, time: time, touchpoint: touchpoint, channel: channel}}
        \(hasList ? "- {file: list.csv, kind: customers, columns: {customer: id}}" : "")

      """)
    let templates = Repository.root.appending(path: "site-templates").path
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")), templates: TemplateFolder(at: templates), threads: 1)
    return try #require(made.editions.first).pages
  }

  private func said(_ pages: [Page], _ id: PageID) throws -> String {
    try #require(pages.first { $0.id == id }).saidInFull
  }

  @Test("paths, entries and purchases, and the funnel by other definitions say that they count visitors too")
  func together() throws {
    let pages = try pages(hasList: true)
    let sentence = "Customers and visitors are counted together here."
    for id in [PageID.paths, .channels, .funnelAndSieve] { #expect(try said(pages, id).contains(sentence), "\(id)") }
    let paths = try said(pages, .paths)
    // Seventy went from the ad to the site and no further; of the 130 at the ad forty are visitors.
    #expect(paths.contains("The most frequent path: 70 customers and visitors"), "\(paths)")
    #expect(paths.contains("| Path | People | Share"))
    #expect(paths.contains("| 130 | 130 | 40 |"), "\(paths)")
    #expect(try said(pages, .channels).contains("| Way of contact | People |"))
    #expect(try said(pages, .funnelAndSieve).contains("| in any order | People |"))
  }

  @Test("where nothing tells visitors apart nobody speaks of them")
  func apart() throws {
    let pages = try pages(hasList: false)
    for id in [PageID.paths, .channels, .funnelAndSieve] {
      #expect(try !said(pages, id).lowercased().contains("visitors"), "\(id)")
    }
  }
}
