import JourneysTestSupport
import Statistics
import Testing

@testable import Analysis
@testable import Journeys

/// The chain from a purchase to the next one, on logs small enough to be checked.
@Suite struct AfterPurchaseTests {
  private static let project = """
    client: A
    touchpoints:
      - ad
      - {id: shop, kind: purchase}
      - {id: help, kind: service}
      - {id: back, kind: refund}
      - {id: delivery, kind: service, ends-well: yes}
      - {id: mail, initiated-by: company}
    windows: {inactivity: 30d, repurchase: 90d}
    """

  /// So many customers who do the same, on the days named.
  private static func customers(_ count: Int, _ name: String, _ touches: [(Double, String)]) -> [Row] {
    (0..<count).flatMap { n in
      touches.map { Row("\(name)\(n)", $0.0, $0.1, amount: $0.1 == "shop" ? 100_000_000 : nil) }
    }
  }

  /// 140 customers in seven ways; on day 150 everything is decided.
  private static var rows: [Row] {
    customers(40, "a", [(0, "shop"), (5, "help")])
      + customers(20, "b", [(0, "shop"), (5, "help"), (10, "ad"), (11, "shop")])
      + customers(10, "c", [(0, "shop"), (5, "help"), (7, "back")])
      + customers(30, "d", [(0, "shop"), (3, "delivery")])
      + customers(10, "e", [(0, "shop"), (3, "delivery"), (20, "ad")])
      + customers(10, "f", [(0, "shop"), (20, "shop")])
      + customers(10, "g", [(0, "shop"), (5, "help"), (6, "help"), (8, "ad"), (9, "shop")])
      + [Row("a0", 150, "mail")]
  }

  private func analysed(_ yaml: String, _ rows: [Row]) throws -> AfterPurchase? {
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    return try analyse(assembled(yaml, rows).log, blueprint, threads: 2, resamples: 200) { $0 / Micros.day }
      .afterPurchase
  }

