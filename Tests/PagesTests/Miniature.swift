import Findings
import Foundation
import Pages
import Pipeline
import Publishing
import TestSupport
import Wording

/// A client small enough to be read whole; between them, the six have every turn a page can take.
enum Miniature: String, CaseIterable, Sendable {
  /// No purchase is declared: cycles are whole journeys, and nothing is called a leak.
  case noPurchase = "no-purchase"
  /// Customers were asked, and nothing they did was recorded.
  case surveysAlone = "surveys-alone"
  /// Fewer people than may be counted.
  case everythingHidden = "everything-hidden"
  /// More touchpoints than a figure draws or a table lists.
  case thousandsOfTouchpoints = "thousands-of-touchpoints"
  /// One customer, with privacy off.
  case oneCustomer = "one-customer"
  /// Purchases, refunds, surveys, notes and totals, with every number shown.
  case privacyOff = "privacy-off"

  /// The files a consultant would have, by name.
  var files: [(name: String, text: String)] {
    switch self {
    case .noPurchase:
      [
        ("project.yml", "client: {id: mini, name: {he: מיני, en: Mini}}\nsources: [{file: events.csv}]\n"),
        ("events.csv", Self.events(customers: 30) { i in ["ad", "site"] + (i % 3 == 0 ? ["call"] : []) }),
      ]
    case .surveysAlone:
      [
        ("project.yml", Self.surveyProject), ("answers.csv", Self.answers(sheets: 60)),
      ]
    case .everythingHidden:
      [
        (
          "project.yml",
          "client: {id: mini, name: {he: מיני, en: Mini}}\ntouchpoints: [{id: ad}, {id: buy, kind: purchase}]\nwindows: {inactivity: 10d}\nsources: [{file: events.csv}]\n"
        ), ("events.csv", Self.events(customers: 3) { _ in ["ad", "buy"] }),
      ]
    case .thousandsOfTouchpoints:
      [
        ("project.yml", "client: {id: mini, name: {he: מיני, en: Mini}}\nsources: [{file: events.csv}]\n"),
        ("events.csv", Self.events(customers: 1500) { i in ["home", "page\(i)", "page\(i / 2)"] }),
      ]
    case .oneCustomer:
      [
        (
          "project.yml",
          "client: {id: mini, name: {he: מיני, en: Mini}}\nprivacy: off\ntouchpoints: [{id: ad}, {id: buy, kind: purchase}]\nsources: [{file: events.csv}]\n"
        ), ("events.csv", Self.events(customers: 1) { _ in ["ad", "buy", "ad", "buy"] }),
      ]
    case .privacyOff:
      [
        ("project.yml", Self.fullProject),
        (
          "events.csv",
          Self.events(customers: 40, amounts: true) { i in
            (i % 2 == 0 ? ["ad"] : ["site", "ad"]) + (i % 4 < 3 ? ["call", "buy"] : []) + (i % 8 == 0 ? ["back"] : [])
              + (i % 5 == 0 ? ["letter", "site"] : [])
          }
        ), ("answers.csv", Self.answers(sheets: 40)),
      ]
    }
  }

  /// Rows of customers `c0…`, a day between touches and four weeks between the first touches of eight of them.
  private static func events(customers: Int, amounts: Bool = false, _ touches: (Int) -> [String]) -> String {
    var rows = "customer,time,touchpoint,channel,amount,order\n"
    for i in 0..<customers {
      for (step, touch) in touches(i).enumerated() {
        let (month, day) = (i % 8 + 1, 1 + (i / 8 + step) % 28)
        let channel = ["web", "phone", "shop"][(i + step) % 3]
        let sale = touch == "buy" || touch == "back"
        rows += "c\(i),2025-0\(month)-\(day < 10 ? "0" : "")\(day) 10:0\(step % 10),\(touch),\(channel),"
        rows += "\(amounts && touch == "buy" ? "\(100 + i)" : ""),\(sale ? "o\(i)" : "")\n"
      }
    }
    return rows
  }

  private static func answers(sheets: Int) -> String {
    var rows = "id,customer,answered,where,q,r,why\n"
    for i in 0..<sheets {
      let place = ["ad", "call", "buy"][i % 3]
      let score = place == "call" ? 1 + i % 4 : 3 + i % 3
      rows +=
        "s\(i),c\(i),2025-0\(i % 8 + 1)-15,\(place),\(score),\(i % 11),\(i % 2 == 0 ? "waited long" : "friendly")\n"
    }
    return rows
  }

  /// What stands behind `file: answers.csv` of a source.
  private static let questions = """
    kind: survey, type: momentary, columns: {customer: customer, time: answered, touchpoint: where}, \
    questions: [{column: q, metric: csat, scale: 1..5}, {column: r, metric: nps, of: overall}, {column: why, metric: text}]
    """

  private static let surveyProject = """
    client: {id: mini, name: {he: מיני, en: Mini}}
    touchpoints: [{id: ad}, {id: call, department: desk}, {id: buy, kind: purchase, department: till}]
    departments: [{id: desk, name: {he: דלפק, en: Desk}}, {id: till, name: {he: קופה, en: Till}}]
    sources: [{file: answers.csv, \(questions)}]

    """

  private static let fullProject = """
    client: {id: mini, name: {he: מיני, en: Mini}}
    privacy: off
    draft: yes
    windows: {inactivity: 10d, repurchase: 60d}
    observed-until: 2025-12-31
    departments: [{id: desk, name: {he: דלפק, en: Desk}}, {id: till, name: {he: קופה, en: Till}}]
    stages: [{id: find, name: {he: היכרות, en: Find}}, {id: take, name: {he: רכישה, en: Take}}]
    touchpoints:
      - {id: ad, stage: find, contact: none}
      - {id: site, stage: find, contact: indirect}
      - {id: letter, stage: find, initiated-by: company}
      - {id: call, stage: take, department: desk, contact: direct}
      - {id: buy, stage: take, kind: purchase, department: till}
      - {id: back, stage: take, kind: refund}
    notes:
      - {at: touchpoint/call, text: {he: "הערה", en: "A note"}}
      - {quote: {he: "חיכיתי", en: "I waited"}, at: touchpoint/call, source: {he: ראיון, en: Interview}}
    totals: [{what: purchases, value: 33, source: {he: קופות, en: Tills}}, {what: revenue, value: 3600}]
    sources:
      - {file: events.csv}
      - {file: answers.csv, \(questions)}

    """

  /// The client's report, made in process; nothing is written but its own inputs.
  ///
  /// - Parameter templates: the folder of templates and languages.
  func made(templates: URL = Repository.root.appending(path: "site-templates")) throws -> MadeReport {
    let folder = try TemporaryFolder()
    for file in files { try folder.write(file.name, file.text) }
    let project = try ProjectFiles(argument: folder.path("project.yml"))
    return try MadeReport(project, templates: TemplateFolder(at: templates.path), threads: 1)
  }

  /// Its pages in every language.
  func editions() throws -> [Edition] { try made().editions }
}
