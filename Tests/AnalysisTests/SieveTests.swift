import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

private let small = """
  client: T
  stages: [one, two, three]
  touchpoints:
    - {id: a, stage: one}
    - {id: b, stage: two}
    - {id: b2, stage: two}
    - {id: c, stage: three}
    - {id: shop, stage: three, kind: purchase}
    - {id: help, stage: three, kind: service}
    - {id: refund, stage: three, kind: refund}
    - {id: mail, stage: one, initiated-by: company}
  windows: {inactivity: 30d, repurchase: 180d, response: 7d}
  """

extension BehaviourResult {
  fileprivate func row(_ id: String, _ rows: [Row], _ yaml: String) throws -> SieveRow {
    let catalog = try assembled(yaml, rows).log.catalog
    return sieve.rows[try #require(catalog.touchpoints.firstIndex { $0.id == id })]
  }
}

@Suite struct SieveTests {
  @Test("one journey by hand: advance, lateral, repeat, back, skip, purchase and rest")
  func shapes() throws {
    let rows = ["a", "b", "b2", "b2", "a", "c", "shop", "help"].enumerated()
      .map { Row("u", Double($0.offset), $0.element) }
    let result = try analysed(small, rows)
    let a = try result.row("a", rows, small)
    #expect([a.starts, a.arrivals, a.advance, a.skip, a.back, a.loops] == [1, 1, 1, 1, 0, 1])
    let b = try result.row("b", rows, small)
    #expect([b.arrivals, b.lateral, b.loops] == [1, 1, 0])
    let b2 = try result.row("b2", rows, small)
    #expect([b2.arrivals, b2.repeats, b2.back, b2.loops] == [2, 1, 1, 0])
    let c = try result.row("c", rows, small)
    #expect([c.arrivals, c.purchase, c.boughtNextCustomers] == [1, 1, 1])
    let help = try result.row("help", rows, small)
    #expect([help.arrivals, help.rest, help.leak] == [1, 1, 0])
    #expect(try result.row("shop", rows, small) == SieveRow())
    #expect(result.sieve.cycles == [1, 0, 0, 0])
    #expect(result.sieve.buyingCycles == [1, 0, 0, 0])
    #expect([result.sieve.cyclesWithSkip, result.sieve.cyclesWithBack, result.sieve.cyclesWithLoop] == [1, 1, 1])
  }

  @Test("touches at one touchpoint in a row are no loop; coming back after another is, however long the way")
  func loops() throws {
    var rows = [Row("u", 0, "a"), Row("u", 0.01, "a")]
    for i in 0..<700 { rows.append(Row("u", 0.1 + Double(i) / 1000, "b")) }
    #expect(try analysed(small, rows).sieve.cyclesWithLoop == 0)
    rows.append(Row("u", 1, "a"))
    let result = try analysed(small, rows)
    #expect(result.sieve.cyclesWithLoop == 1)
    #expect(try result.row("a", rows, small).loops == 1)
    // Another cycle begins with no memory of the one before.
    let twice = [Row("u", 0, "a"), Row("u", 1, "b"), Row("u", 50, "a")]
    #expect(try analysed(small, twice).sieve.cyclesWithLoop == 0)
    // Service where one has been before the purchase.
    let served = [Row("u", 0, "help"), Row("u", 1, "shop"), Row("u", 2, "help")]
    #expect(try analysed(small, served).sieve.cyclesWithLoop == 1)
  }

  @Test("a customer came in once, where the first journey began, and is lost once, where the last one leaked")
  func people() throws {
    let rows = [
      // Leaks, comes back after forty days, and leaks elsewhere for good.
      Row("u", 0, "a"), Row("u", 40, "b"), Row("u", 41, "c"),
      // Leaks, comes back and buys.
      Row("v", 0, "a"), Row("v", 40, "shop"),
      Row("w", 0, "shop"),
      // Too early to tell.
      Row("x", 295, "a"), Row("x", 300, "b"),
    ]
    let result = try analysed(small, rows)
    let places = ["a", "b", "c"]
    #expect(try places.map { try result.row($0, rows, small).cameIn } == [3, 0, 0])
    #expect(try places.map { try result.row($0, rows, small).lost } == [0, 0, 1])
    #expect(result.sieve.purchases.map(\.cameIn).reduce(0, +) == 1)
    #expect(result.sieve.decidedCustomers == 3)
  }

