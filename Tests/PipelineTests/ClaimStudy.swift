import Findings
import Foundation
import Journeys
import TestSupport
import Testing

@testable import Pipeline

/// Clients of whom nothing that is claimed is true: whoever comes back, rates low, joins or starts where does so by chance.
struct ClaimStudy {
  /// Numbers that look random and are the same on every machine (SplitMix64).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      let z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      let y = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return y ^ (y >> 31)
    }
  }

  /// The files of one, of so many customers over eighteen months.
  private static func client(_ random: inout Seeded) -> [String: String] {
    var events = "customer,time,what,channel\n"
    var people = "customer,age,joined\n"
    var answers = "customer,answered,where,ease,happy\n"
    func day(_ n: Int) -> String {
      String(Date(timeIntervalSince1970: 1_704_067_200 + Double(n) * 86_400).ISO8601Format().prefix(10))
    }
    func below(_ n: Int) -> Int { Int.random(in: 0..<n, using: &random) }
    let channels = ["ads", "search", "friends", "site"]
    for i in 0..<600 {
      var at = below(540)
      for _ in 0...below(5) {
        events += "c\(i),\(day(at)),\(["look", "ask", "visit"][below(3)]),\(channels[below(4)])\n"
        at += below(4)
      }
      events += "c\(i),\(day(at)),buy,\(channels[below(4)])\n"
      let again = below(100) < 35 ? at + 15 + below(70) : nil
      let places = ["desk", "van"]
      for place in places {
        events += "c\(i),\(day(at + 2)),\(place),\(channels[below(4)])\n"
        answers += "c\(i),\(day(at + 3)),\(place),\(1 + below(7)),\(1 + below(5))\n"
      }
      if let again { events += "c\(i),\(day(again)),buy,\(channels[below(4)])\n" }
      people += "c\(i),\(["young", "middle", "old"][below(3)]),\(below(3) == 0 ? day(at + below(10)) : "")\n"
    }
    return ["events.csv": events, "people.csv": people, "answers.csv": answers, "p.yml": project]
  }

  private static let project = """
    client: {id: t, name: T}
    languages: [en]
    observed-until: 2026-01-01
    windows: {inactivity: 30d, repurchase: 90d}
    groups: [{by: age, name: Age}]
    club: {joined: joined}
    channels: [{id: ads, name: Paid ads}, {id: search, name: Organic search}, {id: friends, name: Friends}, {id: site, name: Direct}]
    departments: [{id: front, name: Front}, {id: road, name: Road}]
    stages: [find, buy, keep]
    touchpoints:
      - {id: look, stage: find}
      - {id: ask, stage: find}
      - {id: visit, stage: find}
      - {id: buy, stage: buy, kind: purchase}
      - {id: desk, stage: keep, kind: service, department: front}
      - {id: van, stage: keep, kind: service, department: road}
    sources:
      - {file: events.csv, columns: {customer: customer, time: time, touchpoint: what, channel: channel}}
      - {file: people.csv, kind: customers, columns: {customer: customer}, attributes: [age]}
      - {file: answers.csv, kind: survey, type: transactional, columns: {customer: customer, time: answered, touchpoint: where}, questions: [{column: ease, metric: ces}, {column: happy, metric: csat}]}

    """

  @Test("no effect anywhere: hardly ever does a claim about one hold, and never is one experience called several")
  func noEffect() throws {
    var random = Seeded(state: 41)
    let subjects: [Claim.Subject] = [.awareness, .weakestLink, .ease, .club, .ownChannel]
    let study = Study("Clients without any effect: claims 5, 7, 8, 9 and 10 said to hold", runs: 400)
    let apart = Study("The same clients: departments said to differ", runs: 400)
    var holds = [Int](repeating: 0, count: subjects.count)
    var tested = holds
    var differ = 0
    for _ in 0..<study.runs {
      let folder = try TemporaryFolder()
      for (name, text) in Self.client(&random) { try folder.write(name, text) }
      let project = try ProjectFiles(argument: folder.path("p.yml"))
      let loaded = try load(project.blueprint, project.sources, threads: 1)
      let claims = try Report(analysing: loaded, project.blueprint, threads: 1).claims.claims
      for (place, subject) in subjects.enumerated() {
        let claim = try #require(claims.first { $0.subject == subject })
        holds[place] += claim.verdict == .holds ? 1 : 0
        tested[place] += claim.pValue == nil ? 0 : 1
      }
      differ += claims.contains { $0.subject == .oneExperience && $0.verdict == .doesNotHold } ? 1 : 0
    }
    study.report(holds.max() ?? 0, bound: "each at most 28 of 400")
    apart.report(differ, bound: "never")
    #expect(holds.allSatisfy { $0 * 400 <= 28 * study.runs }, "\(holds)")
    #expect(differ == 0)
    // What is never tested proves nothing.
    #expect(tested.allSatisfy { $0 * 2 > study.runs }, "\(tested)")
  }
}
