import JourneysTestSupport
import Testing

@testable import Journeys

private let project = """
  client: Test
  touchpoints:
    - ad
    - call
    - {id: shop, kind: purchase}
    - {id: help, kind: service}
    - {id: friend, kind: referral}
    - {id: refund, kind: refund}
    - {id: leave, kind: exit}
    - {id: delivered, kind: service, ends-well: yes}
    - {id: mail, initiated-by: company}
    - {id: poll, kind: survey}
  """

/// Cuts one customer's events (day, touchpoint) with w = 30 days and H = 180 days.
private func cut(
  _ events: [(Double, String)], until days: Double, orders: [String?]? = nil, referrers: Set<Int> = [],
  w: Int64 = 30 * Micros.day, horizon: Int64 = 180 * Micros.day, windows: [String: Int64] = [:], yaml: String = project
) throws -> CycleCutter {
  let rows = events.enumerated().map { i, event in
    Row("c", event.0, event.1, order: orders?[i], referrer: referrers.contains(i) ? "someone" : nil)
  }
  let log = try assembled(yaml, rows).log
  let rules = CycleRules(
    inactivity: log.catalog.touchpoints.map { windows[$0.id] ?? w }, repurchase: horizon,
    observedUntil: Int64(days * 86_400_000_000), hasPurchase: log.catalog.hasPurchase)
  var cutter = CycleCutter(rules, log.catalog)
  cutter.cut(log, customer: 0)
  return cutter
}

extension CycleCutter {
  fileprivate var origins: [CycleOrigin] { cycles.map(\.origin) }
  fileprivate var sizes: [Int] { cycles.map(\.touches.count) }
  fileprivate var outcomes: [TouchOutcome] { touches.map(\.outcome) }
  fileprivate var returned: [Bool] { touches.map(\.hasReturned) }
}

@Suite struct CycleTests {
  @Test("a purchase ends the touches before it, and service after it belongs to the cycle just closed")
  func serviceAfterPurchase() throws {
    let c = try cut([(0, "ad"), (1, "call"), (2, "shop"), (40, "help"), (100, "help")], until: 120)
    #expect(c.origins == [.new])
    #expect(c.outcomes == [.next, .purchase, .none, .next, .rest])
    #expect(c.cycles[0].purchase == 2)
  }

  @Test("a sales touch within the horizon opens a loop; the same touch a moment later is a return")
  func loopUntilHorizon() throws {
    let loop = try cut([(0, "shop"), (180, "ad")], until: 181)
    #expect(loop.origins == [.new, .loop])
    #expect(loop.outcomes == [.none, .open])
    let late = try cut([(0, "shop"), (180.001, "ad")], until: 181)
    #expect(late.origins == [.new, .return])
  }

  @Test("a second purchase within the horizon is a loop of one touch")
  func repurchase() throws {
    let c = try cut([(0, "shop"), (10, "shop")], until: 11)
    #expect(c.origins == [.new, .loop])
    #expect(c.purchases.map(\.cycle) == [0, 1])
  }

  @Test("silence longer than the window is a leak and what follows is a return; silence as long as the window is not")
  func leakAndReturn() throws {
    let gone = try cut([(0, "ad"), (31, "call")], until: 32)
    #expect(gone.origins == [.new, .return])
    #expect(gone.outcomes == [.leak, .open])
    #expect(gone.returned == [true, false])
    let back = try cut([(0, "ad"), (30, "call")], until: 32)
    #expect(back.origins == [.new])
    #expect(back.outcomes == [.next, .open])
  }

  @Test("a last touch is open until its window has passed, and then a leak")
  func maturity() throws {
    #expect(try cut([(0, "ad")], until: 29.999).outcomes == [.open])
    #expect(try cut([(0, "ad")], until: 30).outcomes == [.leak])
  }

  @Test("after a purchase silence is no leak until the horizon has passed")
  func restThenLeak() throws {
    let events: [(Double, String)] = [(0, "ad"), (1, "shop"), (2, "help")]
    #expect(try cut(events, until: 180.9).outcomes == [.purchase, .none, .rest])
    #expect(try cut(events, until: 181).outcomes == [.purchase, .none, .leak])
    // Served the day before the horizon passes: too young to tell.
    #expect(try cut([(0, "shop"), (175, "help")], until: 185).outcomes == [.none, .open])
  }

  @Test("silence after a touchpoint that ends well is success once it is silence")
  func endsWell() throws {
    #expect(try cut([(0, "ad"), (1, "delivered")], until: 40).outcomes == [.next, .well])
    #expect(try cut([(0, "ad"), (1, "delivered")], until: 10).outcomes == [.next, .open])
    let back = try cut([(0, "ad"), (1, "delivered"), (60, "ad")], until: 61)
    #expect(back.outcomes == [.next, .well, .open])
    #expect(back.returned == [false, false, false])
    #expect(try cut([(0, "shop"), (1, "delivered")], until: 40).outcomes == [.none, .well])
  }

  @Test("an exit is a leak at once, however young, and coming back is a return of it")
  func exit() throws {
    #expect(try cut([(0, "ad"), (1, "leave")], until: 1).outcomes == [.next, .leak])
    let back = try cut([(0, "ad"), (1, "leave"), (2, "ad")], until: 3)
    #expect(back.origins == [.new, .return])
    #expect(back.outcomes == [.next, .leak, .open])
    #expect(back.returned == [false, true, false])
    #expect(try cut([(0, "shop"), (1, "leave")], until: 2).outcomes == [.none, .leak])
  }