  @Test("purchases followed by service are told from the others, and what follows each")
  func rests() throws {
    let rows = [
      Row("u", 0, "shop"), Row("u", 5, "help"), Row("u", 6, "help"), Row("u", 20, "a"),
      Row("v", 0, "shop"), Row("v", 3, "help"),
      Row("w", 0, "shop"),
      Row("x", 0, "shop"), Row("x", 50, "shop"),
      // The horizon of this one has not passed; and one is cancelled.
      Row("y", 390, "shop"), Row("y", 400, "help"),
      Row("z", 0, "shop"), Row("z", 1, "refund"),
    ]
    let result = try analysed(small, rows)
    #expect(result.rests.all == RestRow(purchases: 5, notFollowed: 3))
    let help = try #require(try assembled(small, rows).log.catalog.touchpoints.firstIndex { $0.id == "help" })
    #expect(result.rests.rows[help] == RestRow(purchases: 2, notFollowed: 1))
    #expect(result.rests.rows[help].rest(of: result.rests.all) == RestRow(purchases: 3, notFollowed: 2))
  }

  @Test("fixture S2: mature touches only give a hole of 6 in 12, and 3 of 6 came back")
  func fixtureS2() throws {
    let yaml = """
      client: S2
      touchpoints: [k, {id: shop, kind: purchase}, {id: mail, initiated-by: company}]
      windows: {inactivity: 30d}
      """
    let times: [(String, [Double])] = [
      ("c1", [0, 3, 5, 50, 52]), ("c2", [0, 40]), ("c3", [0, 1]), ("c4", [0, 10, 20, 95]), ("c5", [80, 90]),
    ]
    var rows = times.flatMap { customer, days in days.map { Row(customer, $0, "k") } }
    // Nothing but a mailing marks the end of observation, day 100.
    rows.append(Row("c1", 100, "mail"))
    let k = try analysed(yaml, rows).row("k", rows, yaml)
    #expect([k.mature, k.matureLeak, k.leak, k.returned, k.open] == [12, 6, 6, 3, 2])
    #expect([k.customers, k.matureCustomers, k.leakedCustomers, k.returnedCustomers] == [5, 4, 4, 3])
    #expect(k.inflow == 15)
  }

  @Test("customers are counted once at a touchpoint however often they come")
  func customersOnce() throws {
    let rows = [
      Row("u", 0, "a"), Row("u", 1, "a"), Row("u", 100, "a"), Row("v", 0, "a"), Row("v", 1, "shop"),
      Row("v", 2, "a"), Row("v", 3, "shop"), Row("w", 0, "b"),
    ]
    let result = try analysed(small, rows)
    let a = try result.row("a", rows, small)
    #expect([a.customers, a.startedCustomers, a.boughtNextCustomers] == [2, 2, 1])
    #expect(a.starts == 4)
    let shop = result.sieve.purchases[4]
    #expect([shop.purchases, shop.buyers, shop.customers, shop.starts] == [2, 1, 1, 0])
    #expect(result.sieve.cycles == [3, 1, 1, 0])
  }

  @Test("cancelled purchases are counted apart, and money is net of them")
  func cancelled() throws {
    let rows = [
      Row("u", 0, "shop", amount: 100), Row("u", 5, "shop", amount: 30), Row("u", 6, "refund"),
      Row("v", 0, "a"), Row("v", 1, "shop", amount: 7), Row("w", 0, "refund"),
    ]
    let result = try analysed(small, rows)
    let shop = result.sieve.purchases[4]
    #expect([shop.purchases, shop.cancelled, shop.buyers] == [2, 1, 2])
    #expect(shop.amount == 107)
    #expect([result.purchases, result.cancelled] == [2, 1])
    #expect(result.sieve.strayRefunds == 1)
    #expect(result.sieve.purchasesByEntry[4] == 1)
    #expect(result.sieve.purchasesByEntry[0] == 1)
    #expect(result.loop == LoopTally(mature: 0, followed: 0, buyers: 2, repeatBuyers: 0))
  }

