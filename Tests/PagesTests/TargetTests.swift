import Foundation
import Pages
import Pipeline
import TestSupport
import Testing

/// Targets of scores, as the project file sets them, on the page about satisfaction and in its key figures.
struct TargetTests {
  /// A hundred answers at each of three touchpoints; of the recommendation 150 promoters and 60 detractors.
  private static let answers: String = {
    var rows = "answered,where,q,r\n"
    for (place, satisfied) in [("call", 90), ("shop", 80), ("web", 85)] {
      for i in 0..<100 { rows += "2025-03-01,\(place),\(i < satisfied ? 5 : 2),\(i < 50 ? 10 : i < 80 ? 8 : 3)\n" }
    }
    return rows
  }()

  private func page(_ targets: String, compares: Bool = true) throws -> Page {
    let folder = try TemporaryFolder()
    // Without the column of touchpoints there is nothing to compare.
    let rows = Self.answers.split(separator: "\n").map { $0.split(separator: ",") }
    try folder.write(
      "answers.csv",
      compares
        ? Self.answers : rows.map { "\($0[0]),\($0[2]),\($0[3])" }.joined(separator: "\n") + "\n")
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      touchpoints: [{id: call, name: Call}, {id: shop, name: Shop}, {id: web, name: Web}]
      targets: [\(targets)]
      sources:
        - file: answers.csv
          kind: survey
          type: transactional
          columns: {time: answered\(compares ? ", touchpoint: where" : "")}
          questions: [{column: q, metric: csat, scale: 1..5\(compares ? "" : ", of: overall")}, {column: r, metric: nps, of: overall}]

      """)
    let templates = Repository.root.appending(path: "site-templates").path
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")), templates: TemplateFolder(at: templates), threads: 1)
    return try #require(made.editions.first?.pages.first { $0.id == .satisfaction })
  }

  /// What is said before the figures of scores.
  private static func sentences(_ page: Page) -> [String] {
    (page.sections.first { $0.id == "scores" }?.blocks ?? []).compactMap { block in
      if case .paragraph(let text) = block { text.plain } else { nil }
    }
  }

  @Test("a target is reached, missed or open by the range of the score, at its own touchpoint and over all")
  func verdicts() throws {
    // Wilson's ranges: 90 of 100 is 82.6 to 94.5 %, 80 of 100 is 71.1 to 86.7 %, 85 of 100 is 76.7 to 90.7 %. The NPS is
    // (150 − 60) / 300 = 30.
    let said = Self.sentences(
      try page(
        """
        {metric: csat, touchpoint: call, value: 80}, {metric: csat, touchpoint: shop, value: 95, source: Contract},
        {metric: csat, touchpoint: web, value: 0.9}, {metric: nps, value: 70}
        """))
    func sentence(_ target: String) throws -> String { try #require(said.first { $0.contains(target) }, "\(said)") }
    #expect(try sentence("target of 80%").contains("is reached"))
    #expect(try sentence("target of 80%").contains("90%"))
    #expect(try sentence("target of 95%").contains("below the target of 95% (Contract)"))
    #expect(try sentence("target of 90%").contains("do not tell whether"))
    #expect(try sentence("target of +70").contains("below the target") && sentence("target of +70").contains("+30"))
  }

  @Test("where no touchpoints are compared, the first paragraphs say how scores stand to their targets")
  func withoutTouchpoints() throws {
    let page = try page("{metric: nps, value: 70}", compares: false)
    #expect(page.sections.allSatisfy { $0.id != "scores" })
    #expect(page.lead.contains { $0.plain.contains("below the target of +70") }, "\(page.lead.map(\.plain))")
  }

  @Test("a target's source stands with its key figure")
  func source() throws {
    let page = try page("{metric: nps, value: 35, source: Industry mean}")
    #expect(page.keyFigures.contains { $0.note.plain.contains("target +35 (Industry mean)") })
  }

  @Test("a touchpoint's own target goes before that of all, and a key figure stands beside its target")
  func ownTarget() throws {
    let page = try page(
      "{metric: csat, value: 50}, {metric: csat, touchpoint: call, value: 99}, {metric: nps, value: -10}")
    let said = Self.sentences(page)
    #expect(said.contains { $0.contains("below the target of 99%") }, "\(said)")
    let nps = try #require(page.keyFigures.first { $0.value.text.plain == "+30" })
    #expect(nps.note.plain.contains("target −10"), "\(nps.note.plain)")
    let figures = page.sections.flatMap(\.blocks).flatMap { block in
      switch block {
      case .figure(let figure): [figure]
      case .pair(let first, let second): [first, second]
      case .paragraph, .table, .folded, .list, .definitions, .actions, .claims, .note, .link, .choices, .strip:
        [FigureBlock]()
      }
    }
    let dots = figures.compactMap { figure -> BarsFigure? in
      guard figure.id.hasPrefix("scores-"), case .bars(let bars) = figure.figure else { return nil }
      return bars
    }
    let bars = try #require(dots.map(\.bars).first { $0.contains { $0.id == "call" && $0.target == 0.99 } })
    #expect(bars.map { "\($0.id) \($0.target ?? 0)" }.sorted() == ["call 0.99", "shop 0.5", "web 0.5"])
  }
}
