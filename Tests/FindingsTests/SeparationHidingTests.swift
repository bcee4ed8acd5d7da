import Analysis
import JourneysTestSupport
import Testing

@testable import Findings
@testable import Journeys

/// What is told of buyers and of those who left, where some of them are few.
struct SeparationHidingTests {
  /// Sixty buy after an ad and a second touch, sixty stay away: at the second touch forty of the buyers and ten of the others
  /// ask for the price, two of the buyers and thirty of the others complain, the rest read on.
  ///
  /// - Parameter list: a customers' file that keeps a column.
  private func findings(_ privacy: String, list: CustomerList? = nil) throws -> SeparationFindings {
    let yaml = """
      client: T
      privacy: \(privacy)
      touchpoints: [ad, price, complaint, read, {id: buy, kind: purchase}]
      windows: {inactivity: 7d}
      observed-until: 1970-06-01
      """
    let rows = (0..<120).flatMap { i -> [Row] in
      let bought = i < 60
      let place = i % 60
      let second = place < (bought ? 40 : 10) ? "price" : place < (bought ? 42 : 40) ? "complaint" : "read"
      return [Row("c\(i)", 1, "ad"), Row("c\(i)", 2, second)] + (bought ? [Row("c\(i)", 3, "buy")] : [])
    }
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let log = try assembled(yaml, rows, lists: list.map { [$0] } ?? [], column: "plan")
    let analysis = try analyse(log, blueprint, threads: 1) { $0 / 86_400_000_000 }
    let cells = BehaviourCells(
      analysis, log.catalog, Hiding(threshold: blueprint.privacy.behaviour), listed: nil)
    return try #require(SeparationFindings(analysis, log.catalog, cells))
  }

  private func factor(_ findings: SeparationFindings, _ code: Int) throws -> SeparationFindings.Factor {
    try #require(findings.factors.first { $0.subject == .touchpoint(code) })
  }

  @Test("without hiding all four counts, the odds ratio and p are told")
  func open() throws {
    let findings = try findings("off")
    #expect(findings.touches == 2 && findings.compared.bought.shown == 60 && findings.compared.left.shown == 60)
    // Whoever has seen the ad has something in common with everybody: it is not compared.
    #expect(findings.factors.count == 3)
    let complaint = try factor(findings, 2)
    let level = complaint.levels[0]
    #expect(
      [level.with.bought, level.with.left, level.without.bought, level.without.left].map(\.shown) == [2, 30, 58, 30])
    // (2½ × 30½) / (30½ × 58½)
    #expect(abs((level.oddsRatio.shown?.value ?? 0) - 2.5 / 58.5) < 1e-12)
    #expect(complaint.separates && level.with.share.shown?.value == 2.0 / 32)
  }

  @Test("two buyers are hidden, and so are the odds ratio and p, from which they could be worked out")
  func hidden() throws {
    let findings = try findings("{behaviour: 5}")
    let complaint = try factor(findings, 2)
    let level = complaint.levels[0]
    #expect(level.with.bought.isHidden && level.oddsRatio == .hidden && level.with.share.isHidden)
    #expect(complaint.pValue == .hidden && complaint.adjustedP == .hidden && !complaint.separates)
    #expect(findings.factors.last?.subject == .touchpoint(2) || findings.factors.count { $0.pValue.isHidden } > 1)
  }

  /// Of the buyers three have the plan `gold`, of those who left thirty; all others have `basic`.
  private static let plans: CustomerList = (0..<120).map { i in
    ("c\(i)", i % 60 < (i < 60 ? 3 : 30) ? "gold" : "basic")
  }

  @Test("three buyers of a plan in the list of customers are hidden with odds ratio and p, and told without hiding")
  func ofCustomers() throws {
    func plan(_ privacy: String) throws -> SeparationFindings.Factor {
      try #require(try findings(privacy, list: Self.plans).factors.first { $0.subject == .attribute(0) })
    }
    let open = try plan("off")
    // By bytes basic is 0 and gold 1.
    let gold = try #require(open.levels.first { $0.value == 1 })
    #expect([gold.with.bought, gold.without.bought].map(\.shown) == [3, 57])
    #expect([gold.with.left, gold.without.left].map(\.shown) == [30, 30])
    // (3½ × 30½) / (30½ × 57½)
    #expect(abs((gold.oddsRatio.shown?.value ?? 0) - 3.5 / 57.5) < 1e-12)
    #expect(open.separates)
    let hidden = try plan("{behaviour: 5}")
    for level in hidden.levels {
      // Those without one plan are those with the other.
      let few = level.value == 1 ? level.with : level.without
      #expect(few.bought.isHidden && few.share.isHidden && level.oddsRatio == .hidden)
    }
    #expect(hidden.pValue == .hidden && hidden.adjustedP == .hidden && !hidden.separates)
  }

  @Test("what is hidden is not in the family whose p is corrected")
  func family() throws {
    let findings = try findings("{behaviour: 5}")
    let shown = findings.factors.filter { $0.pValue.shown != nil }
    let open = try self.findings("off")
    for factor in shown {
      let p = try #require(factor.pValue.shown)
      let adjusted = try #require(factor.adjustedP.shown)
      #expect(adjusted <= p * Double(shown.count) + 1e-15)
    }
    #expect(shown.count < open.factors.count)
  }
}
