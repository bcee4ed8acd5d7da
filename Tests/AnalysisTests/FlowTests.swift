import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

@Suite struct FlowTests {
  @Test("mean and median seconds of an edge, odd and even, by hand")
  func seconds() throws {
    func rows(_ gaps: [Int64]) -> [Row] {
      gaps.enumerated().flatMap { i, gap in
        [Row("u\(i)", micros: 0, "a"), Row("u\(i)", micros: gap * Micros.second, "b")]
      }
    }
    let odd = try analysed("client: T", rows([60, 10, 20])).directlyFollows.edges
    #expect(odd == [DirectlyFollows.Edge(from: 0, to: 1, count: 3, meanSeconds: 30, medianSeconds: 20)])
    let even = try analysed("client: T", rows([110, 60, 10, 20])).directlyFollows.edges
    #expect(even == [DirectlyFollows.Edge(from: 0, to: 1, count: 4, meanSeconds: 50, medianSeconds: 40)])
  }

  @Test("directly-follows, starts, ends and variants equal a slow count over whole journeys", arguments: 1...5)
  func agreement(seed: UInt64) throws {
    let rows = randomShop(customers: 500, seed: seed, most: 5)
    let log = try assembled(shopProject, rows).log
    let result = try analysed(shopProject, rows)
    // Straight from the rows, sorted by time alone, which is stable.
    var journeys: [String: [Row]] = [:]
    for row in rows { journeys[row.customer, default: []].append(row) }
    var pairs: [String: [Int64]] = [:]
    var starts: [String: Int] = [:]
    var ends: [String: Int] = [:]
    var variants: [[String]: Int] = [:]
    for journey in journeys.values {
      let sorted = journey.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
        \.element)
      starts[sorted[0].touchpoint, default: 0] += 1
      ends[sorted[sorted.count - 1].touchpoint, default: 0] += 1
      variants[sorted.map(\.touchpoint), default: 0] += 1
      for (x, y) in zip(sorted, sorted.dropFirst()) {
        pairs[x.touchpoint + ">" + y.touchpoint, default: []].append(y.time - x.time)
      }
    }
    let ids = log.catalog.touchpoints.map(\.id)
    #expect(result.flow.customers == journeys.count)
    #expect(result.directlyFollows.edges.count == pairs.count)
    for edge in result.directlyFollows.edges {
      let times = (pairs[ids[edge.from] + ">" + ids[edge.to]] ?? []).sorted()
      #expect(edge.count == times.count)
      let mean = Double(times.reduce(0, +)) / Double(times.count) / 1e6
      #expect(abs(edge.meanSeconds - mean) <= 1e-6 * max(1, mean))
      let median = (Double(times[(times.count - 1) / 2]) + Double(times[times.count / 2])) / 2 / 1e6
      #expect(abs(edge.medianSeconds - median) <= 1e-6)
    }
    for (code, id) in ids.enumerated() {
      #expect(result.flow.starts[code] == starts[id, default: 0])
      #expect(result.flow.ends[code] == ends[id, default: 0])
    }
    let top = result.flow.variants.top(.max)
    #expect(top.count == variants.count)
    #expect(result.flow.variants.count == variants.count)
    for variant in top { #expect(variants[variant.touchpoints.map { ids[Int($0)] }] == variant.count) }
    #expect(zip(top, top.dropFirst()).allSatisfy { $0.count >= $1.count })
    #expect(result.flow.variants.singletons == variants.values.filter { $0 == 1 }.count)
  }

  @Test("edges are listed by count, then by the bytes of their ids")
  func edgeOrder() throws {
    let rows = [("u", "b"), ("u", "a"), ("u", "b"), ("v", "a"), ("v", "c"), ("w", "b"), ("w", "a")].enumerated()
      .map { Row($0.element.0, Double($0.offset), $0.element.1) }
    let edges = try analysed("client: T", rows).directlyFollows.edges
    #expect(edges.map { [$0.from, $0.to, $0.count] } == [[1, 0, 2], [0, 1, 1], [0, 2, 1]])
  }

