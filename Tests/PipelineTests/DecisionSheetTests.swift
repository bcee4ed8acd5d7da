import Foundation
import Pages
import Publishing
import TestSupport
import Testing

@testable import Pipeline

/// From the report's own sheet, filled in, to the next report.
struct DecisionSheetTests {
  private let folder: TemporaryFolder

  /// Three hundred come to each of three places; 120 of them stop at the basket, 90 at the stall and 60 at the branch. Long
  /// after, somebody buys.
  init() throws {
    folder = try TemporaryFolder()
    var rows = "customer,time,touchpoint,amount\n"
    for (touchpoint, stopped) in [("Basket", 120), ("Branch", 60), ("=Stall", 90)] {
      for i in 0..<300 {
        let name = "\(touchpoint.dropFirst())\(i)"
        rows += "\(name),2025-01-\(10 + i % 20)T10:00:00Z,\(touchpoint),\n"
        if i >= stopped { rows += "\(name),2025-01-\(10 + i % 20)T18:00:00Z,buy,100\n" }
      }
    }
    for i in 0..<40 { rows += "late\(i),2025-06-29T10:00:00Z,buy,100\n" }
    try folder.write("e.csv", rows)
  }

  private func report(_ sources: String = "", languages: String = "en") throws -> MadeReport {
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [\(languages)]
      windows: {inactivity: 30d}
      departments: [{id: web, name: {he: אתר, en: Web}}]
      touchpoints: [{id: Basket, department: web}, Branch, "=Stall", {id: buy, kind: purchase}]
      notes: [{at: touchpoint/Basket, text: Count the fields}]
      sources: [{file: e.csv}\(sources)]

      """)
    return try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
  }

  private func file(_ made: MadeReport, _ path: String) throws -> [UInt8] {
    try #require(made.site.files.first { $0.path == path }).bytes
  }

  private func page(_ made: MadeReport, _ id: PageID) throws -> Page {
    try #require(made.editions.first?.pages.first { $0.id == id })
  }

  private func actions(_ page: Page) -> [Action] {
    page.sections.flatMap(\.blocks).flatMap { block -> [Action] in
      guard case .actions(let actions) = block else { return [] }
      return actions
    }
  }

  @Test("page one begins with what is worth most, its owner and what to look at first; the page of all has the same")
  func places() throws {
    let made = try report()
    let first = actions(try page(made, .summary))
    #expect(first.map(\.title.plain) == ["Basket", "=Stall", "Branch"])
    #expect(first[0].asides.map(\.text.plain) == ["Web", "The consultant's note: Count the fields"])
    #expect(first[1].asides[0].text.plain == "nobody is declared")
    #expect(first[0].bar?.lost == 120 && first[0].bar?.customers == 300)
    #expect(first.allSatisfy { $0.value.text.plain.contains("₪") })
    #expect(actions(try page(made, .whatToDo)).map(\.value) == first.map(\.value))
    #expect(try page(made, .summary).headline.plain.contains("The biggest leak: Basket."))
  }

  @Test("the same places stand in the sieve, on the map and on cards, and what to declare where nobody owns one")
  func samePlaces() throws {
    let made = try report()
    let summary = try page(made, .summary)
    let worth = actions(summary).map(\.value.text.plain)
    for page in [summary, try page(made, .funnelAndSieve)] {
      let sieve = try #require(figures(page).compactMap { if case .sieve(let own) = $0 { own } else { nil } }.first)
      #expect(sieve.callOuts.map { sieve.touchpoints[$0.touchpoint].id } == ["Basket", "=Stall", "Branch"])
      #expect(sieve.callOuts.map(\.title.plain) == ["Basket", "=Stall", "Branch"])
      for (callOut, money) in zip(sieve.callOuts, worth) { #expect(callOut.text.plain.contains(money)) }
    }
    let map = try #require(
      figures(try page(made, .journeyMap)).compactMap { if case .journeyMap(let own) = $0 { own } else { nil } }.first)
    let lane = try #require(map.lanes.first { $0.id == "start" })
    #expect(lane.leadsToCards && map.lanes.count(where: \.leadsToCards) == 1)
    let html = String(decoding: try file(made, "index.html"), as: UTF8.self)
    for anchor in ["touchpoint-Basket", "touchpoint-Branch"] {
      #expect(html.contains("<a href=\"touchpoints.html#\(anchor)\">\n<text"), "a call-out is a link")
    }
    let own = String(decoding: try file(made, "figures/sieve.en.svg"), as: UTF8.self)
    #expect(own.contains("Basket") && !own.contains("<a "))

    let cards = try page(made, .touchpoints)
    let card = try #require(cards.sections.first { $0.id == "touchpoint-Branch" })
    let lines = card.blocks.flatMap { block -> [String] in
      guard case .definitions(let entries) = block else { return [] }
      return entries.filter { $0.term.plain == "What can be gained" }.flatMap { $0.meaning.map(\.plain) }
    }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("Place 3 on page one. Leak before a purchase: \(worth[2]) (") == true, "\(lines)")
    let link = Block.link("All opportunities, and the sheet to decide on", page: .whatToDo, section: "opportunities")
    #expect(card.blocks.contains(link))
    let bought = try #require(cards.sections.first { $0.id == "touchpoint-buy" })
    #expect(!bought.blocks.contains { if case .link = $0 { true } else { false } })

    let hint = "name the owner in the project file"
    for page in [summary, try page(made, .whatToDo)] {
      #expect(paragraphs(page).count { $0.contains(hint) } == 1)
    }
  }

  private func figures(_ page: Page) -> [Figure] {
    page.sections.flatMap(\.blocks).flatMap { block -> [Figure] in
      switch block {
      case .figure(let own): [own.figure]
      case .pair(let first, let second): [first.figure, second.figure]
      case .paragraph, .table, .folded, .list, .definitions, .actions, .claims, .note, .link, .choices, .strip: []
      }
    }
  }

  private func paragraphs(_ page: Page) -> [String] {
    page.sections.flatMap(\.blocks).compactMap { if case .paragraph(let text) = $0 { text.plain } else { nil } }
  }

  @Test("page one says where most stop, that no link was measured and that nothing is compared, in either language")
  func sentences() throws {
    for (language, lines) in [
      (
        "en",
        [
          "Most stop at Basket: 120 of 300 customers stopped there and have not come back.",
          "The weakest link is not measured: no survey was given.",
          "No earlier period is compared, so this page does not say what changed.", "Leak before a purchase",
          "if half of those who stopped had gone on as the others do",
        ]
      ),
      (
        "he",
        [
          "המקום שבו הכי הרבה עוצרים: Basket. 120 מתוך 300 לקוחות נעצרו שם ולא חזרו.",
          "החוליה החלשה לא נמדדה: לא נמסר סקר.",
          "אין תקופה קודמת להשוואה, ולכן העמוד אינו אומר מה השתנה.", "דליפה לפני רכישה",
          "אם מחצית ממי שנעצרו היו ממשיכים כמו האחרים",
        ]
      ),
    ] {
      let page = try page(try report(languages: language), .summary)
      let lists = page.sections.flatMap(\.blocks).flatMap { block -> [String] in
        guard case .list(let items) = block else { return [] }
        return items.map(\.plain)
      }
      let said = page.lead.map(\.plain) + lists + actions(page).flatMap { [$0.tag.plain, $0.note.plain] }
      for line in lines { #expect(said.contains { $0.contains(line) }, "\(language): \(line) in \(said)") }
      // One thing has one number: the share who stop is a big number, and no line below repeats it.
      #expect(page.keyFigures.map(\.id) == ["revenue", "customers", "stop"])
    }
  }

  @Test("the empty sheet, in either form and language, comes back without a decision and without an issue")
  func empty() throws {
    for language in ["en", "he"] {
      for form in ["csv", "xlsx"] {
        let sheet = try file(try report(languages: language), "data/decisions.\(language).\(form)")
        try folder.write("sheet.\(form)", sheet)
        let back = try report(", {file: sheet.\(form), kind: decisions}")
        #expect(back.quality.decisions.map(\.unfilled) == [3], "\(language) \(form)")
        #expect(back.quality.decisions.map(\.decisions) == [0], "\(language) \(form)")
        #expect(back.quality.sources.last?.issues.total == 0, "\(language) \(form)")
      }
    }
  }

  @Test("what was filled in stands beside its place in the next report; a row without a place is an issue")
  func filled() throws {
    let sheet = String(decoding: try file(try report(), "data/decisions.en.csv").dropFirst(3), as: UTF8.self)
    var lines = sheet.split(separator: "\r\n").map(String.init)
    #expect(lines[0] == "id,place,owner,due,effort,cost,decision,status,done on")
    #expect(lines[1] == "Basket/leakBefore,Basket,Web,,,,,,")
    lines[1] = "Basket/leakBefore,Basket,Noa,2025-09-01,,,Two fields less,planned,"
    lines.append("Nowhere/leakBefore,Nowhere,Dan,,,,Something,done,")
    try folder.write("sheet.csv", lines.joined(separator: "\r\n"))
    let made = try report(", {file: sheet.csv, kind: decisions, reject-above: 100%}")
    let first = actions(try page(made, .summary))[0]
    #expect(first.asides.last?.text.plain == "Two fields less; owner: Noa; by 1 September 2025; planned")
    #expect(made.quality.sources.last?.issues.count(of: .unknownTouchpoint) == 1)
    // What is not done yet is on the new sheet again.
    let next = String(decoding: try file(made, "data/decisions.en.csv"), as: UTF8.self)
    #expect(next.contains("Basket/leakBefore,Basket,Noa,2025-09-01,,,Two fields less,planned,"))
  }

  @Test("no cell of the workbook is a formula, and the same report has the same bytes")
  func workbook() throws {
    let made = try report(languages: "he")
    let bytes = try file(made, "data/decisions.he.xlsx")
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    // Entries are stored: their text can be read.
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("rightToLeft=\"1\""))
    #expect(text.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=Stall/leakBefore</t>"))
    #expect(!text.contains("<f>"))
    #expect(bytes == (try file(try report(languages: "he"), "data/decisions.he.xlsx")))
  }
}
