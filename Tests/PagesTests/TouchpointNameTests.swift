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
  /// The sentences on the card of the advertisement, from which three of twelve customers did not go on.
  private func card(_ name: String, _ language: Language) throws -> String {
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
    let page = PageBuilder(report, try TestWords.wording(language)).page(.touchpoints)
    return page.saidInFull
  }

  @Test("a prefix is glued to a definite name that is given")
  func definite() throws {
    let name = "{he: מודעה, he-definite: המודעה, he-gender: f, en: Advertisement, en-definite: the advertisement}"
    #expect(try card(name, .hebrew).contains("לקוחות לא המשיכו מהמודעה בתוך 10 ימים"))
    #expect(try card(name, .english).contains("customers did not go on from the advertisement within 10 days"))
  }

  @Test("a name without its definite form is framed, never inflected by guess")
  func framed() throws {
    #expect(try card("{he: מודעה, en: Advertisement}", .hebrew).contains("לא המשיכו מנקודת המגע ״מודעה״ בתוך 10 ימים"))
    #expect(try card("{he: מודעה, en: Advertisement}", .english).contains("did not go on from “Advertisement” within"))
  }

  @Test("labels, tables and headings keep the name as it is")
  func labels() throws {
    let said = try card("{he: מודעה, he-definite: המודעה}", .hebrew)
    #expect(said.contains("## touchpoint-ad: מודעה\n"))
  }
}