  @Test(
    "of more than ten thousand pairs, those more frequent than all that do not fit are listed, and the rest counted")
  func manyPairs() throws {
    // 105 touchpoints follow one another once in every order, 11,025 pairs; those of the first five once more.
    var rows: [Row] = []
    for from in 0..<105 {
      for to in 0..<105 {
        for turn in 0..<(from < 5 && to < 5 ? 2 : 1) {
          rows.append(Row("\(from)-\(to)-\(turn)", 0, "t\(from)"))
          rows.append(Row("\(from)-\(to)-\(turn)", 1, "t\(to)"))
        }
      }
    }
    let catalog = try assembled("client: T", rows).log.catalog
    let follows = try analysed("client: T", rows).directlyFollows
    #expect(follows.edges.count == 25)
    #expect(follows.edges.allSatisfy { $0.count == 2 })
    #expect(follows.omittedPairs == 11_000)
    for (code, touchpoint) in catalog.touchpoints.enumerated() {
      let number = try #require(Int(touchpoint.id.dropFirst()))
      #expect(follows.omittedFrom[code] == (number < 5 ? 100 : 105))
      #expect(follows.omittedTo[code] == (number < 5 ? 100 : 105))
    }
  }

  @Test("variants of one count are listed by the bytes of their ids, whatever the order of declaration")
  func variantOrder() throws {
    let yaml = "client: T\ntouchpoints: [z, b, a]"
    let rows = [
      Row("u", 0, "z"), Row("v", 0, "a"), Row("v", 1, "z"), Row("w", 0, "a"), Row("x", 0, "b"), Row("y", 0, "b"),
    ]
    let catalog = try assembled(yaml, rows).log.catalog
    let top = try analysed(yaml, rows).flow.variants.top(3, catalog)
    #expect(top.map { $0.touchpoints.map { catalog.touchpoints[Int($0)].id } } == [["b"], ["a"], ["a", "z"]])
    #expect(top.map(\.count) == [2, 1, 1])
  }

  @Test("pairs with and without codes are all counted, also across growth and merging")
  func pairCounts() {
    var counts = PairCounts()
    var other = PairCounts()
    for i in 0..<5000 {
      counts.add(UInt32(i % 97), UInt32(i % 89))
      other.add(.max, .max)
    }
    counts.add(.max, .max, 3)
    counts.add(.max, 0)
    counts.merge(other)
    let sorted = counts.sorted
    #expect(sorted.reduce(0) { $0 + $1.count } == 10_004)
    #expect(sorted.last?.count == 5003)
    #expect(sorted.count == 5000 + 2)
  }

  @Test("where people started and where they bought, by channel, counts unknown channels too")
  func channels() throws {
    let yaml = "client: T\ntouchpoints: [a, {id: shop, kind: purchase}, {id: refund, kind: refund}]"
    let rows = [
      Row("u", 0, "a"), Row("u", 1, "shop"), Row("v", 0, "a", channel: "app"), Row("v", 1, "shop", channel: "web"),
      Row("w", 0, "a", channel: "app"), Row("x", 0, "shop", channel: "web"), Row("x", 1, "shop", channel: "app"),
      Row("x", 2, "refund"), Row("y", 0, "shop", channel: "web"), Row("y", 1, "refund"),
    ]
    let tally = try analysed(yaml, rows).channels
    func lines(_ pairs: PairCounts) -> [String] {
      let names = ["app", "web"]
      func name(_ code: UInt32) -> String {
        code == Catalog.noChannel ? "none" : code == ChannelTally.notBought ? "not" : names[Int(code)]
      }
      return pairs.sorted.map { "\(name($0.a))>\(name($0.b)) \($0.count)" }
    }
    #expect(lines(tally.customers) == ["app>web 1", "app>not 1", "web>web 1", "web>not 1", "none>none 1"])
    // x's second cycle bought, but the purchase was cancelled.
    #expect(lines(tally.cycles) == ["app>web 1", "app>not 2", "web>web 1", "web>not 1", "none>none 1"])
  }
}