  @Test("a log solved by hand: moves after a purchase, the probability of the next one, and what patches bring")
  func byHand() throws {
    let after = try #require(try analysed(Self.project, Self.rows))
    let chain = after.chain
    func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }
    // 170 purchases, those of day 9 to 20 among them; 40 were followed by another.
    #expect(chain.journeys == 170)
    #expect(near(chain.conversion?.value, 40.0 / 170))
    let names = ["ad", "shop", "help", "back", "delivery", "mail"]
    let touches = Dictionary(
      uniqueKeysWithValues: chain.states.map { ($0.code.map { names[$0] } ?? "again", $0.touches) })
    #expect(touches == ["help": 90, "back": 10, "delivery": 40, "again": 40])
    // Of whoever comes to buy again, 30 of 40 do: h = h/9 + (1/3) · 3/4.
    let bought = Dictionary(
      uniqueKeysWithValues: chain.states.map { ($0.code.map { names[$0] } ?? "again", $0.purchase?.value) })
    #expect(near(bought["again"] ?? nil, 0.75))
    #expect(near(bought["help"] ?? nil, 0.28125))
    #expect(near(bought["delivery"] ?? nil, 0.1875))
    #expect(near(bought["back"] ?? nil, 0))
    // Where silence is success nobody stops.
    #expect(chain.holes.map { names[$0.code] } == ["help", "back"])
    let help = chain.holes[0]
    #expect([help.touches, help.leaks] == [90, 40])
    #expect([after.customers, after.stopped] == [[80, 10], [40, 10]])
    #expect(near(help.leaked?.value, 40.0 / 90) && near(help.moved?.value, 50.0 / 90) && help.bought?.value == 0)
    // Wilson's interval of 40 of 90, by R's prop.test without correction.
    #expect(help.leaked.map { abs($0.low - 0.3461) < 5e-4 && abs($0.high - 0.5473) < 5e-4 } == true)
    // All plugged: h = h/5 + (3/5) · 3/4 = 9/16; half: h = (14 h + 42 · 3/4)/90. From 80 starts.
    #expect(near(help.patches.last?.purchases.chain.value, 80 * (0.5625 - 0.28125)))
    #expect(near(help.patches[1].purchases.chain.value, 80 * (31.5 / 76 - 0.28125)))
    // Half the effect of all of it is half of it.
    #expect(near(help.patches.last?.purchases.value, 80 * (31.5 / 76 - 0.28125)))
    #expect(help.patches.last?.money.map { abs($0.chain.value - 2_250_000_000) < 1 } == true)
    #expect(help.via == Hole.Via(purchases: 30, customers: 30, money: 3_000_000_000, most: 100_000_000))
    // Nothing but stopping leads out of a refund, and so nothing says what those kept would do.
    #expect(chain.holes[1].patches.isEmpty)
  }

  @Test("a purchase whose horizon has not passed is in no count, nor is a touch before the first purchase")
  func young() throws {
    let rows = Self.rows.filter { $0.touchpoint != "mail" }
    #expect(try analysed(Self.project, rows + [Row("a0", 80, "mail")])?.chain.journeys == nil)
    let before = Self.customers(50, "z", [(0, "help")])
    let one = try #require(try analysed(Self.project, Self.rows))
    let more = try #require(try analysed(Self.project, Self.rows + before))
    #expect(more.chain.holes.map(\.touches) == one.chain.holes.map(\.touches))
    #expect(more.chain.journeys == one.chain.journeys)
  }

  @Test("whoever is back within the window but after the horizon has neither bought again nor been lost")
  func late() throws {
    let rows = Self.rows + Self.customers(7, "l", [(0, "shop"), (85, "help"), (95, "ad")])
    let after = try #require(try analysed(Self.project, rows))
    #expect([after.chain.holes[0].touches, after.chain.holes[0].leaks] == [97, 40])
    #expect(after.chain.conversion.map { abs($0.value - 40.0 / 177) < 1e-9 } == true)
  }

  @Test("without service, without purchases or with windows switched off there is no such chain")
  func none() throws {
    let plain = Self.project.replacing(", kind: service", with: "").replacing(", kind: refund", with: "")
    #expect(try analysed(plain, Self.rows) == nil)
    #expect(try analysed(Self.project.replacing(", kind: purchase", with: ""), Self.rows) == nil)
    #expect(try analysed(Self.project.replacing("inactivity: 30d", with: "inactivity: none"), Self.rows) == nil)
  }

  @Test("on five hundred random logs as many purchases follow another as the journeys that one led to bought")
  func conversion() throws {
    for seed in 0..<500 {
      // Long after the last touch everything is decided.
      let rows = randomShop(customers: 12, seed: UInt64(seed), most: 8) + [Row("late", 2000, "mail")]
      let result = try AnalysisTests.analysed(shopProject, rows)
      guard let after = result.afterPurchase else { continue }
      let bought = after.chain.chain.fromStart(ChainDraw.goal) * Double(after.chain.journeys)
      #expect(abs(bought - Double(result.sieve.buyingCycles[CycleOrigin.loop.rawValue])) < 1e-6)
      #expect(after.chain.journeys == result.sieve.purchases.reduce(0) { $0 + $1.purchases + $1.cancelled })
      for (place, hole) in after.chain.holes.enumerated() {
        let row = result.sieve.rows[hole.code]
        #expect(hole.touches <= row.mature && hole.leaks <= row.matureLeak)
        #expect(after.customers[place] <= row.matureCustomers && after.stopped[place] <= row.leakedCustomers)
      }
    }
  }

  @Test("customers in another order, or read by one thread, give the same numbers")
  func order() throws {
    let blueprint = try Blueprint(yaml: Self.project, file: "project.yml")
    let rows = Self.rows
    let log = try assembled(Self.project, rows).log
    let (one, two) = (
      try analyse(log, blueprint, threads: 1, resamples: 100) { $0 / Micros.day }.afterPurchase,
      try analyse(log, blueprint, threads: 2, resamples: 100) { $0 / Micros.day }.afterPurchase
    )
    #expect(one == two)
    let turned = try assembled(Self.project, rows.reversed()).log
    #expect(try analyse(turned, blueprint, threads: 2, resamples: 100) { $0 / Micros.day }.afterPurchase == one)
  }
}