  @Test("a cycle belongs to the period of its first touch, a purchase to its own date")
  func period() throws {
    let yaml = small + "\nperiod: 1970-01-11..1970-01-31"
    let rows = [
      Row("u", 5, "a"), Row("u", 12, "shop"), Row("v", 10, "b"), Row("v", 30.9, "shop"), Row("w", 25, "a"),
      Row("w", 31, "shop"),
    ]
    let result = try analysed(yaml, rows)
    #expect(result.sieve.cycles == [2, 0, 0, 0])
    // v and w; a share of cycles that bought is of those cycles.
    #expect(result.sieve.buyingCycles == [2, 0, 0, 0])
    // u and v.
    #expect(result.purchases == 2)
    #expect(result.blindness?.purchases == 2)
  }

  @Test("repeat purchases count those followed within the horizon among those old enough")
  func loopGain() throws {
    let rows = [
      Row("u", 0, "shop"), Row("u", 100, "shop"), Row("u", 300, "shop"), Row("v", 0, "shop"), Row("v", 0.2, "shop"),
      Row("w", 170, "a"), Row("x", 350, "a"),
    ]
    let loop = try analysed(small, rows).loop
    // Old enough on day 350: purchases up to day 170. u0 (followed), u100 (200 days later: no), v's two of one day, which
    // are one purchase.
    #expect(loop == LoopTally(mature: 3, followed: 1, buyers: 2, repeatBuyers: 1))
  }

  @Test("outreach counts who answered within the window, of the mailings old enough to tell")
  func outreach() throws {
    let rows = [
      Row("u", 0, "mail"), Row("u", 7, "a"), Row("u", 20, "mail"), Row("u", 28, "a"), Row("v", 26, "mail"),
      Row("v", 27, "a"), Row("w", 1, "mail"), Row("w", 2, "mail"), Row("w", 3, "a"),
    ]
    let mail = try analysed(small, rows).outreach[7]
    #expect([mail.events, mail.customers, mail.mature, mail.responded] == [5, 3, 4, 3])
  }

  @Test("two hundred thousand mailings to one customer do not take quadratic time", .timeLimit(.minutes(1)))
  func manyMailings() throws {
    let rows = (0..<200_000).map { Row("u", micros: Int64($0), "mail") } + [Row("u", 1, "a"), Row("u", 60, "a")]
    let mail = try analysed(small, rows).outreach[7]
    #expect([mail.mature, mail.responded] == [200_000, 200_000])
  }

  @Test("the fewest points that bring 80 % are named, ties by their order")
  func concentration() throws {
    let some = try #require(Concentration([10, 50, 0, 10, 30]))
    #expect(some.points == [1, 4])
    #expect(some.total == 4)
    #expect(some.covered == 0.8)
    #expect(Concentration([1, 1, 1, 1, 1])?.points == [0, 1, 2, 3])
    #expect(Concentration([0, 0]) == nil)
    #expect(Concentration([]) == nil)
  }

  @Test("without a purchase nothing is a leak and every end is neutral")
  func noPurchase() throws {
    let yaml = "client: T\ntouchpoints: [a, {id: leave, kind: exit}]\nwindows: {inactivity: 7d}"
    let rows = [Row("u", 0, "a"), Row("u", 1, "leave"), Row("u", 200, "a"), Row("v", 0, "a")]
    let result = try analysed(yaml, rows)
    #expect(result.window.source == .notNeeded)
    #expect(result.blindness == nil)
    #expect(result.sieve.cycles == [2, 0, 0, 0])
    #expect(result.sieve.rows.map(\.leak) == [0, 0])
    #expect(result.sieve.rows.map(\.end) == [2, 0])
  }
}

extension LoopTally {
  fileprivate init(mature: Int, followed: Int, buyers: Int, repeatBuyers: Int) {
    self.init()
    self.mature = mature
    self.followed = followed
    self.buyers = buyers
    self.repeatBuyers = repeatBuyers
  }
}
