import Analysis
import Journeys
import JourneysTestSupport
import Statistics
import Testing

@testable import Findings

/// What may be said of where customers stop after a purchase.
@Suite struct AfterPurchaseHidingTests {
  private static let project = """
    client: H
    touchpoints: [ad, {id: help, kind: service}, {id: desk, kind: service}, {id: shop, kind: purchase}]
    windows: {inactivity: 30d, repurchase: 90d}
    """

  /// After a purchase sixty stop at help and a hundred buy again from there; at the desk so many stop, and fifty go on.
  private static func rows(stopAtDesk: Int) -> [Row] {
    var rows: [Row] = []
    func add(_ touchpoint: String, stop: Int, again: Int) {
      for n in 0..<(stop + again) {
        let (customer, day) = ("\(touchpoint)\(n)", Double(n % 50))
        rows.append(Row(customer, day, "shop", amount: 100_000_000))
        rows.append(Row(customer, day + 2, touchpoint))
        if n < again { rows.append(Row(customer, day + 4, "shop", amount: 100_000_000)) }
      }
    }
    add("help", stop: 60, again: 100)
    add("desk", stop: stopAtDesk, again: 50)
    // Nobody's horizon is left open.
    return rows + [Row("late", 200, "ad")]
  }

  private func findings(_ threshold: Int, stopAtDesk: Int) throws -> [String: AfterPurchaseFindings.Hole] {
    let blueprint = try Blueprint(yaml: Self.project, file: "project.yml")
    let log = try assembled(Self.project, Self.rows(stopAtDesk: stopAtDesk)).log
    let result = try analyse(log, blueprint, threads: 1, resamples: 100) { $0 / Micros.day }
    let hiding = Hiding(threshold: threshold)
    let cells = BehaviourCells(result, log.catalog, hiding, listed: nil)
    let after = AfterPurchaseFindings(
      try #require(result.afterPurchase), log.catalog, cells, hiding.number(Int128(1), of: 300), hiding)
    return Dictionary(uniqueKeysWithValues: after.holes.map { (log.catalog.touchpoints[$0.code].id, $0) })
  }

  @Test("where three stopped after a purchase neither their number, nor a rate, nor a price is told")
  func few() throws {
    let holes = try findings(5, stopAtDesk: 3)
    let desk = try #require(holes["desk"])
    #expect(desk.leaks.shown == nil && desk.leaked.isHidden && desk.again.isHidden)
    #expect(desk.prices.allSatisfy { $0.purchases.isHidden && $0.money.isHidden })
  }

  @Test("where many stopped counts, rate, chance of another purchase and price are told, in steps")
  func many() throws {
    let help = try #require(try findings(5, stopAtDesk: 20)["help"])
    #expect([help.touches.shown, help.leaks.shown] == [160, 60])
    #expect(help.leaked.shown?.value == 0.375)
    // 100 of 160 buy again: .625, in steps of 5 of 160 and so of a twentieth.
    #expect(help.again.shown.map { abs($0.value - 0.6) < 1e-9 || abs($0.value - 0.65) < 1e-9 } == true)
    // Half of sixty, at half the effect: 15 more of 201 days, 27.2 a year; at the most 30, 54.5 a year.
    let half = try #require(help.half)
    #expect(half.purchases.shown.map { $0.value == 27 && $0.atMost == 54 && $0.low <= 27 && $0.high >= 54 } == true)
    #expect(half.money.shown != nil)
  }

  @Test("with privacy off everything is told exactly, the dearest first")
  func off() throws {
    let holes = try findings(0, stopAtDesk: 3)
    #expect(holes["desk"]?.leaks.shown == 3)
    #expect(holes["help"]?.again.shown.map { abs($0.value - 0.625) < 1e-9 } == true)
    #expect(holes["desk"]?.half?.purchases.shown != nil)
  }
}
