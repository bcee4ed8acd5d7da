import Analysis
import Findings
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Journeys
@testable import Pages

/// What pages say of a club.
struct ClubPageTests {
  private func builder(
    _ rows: [Row], joined: [String: Int32], privacy: String = "{behaviour: 5}", language: Language = .english
  ) throws -> PageBuilder {
    let yaml = """
      client: Small
      languages: [\(language.code)]
      privacy: \(privacy)
      windows: {inactivity: 30d, repurchase: 90d}
      observed-until: 1970-12-31
      touchpoints: [{id: buy, kind: purchase}]
      sources: [{file: a.csv}]

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let log = try clubLog(yaml, rows, joined: joined)
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, log, blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    return PageBuilder(report, Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: [:]))
  }

  /// Heavy buyers buy five times and half of them join with the third; of light buyers, who buy once, one of twenty joins.
  private static let shop: (rows: [Row], joined: [String: Int32]) = {
    var (rows, joined): ([Row], [String: Int32]) = ([], [:])
    for i in 0..<600 {
      let (id, start) = ("c\(i)", i % 60)
      let isHeavy = i % 3 == 0
      rows += (0..<(isHeavy ? 5 : 1)).map { Row(id, Double(start + 20 * $0), "buy") }
      if isHeavy ? i % 6 == 0 : i % 30 == 1 { joined[id] = Int32(isHeavy ? start + 40 : start) }
    }
    return (rows, joined)
  }()

  @Test("members come back far more as they are, three numbers stand side by side, and the club is not credited")
  func notCredited() throws {
    let builder = try builder(Self.shop.rows, joined: Self.shop.joined)
    let page = builder.page(.comingBack)
    let section = try #require(page.sections.first { $0.id == "club" })
    let said = page.saidInFull
    // 100 of 120 members, 100 of 480 others.
    #expect(said.contains("of buyers who ever joined the club 83% came back, of others 21%"), "\(said)")
    #expect(said.contains("Like with like, from the day of joining") && said.contains("Why the three differ"))
    #expect(!said.contains("Club members come back more"))
    let tables = section.blocks.compactMap { block -> Table? in if case .table(let table) = block { table } else { nil }
    }
    let rows = try #require(tables.first).rows.map { $0.cells.map(\.text.plain) }
    #expect(rows.count == 3 && rows[0][1] == "120" && rows[0][3] == "480", "\(rows)")
    // Of members only light buyers had joined before their second purchase, and none of them bought again.
    #expect(said.contains("Over time nothing can be compared"))
    #expect(builder.page(.summary).saidInFull.contains("Of buyers in the club 83% came back"))
  }

  @Test("Hebrew says the same")
  func hebrew() throws {
    let builder = try builder(Self.shop.rows, joined: Self.shop.joined, language: .hebrew)
    #expect(builder.page(.comingBack).sections.contains { $0.id == "club" })
    #expect(builder.page(.comingBack).saidInFull.contains("למה שלושת המספרים שונים"))
  }

  @Test("a club of three is hidden, and nothing is concluded from it")
  func few() throws {
    let joined = Self.shop.joined.filter { ["c0", "c6", "c12"].contains($0.key) }
    let page = try builder(Self.shop.rows, joined: joined).page(.comingBack)
    let section = try #require(page.sections.first { $0.id == "club" })
    for case .table(let table) in section.blocks {
      for row in table.rows { #expect(row.cells[1].text.plain != "3", "\(row.cells.map(\.text.plain))") }
    }
    #expect(page.saidInFull.contains("Whether the club brings customers back cannot be told"))
  }

  @Test("without a club nothing is said of one")
  func none() throws {
    let builder = try builder(Self.shop.rows, joined: [:])
    #expect(builder.page(.comingBack).sections.allSatisfy { $0.id != "club" })
  }
}
