import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

@Suite struct InvarianceTests {
  @Test("the number of threads changes nothing")
  func threads() throws {
    let rows = randomShop(customers: 2300, seed: 11, most: 6)
    for yaml in [shopProject, "client: T", shopProject.replacing("inactivity: 30d", with: "inactivity: auto")] {
      let one = try analysed(yaml, rows, threads: 1)
      for threads in [2, 7] { expectSame(one, try analysed(yaml, rows, threads: threads), "\(threads) threads") }
    }
  }

  @Test("interleaving customers differently changes nothing", arguments: 1...3)
  func interleaving(seed: UInt64) throws {
    let rows = randomShop(customers: 300, seed: seed)
    let one = try analysed(shopProject, rows)
    // All customers' first rows, then all second rows; each customer's own order is kept.
    var rank: [String: Int] = [:]
    let ranked = rows.map { row -> (Int, Row) in
      rank[row.customer, default: 0] += 1
      return (rank[row.customer, default: 0], row)
    }
    let mixed = ranked.enumerated().sorted { ($0.element.0, -$0.offset) < ($1.element.0, -$1.offset) }.map(\.element.1)
    expectSame(one, try analysed(shopProject, mixed))
    expectSame(try analysed("client: T", rows), try analysed("client: T", mixed))
  }

  @Test("with ties by stage no shuffle of rows changes anything", arguments: 1...3)
  func shuffles(seed: UInt64) throws {
    let rows = randomShop(customers: 300, seed: seed)
    var random = Seeded(seed)
    for yaml in [shopProject, "client: T"].map({ $0 + "\nties: stage-order" }) {
      let one = try analysed(yaml, rows)
      for _ in 0..<3 { expectSame(one, try analysed(yaml, rows.shuffled(using: &random))) }
    }
  }

  @Test("twice the customers give twice the counts")
  func doubling() throws {
    let rows = randomShop(customers: 300, seed: 21)
    let twins = rows.map { row in
      var row = row
      row.customer += "'"
      row.order = row.order.map { $0 + "'" }
      return row
    }
    let one = try analysed(shopProject, rows)
    let two = try analysed(shopProject, rows + twins)
    #expect(two.flow.events == one.flow.events.map { $0 * 2 })
    #expect(two.directlyFollows.edges.map(\.count) == one.directlyFollows.edges.map { $0.count * 2 })
    #expect(two.directlyFollows.edges.map(\.medianSeconds) == one.directlyFollows.edges.map(\.medianSeconds))
    #expect(two.funnel.customers.ordered == one.funnel.customers.ordered.map { $0 * 2 })
    #expect(two.funnel.cycles.strict == one.funnel.cycles.strict.map { $0 * 2 })
    #expect(two.funnel.customers.attempts == one.funnel.customers.attempts.map { $0 * 2 })
    #expect(two.funnel.customers.immature == one.funnel.customers.immature * 2)
    #expect(two.sieve.cycles == one.sieve.cycles.map { $0 * 2 })
    #expect(two.amount == one.amount * 2)
    #expect(two.blindness?.reasons.map(\.count) == one.blindness?.reasons.map { $0.count * 2 })
    var doubled = one.sieve
    doubled.merge(one.sieve)
    #expect(two.sieve == doubled)
    #expect(one.purchases > 50)
  }

  @Test("a funnel of a random log never rises, and its modes keep their order", arguments: 1...3)
  func funnels(seed: UInt64) throws {
    let result = try analysed(shopProject, randomShop(customers: 400, seed: seed))
    for counts in [result.funnel.customers, result.funnel.cycles] {
      for n in [counts.ordered, counts.strict, counts.anyOrder, counts.firstEntry, counts.attempts] {
        #expect(zip(n, n.dropFirst()).allSatisfy { $0 >= $1 })
      }
      for j in counts.ordered.indices {
        #expect(counts.strict[j] <= counts.ordered[j])
        #expect(counts.firstEntry[j] <= counts.ordered[j])
        #expect(counts.ordered[j] <= counts.anyOrder[j])
      }
    }
    #expect(result.funnel.customers.ordered[0] > 100)
  }

  @Test("one customer with two hundred thousand events is analysed in ordinary time", .timeLimit(.minutes(2)))
  func oneLongJourney() throws {
    let rows = (0..<200_000).map { Row("u", micros: Int64($0) * 40 * Micros.second, shopTouchpoints[$0 * 7 % 13]) }
    let result = try analysed(shopProject, rows)
    #expect(result.flow.events.reduce(0, +) == 200_000)
  }

  @Test("a hundred thousand events in one instant are analysed in ordinary time", .timeLimit(.minutes(2)))
  func oneInstant() throws {
    let rows = (0..<100_000).map { Row("u", 1, shopTouchpoints[$0 * 7 % 13]) }
    #expect(try analysed(shopProject + "\nties: stage-order", rows).flow.events.reduce(0, +) == 100_000)
  }

  @Test("an empty log is analysed: nothing of nothing")
  func empty() throws {
    let result = try analysed(shopProject, [])
    #expect(result.cycles == 0)
    #expect(result.funnel.customers.totalConversion == nil)
    #expect(result.blindness?.share == nil)
  }
}
