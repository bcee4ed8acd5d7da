import Analysis
import Findings
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Journeys
@testable import Pages

/// Many invented clients whose customers have nowhere else to go, all of them or some: that they come back is never read as
/// loyalty.
@Suite struct CaptiveStudy {
  private static let mark = "nowhere else to go"

  /// The same numbers on every machine (SplitMix64).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      let a = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      let b = (a ^ a >> 27) &* 0x94D0_49BB_1331_11EB
      return b ^ b >> 31
    }
  }

  private func builder(_ seed: UInt64, everybody: Bool) throws -> PageBuilder {
    let yaml = """
      client: Small
      languages: [en]
      windows: {inactivity: 30d, repurchase: 90d}
      observed-until: 1970-12-31
      touchpoints: [{id: visit}, {id: buy, kind: purchase}]
      captive: \(everybody ? "yes" : "{where: {area: [far]}}")
      sources: [{file: a.csv}]

      """
    var random = Seeded(state: seed &* 7_919)
    var rows: [Row] = []
    var far: [String: Int32] = [:]
    for i in 0..<Int.random(in: 40..<200, using: &random) {
      let id = "c\(i)"
      let isFar = Double.random(in: 0..<1, using: &random) < 0.3
      if isFar { far[id] = 0 }
      var day = Double.random(in: 0..<150, using: &random)
      rows.append(Row(id, day, "visit"))
      for _ in 0..<6 where Double.random(in: 0..<1, using: &random) < (isFar || everybody ? 0.85 : 0.4) {
        day += Double.random(in: 1..<40, using: &random)
        rows.append(Row(id, day, "buy"))
      }
    }
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    var log = try clubLog(yaml, rows, joined: far)
    if !everybody { log.captive = log.club?.joined.map { $0 == 0 } }
    log.club = nil
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(log, blueprint, threads: 1, resamples: 60, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, log, blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/en.yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: .english, file: file)
    return PageBuilder(report, Wording(language: .english, phrases: phrases, currency: "ILS", vocabulary: [:]))
  }

  /// What is found of customers who came back and says nothing of who has nowhere else to go.
  private func unmarked(_ page: Page) -> [String] {
    var findings = [page.headline.plain] + page.keyFigures.map(\.note.plain)
    for section in page.sections {
      if !section.heading.plain.isEmpty { findings.append(section.heading.plain) }
      for block in section.blocks {
        switch block {
        case .figure(let figure): findings.append(figure.title.plain)
        case .pair(let one, let other): findings += [one.title.plain, other.title.plain]
        default: break
        }
      }
    }
    return findings.filter { !$0.contains(Self.mark) }
  }

  @Test("where nobody can go elsewhere, no finding of who comes back stands without saying so")
  func everybody() throws {
    let study = Study("Customers with nowhere else to go: their coming back is read as loyalty", runs: 200)
    var read = 0
    for run in 0..<study.runs {
      let page = try builder(UInt64(3_000 + run), everybody: true).page(.comingBack)
      let isSaidFirst = page.lead.first?.plain.contains("no sign of loyalty") == true
      let unmarked = unmarked(page)
      if !isSaidFirst || !unmarked.isEmpty { read += 1 }
      #expect(isSaidFirst && unmarked.isEmpty, "client \(run): \(unmarked.prefix(3))")
    }
    study.report(read, bound: "none")
  }

  @Test("where some cannot, they stand apart, and all numbers say first that they are in them")
  func some() throws {
    let study = Study("Some customers with nowhere else to go: their coming back is read as loyalty", runs: 200)
    var read = 0
    for run in 0..<study.runs {
      let page = try builder(UInt64(7_000 + run), everybody: false).page(.comingBack)
      let isSaidFirst = page.lead.first?.plain.contains("no sign of loyalty") == true
      let heading = page.sections.first { $0.id == "captive" }?.heading.plain ?? ""
      // Either only the others' share is called loyalty, or none is told.
      let isApart = heading.contains("only the second says something of loyalty") || !heading.contains("came back")
      if !isSaidFirst || heading.isEmpty || !isApart { read += 1 }
      #expect(isSaidFirst && !heading.isEmpty && isApart, "client \(run): \(heading)")
    }
    study.report(read, bound: "none")
  }
}
