import Journeys
import TestSupport
import Testing

@testable import Findings
@testable import Pipeline

/// What a claim says where the number it rests on is hidden.
struct HiddenClaimTests {
  private static let project = """
    client: {id: t, name: T}
    languages: [en]
    observed-until: 2026-03-01
    windows: {inactivity: 30d, conversion: 30d, repurchase: 90d}
    groups: [age]
    touchpoints: [{id: look}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, channel: via}}
      - {file: c.csv, kind: customers, columns: {customer: id}, attributes: [age]}

    """

  @Test("enough customers in a table of which a part is hidden: the tenth claim is hidden, not of too few")
  func ownChannel() throws {
    var (events, customers) = ("id,t,what,via\n", "id,age\n")
    for i in 0..<120 {
      customers += "c\(i),\(i % 2 == 0 ? "young" : "old")\n"
      events += "c\(i),2025-06-\(10 + i % 18),look,\(i / 2 % 2 == 0 ? "site" : "phone")\n"
      if i % 3 == 0 { events += "c\(i),2025-06-\(10 + i % 18),buy,site\n" }
    }
    let folder = try TemporaryFolder()
    for (name, text) in ["e.csv": events, "c.csv": customers, "p.yml": Self.project] { try folder.write(name, text) }
    let project = try ProjectFiles(argument: folder.path("p.yml"))
    var report = try Report(
      analysing: load(project.blueprint, project.sources, threads: 1), project.blueprint, threads: 1)
    #expect(report.claims.claims.first { $0.subject == .ownChannel }?.obstacle != .hidden)
    report.groups[0].first.effect = .hidden
    report.claims = ClaimFindings(report)
    let claim = try #require(report.claims.claims.first { $0.subject == .ownChannel })
    #expect(claim.verdict == .cannotBeTold && claim.obstacle == .hidden && claim.pValue == nil)
  }
}
