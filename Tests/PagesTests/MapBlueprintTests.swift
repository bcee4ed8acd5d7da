import Analysis
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Findings
@testable import Journeys
@testable import Pages

/// What the project file adds to the map and to the pages: goals, what is planned, whom to turn to.
struct MapBlueprintTests {
  private func pages(_ language: Language, _ keys: String) throws -> [Page] {
    let yaml = """
      client: Small
      languages: [\(language.code)]
      windows: {inactivity: 30d, repurchase: 90d, visit: 1h}
      observed-until: 1970-12-31
      stages: [{id: find}, {id: buy}, {id: keep}]
      touchpoints:
        - {id: call, stage: find}
        - {id: chat, stage: find, planned: yes}
        - {id: fax, stage: find}
        - {id: store, stage: buy, kind: purchase, planned: yes}
      \(keys)
      sources: [{file: a.csv}]

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    // Most call twice, three days before they buy and an hour and a half before that.
    let log = try clubLog(
      yaml,
      (0..<60).flatMap { n -> [Row] in
        let day = Double(n % 50)
        let late = [Row("c\(n)", day + 3, "store")]
        return n < 20
          ? [Row("c\(n)", day, "call")] + late
          : [Row("c\(n)", day, "call"), Row("c\(n)", day + 1.5 / 24, "call")] + late
      }, joined: [:])
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, log, blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    return PageBuilder(report, Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: [:])).pages()
  }

  private func map(_ pages: [Page]) throws -> JourneyMapFigure {
    let page = try #require(pages.first { $0.id == .journeyMap })
    for case .figure(let block) in page.sections.flatMap(\.blocks) {
      if case .journeyMap(let figure) = block.figure { return figure }
    }
    throw MissingMap()
  }
  private struct MissingMap: Error {}

  @Test("goals stand over the middle of their stage; a stage without touchpoints has no room for one")
  func goals() throws {
    let figure = try map(
      pages(.hebrew, "goals: {find: {he: להבין, en: understand}, buy: {he: לסגור}, keep: {he: להישאר}}"))
    let lane = try #require(figure.lanes.first { $0.id == "goals" })
    guard case .cards(let cards) = lane.content else { throw MissingMap() }
    #expect(cards.map(\.text.plain) == ["להבין", "לסגור"])
    #expect(cards.map { figure.touchpoints[$0.touchpoint].id } == ["call", "store"])
    #expect(try !map(pages(.hebrew, "")).lanes.contains { $0.id == "goals" })
  }

  @Test("a goal of a stage that nobody declared is refused, with those there are")
  func unknownGoal() {
    #expect(throws: ProjectFileError.self) { try pages(.english, "goals: {fnid: x}") }
  }

  @Test(
    "a planned touchpoint that nobody touched has a column of its own and no numbers; one that was touched is like any")
  func planned() throws {
    let figure = try map(pages(.english, ""))
    #expect(figure.touchpoints.map(\.id) == ["call", "chat", "store"])
    #expect(figure.touchpoints.map(\.isPlanned) == [false, true, false])
    guard case .circles(let circles)? = figure.lanes.first?.content,
      case .evidence(let marks)? = figure.lanes.last?.content
    else { throw MissingMap() }
    #expect(circles.map(\.state) == [.shown, .undefined, .shown])
    #expect(marks[1].grade == .assumed && marks[1].text.plain == "planned")
  }

  @Test(
    "with somebody to turn to there is a statement on accessibility, without there is none",
    arguments: [
      Language.hebrew, .english,
    ])
  func accessibility(_ language: Language) throws {
    let own = try pages(
      language, "accessibility: {contact: help@client.example, phone: 03-555, updated: 2026-03-01}")
    let page = try #require(own.first { $0.id == .accessibility })
    let said = page.sections.flatMap(\.blocks).map { block -> String in
      if case .paragraph(let text) = block { return text.plain }
      return ""
    }.joined(separator: " ")
    #expect(said.contains("help@client.example") && said.contains("03-555") && said.contains("2026"))
    #expect(try !pages(language, "").contains { $0.id == .accessibility })
  }

  @Test("visits end with a pause: forty of sixty called twice an hour and a half apart, and all bought days later")
  func visits() throws {
    let page = try #require(pages(.english, "").first { $0.id == .paths })
    let said = page.sections.flatMap(\.blocks).compactMap { block -> String? in
      if case .paragraph(let text) = block { return text.plain }
      return nil
    }
    #expect(said.contains { $0.contains("included: 3.") && $0.contains("hour") }, "\(said)")
  }
}