  @Test("company-initiated touches and surveys neither start nor advance a journey, nor stop the clock of silence")
  func companyTouches() throws {
    let c = try cut([(0, "mail"), (1, "ad"), (20, "mail"), (25, "poll"), (40, "call"), (50, "mail")], until: 60)
    #expect(c.touches.map(\.event) == [1, 4])
    #expect(c.origins == [.new, .return])
    #expect(c.outcomes == [.leak, .open])
    #expect(try cut([(0, "mail"), (3, "poll")], until: 60).cycles.isEmpty)
  }

  @Test("a first touch by referral, or that names who referred, makes the origin a referral; a later one does not")
  func referral() throws {
    #expect(try cut([(0, "friend"), (1, "ad")], until: 2).origins == [.referral])
    #expect(try cut([(0, "ad"), (1, "ad")], until: 2, referrers: [0]).origins == [.referral])
    #expect(try cut([(0, "ad"), (60, "friend")], until: 61).origins == [.new, .return])
    #expect(try cut([(0, "shop"), (60, "friend")], until: 61).origins == [.new, .loop])
  }

  @Test("a leak inside a loop makes the next cycle a return, though the horizon has not passed")
  func leakInsideLoop() throws {
    let c = try cut([(0, "shop"), (10, "ad"), (60, "ad")], until: 61)
    #expect(c.origins == [.new, .loop, .return])
    #expect(c.outcomes == [.none, .leak, .open])
  }

  @Test("a stage's own window decides after its touchpoints")
  func ownWindow() throws {
    let c = try cut([(0, "ad"), (8, "call"), (20, "ad")], until: 21, windows: ["ad": 7 * Micros.day])
    #expect(c.outcomes == [.leak, .next, .open])
  }

  @Test("without an inactivity window nothing is a leak, however old")
  func noWindow() throws {
    let c = try cut([(0, "ad"), (5000, "call")], until: 30_000, w: .max)
    #expect(c.origins == [.new])
    #expect(c.outcomes == [.next, .open])
  }

  @Test("without a purchase a journey is one cycle with a neutral end, even when it holds an exit")
  func noPurchase() throws {
    let yaml = "client: T\ntouchpoints: [ad, {id: leave, kind: exit}]"
    let c = try cut([(0, "ad"), (1, "leave"), (2000, "ad")], until: 9000, w: .max, yaml: yaml)
    #expect(c.origins == [.new])
    #expect(c.outcomes == [.next, .next, .end])
  }

  @Test("a refund cancels the latest purchase, and a second one the purchase before")
  func refundLatest() throws {
    let c = try cut([(0, "shop"), (5, "shop"), (6, "refund")], until: 10)
    #expect(c.purchases.map(\.isCancelled) == [false, true])
    let both = try cut([(0, "shop"), (5, "shop"), (6, "refund"), (7, "refund"), (8, "refund")], until: 10)
    #expect(both.purchases.map(\.isCancelled) == [true, true])
    #expect(both.strayRefunds == 1)
  }

  @Test("a refund that names an order cancels that one")
  func refundNamed() throws {
    let c = try cut([(0, "shop"), (5, "shop"), (6, "refund")], until: 10, orders: ["a", "b", "a"])
    #expect(c.purchases.map(\.isCancelled) == [true, false])
    // The same order a second time finds nothing left; a nameless one then takes the other.
    let d = try cut(
      [(0, "shop"), (5, "shop"), (6, "refund"), (7, "refund"), (8, "refund")], until: 10,
      orders: ["a", "b", "a", "a", nil])
    #expect(d.purchases.map(\.isCancelled) == [true, true])
    #expect(d.strayRefunds == 1)
  }

  @Test("two purchases of one order are cancelled by two refunds of it")
  func refundTwoLines() throws {
    let c = try cut(
      [(0, "shop"), (0, "shop"), (6, "refund"), (7, "refund")], until: 10, orders: ["a", "a", "a", "a"])
    #expect(c.purchases.map(\.isCancelled) == [true, true])
    #expect(c.strayRefunds == 0)
  }

  @Test("a refund of an order from before the log does not cancel another order")
  func refundOfUnknownOrder() throws {
    let c = try cut([(0, "shop"), (6, "refund")], until: 10, orders: ["a", "older"])
    #expect(c.purchases.map(\.isCancelled) == [false])
    #expect(c.strayRefunds == 1)
    // Where the purchase has no order id, the refund's cannot be held against it.
    let d = try cut([(0, "shop"), (6, "refund")], until: 10, orders: [nil, "b"])
    #expect(d.purchases.map(\.isCancelled) == [true])
  }

  @Test("a refund the company books cancels the purchase without being a touch; a purchase is the customer's own")
  func companyRefund() throws {
    let yaml = """
      client: T
      touchpoints:
        - {id: shop, kind: purchase, initiated-by: company}
        - {id: refund, kind: refund, initiated-by: company}
      """
    let c = try cut([(0, "shop"), (1, "shop"), (2, "refund")], until: 10, yaml: yaml)
    #expect(c.touches.count == 2)
    #expect(c.purchases.map(\.isCancelled) == [false, true])
  }

  @Test("a refund before any purchase is stray")
  func strayRefund() throws {
    let c = try cut([(0, "refund"), (1, "shop")], until: 10)
    #expect(c.strayRefunds == 1)
    #expect(c.purchases.map(\.isCancelled) == [false])
  }

  @Test("a hundred thousand refunds of one customer do not take quadratic time", .timeLimit(.minutes(1)))
  func manyRefunds() throws {
    var events: [(Double, String)] = []
    for i in 0..<100_000 { events.append((Double(i) / 1000, "shop")) }
    for i in 0..<100_000 { events.append((100 + Double(i) / 1000, "refund")) }
    let c = try cut(events, until: 300)
    #expect(!c.purchases.contains { !$0.isCancelled })
    #expect(c.strayRefunds == 0)
  }
}
