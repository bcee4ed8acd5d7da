import Analysis
import Findings
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Journeys
@testable import Pages

/// How sentences say the name of a touchpoint.
struct TouchpointNameTests {
  /// The sentences of a page about an advertisement, from which three of twelve customers did not go on.
  private func said(_ name: String, _ language: Language, _ page: PageID) throws -> String {
    let yaml = """
      client: Small
      languages: [\(language.code)]
      privacy: off
      windows: {inactivity: 10d}
      touchpoints: [{id: ad, name: \(name)}, {id: buy, kind: purchase}]
      sources: [{file: a.csv}]

      """
    let rows =
      (0..<12).flatMap { i in [Row("c\(i)", 1, "ad")] + (i < 9 ? [Row("c\(i)", 3, "buy")] : []) } + [
        Row("late", 90, "ad")
      ]
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let log = try assembled(yaml, rows).log
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, JourneyLog(log), blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    return PageBuilder(report, try TestWords.wording(language)).page(page).saidInFull
  }

  @Test("a sentence says a name with its article where one is given, and never by guess")
  func definite() throws {
    let name = "{he: מודעה, he-definite: המודעה, he-gender: f, en: Advertisement, en-definite: the advertisement}"
    #expect(try said(name, .hebrew, .summary).contains("הדליפה הגדולה ביותר: המודעה."))
    #expect(try said(name, .english, .summary).contains("The biggest leak: the advertisement."))
    let bare = "{he: מודעה, en: Advertisement}"
    #expect(try said(bare, .hebrew, .summary).contains("הדליפה הגדולה ביותר: מודעה."))
    #expect(try said(bare, .english, .summary).contains("The biggest leak: Advertisement."))
  }

  @Test("labels, tables and headings keep the name as it is")
  func labels() throws {
    let said = try said("{he: מודעה, he-definite: המודעה}", .hebrew, .touchpoints)
    #expect(said.contains("## touchpoint-ad: מודעה\n"))
  }
}
