import Analysis
import Findings
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Journeys
@testable import Pages

/// Pages of a log small enough to be counted by hand, built in process.
struct SmallLogTests {
  /// Twelve customers see an ad, three of them and no others a rare booth, nine buy.
  private static let rows: [Row] =
    (0..<12).flatMap { i -> [Row] in
      let id = "c\(i)"
      return [Row(id, 1, "ad")] + (i < 3 ? [Row(id, 2, "booth")] : []) + (i < 9 ? [Row(id, 3, "buy")] : [])
    } + [Row("late", 90, "ad")]

  private func builder(
    _ privacy: String, _ rows: [Row] = Self.rows,
    touchpoints: String = "{id: ad}, {id: booth}, {id: buy, kind: purchase}"
  ) throws -> PageBuilder {
    let yaml = """
      client: Small
      languages: [en]
      privacy: \(privacy)
      windows: {inactivity: 10d}
      touchpoints: [\(touchpoints)]
      sources: [{file: a.csv}]

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let log = try assembled(yaml, rows).log
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, JourneyLog(log), blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/en.yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: .english, file: file)
    return PageBuilder(report, Wording(language: .english, phrases: phrases, currency: "ILS", vocabulary: [:]))
  }

  private func cells(_ page: Page, _ table: String) throws -> [[String]] {
    for section in page.sections {
      for block in section.blocks {
        switch block {
        case .table(let found) where found.id == table: return found.rows.map { $0.cells.map(\.text.plain) }
        case .figure(let figure) where figure.table.id == table:
          return figure.table.rows.map { $0.cells.map(\.text.plain) }
        default: break
        }
      }
    }
    throw Missing(table: table)
  }

  private struct Missing: Error { var table: String }

  @Test("customers at each touchpoint stand in the sieve's table as counted by hand, and three are hidden")
  func sieve() throws {
    let hidden = try cells(try builder("{behaviour: 5}").page(.funnelAndSieve), "sieve")
    // Three of so few are covered by the others: each is a range that holds what was counted.
    for (row, counted) in zip(hidden, [13, 3, 9]) {
      let ends = row[2].split(separator: "–").compactMap { Int($0) }
      #expect((ends.first ?? 99) <= counted && (ends.last ?? 0) >= counted, "\(row)")
      #expect(ends.count == 1 || (ends.last ?? 0) - (ends.first ?? 0) >= 5, "\(row)")
    }
    let shown = try cells(try builder("off").page(.funnelAndSieve), "sieve")
    #expect(shown.map { [$0[0], $0[2]] } == [["ad", "13"], ["booth", "3"], ["buy", "9"]])
  }

  @Test(
    "leaks of one rate and as many touches are named together on page one, and none as the biggest", arguments: [0, 1])
  func tiedLeaks(more: Int) throws {
    // Forty begin at the desk and forty at the gate; twenty of each buy, or one more of those at the gate.
    let rows = (0..<80).flatMap { i -> [Row] in
      let buys = i / 2 < 20 + (i % 2 == 0 ? 0 : more)
      return [Row("c\(i)", 1, i % 2 == 0 ? "desk" : "gate")] + (buys ? [Row("c\(i)", 2, "buy")] : [])
    }
    let page = try builder(
      "off", rows + [Row("late", 90, "buy")], touchpoints: "{id: desk}, {id: gate}, {id: buy, kind: purchase}"
    ).page(.summary)
    let lead = page.saidInFull
    #expect(lead.contains("The biggest leaks are equally big:") == (more == 0))
    #expect(lead.contains("The biggest leak:") == (more == 1))
  }

  @Test("every page has a headline, a name and no empty table")
  func everyPage() throws {
    for page in try builder("{behaviour: 5}").pages() {
      #expect(!page.headline.isEmpty && !page.name.isEmpty, "\(page.id)")
      // No file was read: the page about files has none to list.
      if page.id == .dataQuality { continue }
      for section in page.sections {
        for case .table(let table) in section.blocks { #expect(!table.rows.isEmpty, "\(page.id) \(table.id)") }
      }
    }
  }
}
