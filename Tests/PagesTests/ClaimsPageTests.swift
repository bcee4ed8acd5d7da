import Analysis
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Findings
@testable import Journeys
@testable import Pages

/// What the page of claims says of each claim, whatever the data say.
struct ClaimsPageTests {
  private func page(_ language: Language) throws -> ClaimsPage {
    let yaml = """
      client: Small
      languages: [\(language.code)]
      windows: {inactivity: 30d, repurchase: 90d}
      observed-until: 1970-12-31
      touchpoints: [{id: call}, {id: buy, kind: purchase}]
      sources: [{file: a.csv}]

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let log = try clubLog(
      yaml, (0..<200).flatMap { [Row("c\($0)", Double($0 % 60), "call"), Row("c\($0)", Double($0 % 60 + 2), "buy")] },
      joined: [:])
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, log, blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    let words = Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: [:])
    return ClaimsPage(telling: Telling(report, words))
  }

  /// A claim with a number beyond its bound, short of it, or on both sides.
  private func claim(_ subject: Claim.Subject, _ verdict: Claim.Verdict) -> Claim {
    let bounds: (holds: Double, fails: Double) =
      switch subject {
      case .sieve: (0.2, 0.1)
      case .entries: (3, 3)
      case .beginning: (0.15, 0.05)
      case .circle: (0.2, 0.1)
      case .awareness: (0.02, 0.02)
      case .oneExperience: (5, 10)
      case .weakestLink: (0.005, 0.005)
      case .ease, .club: (0.03, 0.03)
      case .ownChannel: (0.1, 0.1)
      }
    var claim = Claim(subject, holds: bounds.holds, fails: bounds.fails)
    let isAbove = bounds.fails > bounds.holds
    let value =
      switch verdict {
      case .holds: isAbove ? bounds.holds * 0.5 : bounds.holds * 2
      case .doesNotHold: isAbove ? bounds.fails * 1.5 : bounds.fails * 0.4
      case .cannotBeTold: (bounds.holds + bounds.fails) / 2 * 1.05
      }
    let reach = verdict == .cannotBeTold ? bounds.fails : bounds.fails / 20
    let number = Estimate(value: value, low: max(0, value - reach), high: value + reach, n: 400)
    claim.judge(Hiding(threshold: 0).number(number, of: 400))
    claim.perYear = Hiding(threshold: 0).number(Estimate(value: 0.8, low: 0.3, high: 1.3, n: 18), of: 400)
    return claim
  }

  @Test("every claim is said in its three forms, whole and with its number and range", arguments: Language.all)
  func forms(_ language: Language) throws {
    let page = try page(language)
    var all: Set<String> = []
    for subject in Claim.Subject.allCases {
      for verdict in Claim.Verdict.allCases {
        let own = claim(subject, verdict)
        #expect(own.verdict == verdict, "\(own)")
        let said = page.value(own).text.plain + " " + page.sentence(own).plain
        all.insert(said)
        #expect(!said.contains("⟦") && !said.contains("—") && !said.contains("  "), "\(said)")
        #expect(said.contains(page.rangeWords(own).plain), "\(said)")
        #expect(said.hasSuffix("."), "\(said)")
        #expect(page.picture(own) != nil)
      }
      for obstacle in Claim.Obstacle.allCases where obstacle != .undecided {
        var own = Claim(subject, holds: 0.2, fails: 0.1)
        own.cannot(obstacle)
        let said = page.sentence(own).plain
        #expect(!said.contains("⟦") && !said.contains("—") && [".", "?"].contains(said.suffix(1)), "\(said)")
        #expect(said.count > 40, "\(said)")
      }
    }
    #expect(all.count == 30)
  }

  @Test("the tally says how many hold, and so does page one")
  func tally() throws {
    let page = try page(.english)
    let claims = page.claims
    #expect(claims.claims.count == 10)
    #expect(Claim.Verdict.allCases.reduce(0) { $0 + claims.count($1) } == 10)
    // Two hundred who called and bought once: nobody came back, and nobody was asked.
    #expect(claims.claims[2].verdict == .doesNotHold && claims.claims[3].verdict == .doesNotHold)
    #expect(page.line.plain.hasPrefix("Of ten claims about customers none holds here"), "\(page.line.plain)")
    let summary = SummaryPage(telling: page.telling).page()
    #expect(summary.saidInFull.contains(page.line.plain))
  }
}
