import Analysis
import Journeys
import JourneysTestSupport
import Statistics
import Testing

@testable import Findings

/// What may be said of holes and of the chain, which follow from many counts at once.
@Suite struct HoleHidingTests {
  private let hiding = Hiding(threshold: 5)

  @Test("a share is told in the finest step that is at least the threshold's part of its base; without hiding exactly")
  func steps() {
    #expect([500, 501, 250, 100, 50, 30, 12].map { hiding.step(of: $0) } == [0.01, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5])
    #expect(Hiding(threshold: 0).step(of: 30) == 0)
    #expect(hiding.step(of: 0) == 0)
  }

  @Test("an estimate is told in whole steps, its ends outwards and within 0 and 1")
  func coarse() {
    let told = hiding.coarse(Estimate(value: 0.4825, low: 0.43, high: 0.53, n: 9), n: 250)
    #expect(told == Estimate(value: 0.48, low: 0.42, high: 0.54, n: 250))
    let edge = hiding.coarse(Estimate(value: 0.97, low: 0.9, high: 0.999, n: 9), n: 100)
    #expect(edge == Estimate(value: 0.95, low: 0.9, high: 1, n: 100))
    let exact = Estimate(value: 0.4825, low: 0.43, high: 0.53, n: 250)
    #expect(Hiding(threshold: 0).coarse(exact, n: 250) == exact)
  }

  @Test("within the scale at least as many counts as the threshold are told alike", arguments: [30, 57, 100, 250, 800])
  func alike(n: Int) {
    var sizes: [Double: Int] = [:]
    for part in 0...n {
      let share = Double(part) / Double(n)
      sizes[hiding.coarse(Estimate(value: share, low: share, high: share, n: n), n: n).value, default: 0] += 1
    }
    // The first and the last step are halves.
    for (value, size) in sizes where value > 0 && value < 1 { #expect(size >= 4, "\(value): \(size)") }
  }

  @Test("prices have two digits that count, and below ten they are whole")
  func digits() {
    #expect([0, 0.4, 3.6, 12.4, 99.4, 123, 22_726].map { hiding.twoDigits($0) } == [0, 0, 4, 12, 99, 120, 23_000])
    #expect(hiding.twoDigits(22_001, .up) == 23_000 && hiding.twoDigits(22_999, .down) == 22_000)
    #expect(Hiding(threshold: 0).twoDigits(22_726) == 22_726)
  }

  private static let project = """
    client: H
    touchpoints: [b, d, e, c, {id: shop, kind: purchase}]
    windows: {inactivity: 30d}
    """

  /// Three customers stop at c, so many more elsewhere, and others buy.
  private static var rows: [Row] {
    var rows: [Row] = []
    func add(_ touchpoint: String, leaks: Int, buys: Int) {
      for n in 0..<(leaks + buys) {
        rows.append(Row("\(touchpoint)\(n)", Double(n % 50), touchpoint))
        if n < buys { rows.append(Row("\(touchpoint)\(n)", Double(n % 50) + 1, "shop", amount: 100_000_000)) }
      }
    }
    add("b", leaks: 60, buys: 100)
    add("d", leaks: 80, buys: 90)
    add("e", leaks: 70, buys: 40)
    add("c", leaks: 3, buys: 50)
    rows.append(Row("b0", 150, "b"))
    return rows
  }

  private func findings(_ threshold: Int) throws -> (holes: HolesFindings, c: Int) {
    let blueprint = try Blueprint(yaml: Self.project, file: "project.yml")
    let log = try assembled(Self.project, Self.rows).log
    let result = try analyse(log, blueprint, threads: 1, resamples: 100) { $0 / Micros.day }
    let hiding = Hiding(threshold: threshold)
    let cells = BehaviourCells(result, log.catalog, hiding, listed: nil)
    let holes = HolesFindings(
      try #require(result.holes), log.catalog, cells, hiding.number(Int128(1), of: 300), hiding)
    return (holes, try #require(log.catalog.touchpoints.firstIndex { $0.id == "c" }))
  }

  @Test("a hole through which three were lost has no price, no shares and no place in the chain")
  func few() throws {
    let (holes, c) = try findings(5)
    let own = try #require(holes.holes.first { $0.code == c })
    #expect(own.leaks.shown == nil)
    for price in own.prices { #expect(price.purchases.isHidden && price.money.isHidden) }
    #expect(own.leaked.isHidden && own.returned.isHidden && own.decidedSeconds.isHidden)
    #expect(!holes.chain.touchpoints.contains { $0.code == c })
    #expect(holes.sensitivity?.byRate.ranked.joined().contains(c) != true)
    // What is told stands before what is not.
    let isTold = holes.holes.map { $0.half?.purchases.shown != nil }
    #expect(isTold == isTold.sorted { $0 && !$1 })
  }

  @Test("with privacy off everything is told, exactly, and the most expensive stands first")
  func off() throws {
    let (holes, c) = try findings(0)
    #expect(holes.holes.contains { $0.code == c && $0.leaks.shown == 3 })
    let prices = holes.holes.compactMap { $0.half?.purchases.shown }
    #expect(prices.count == 4)
    #expect(zip(prices, prices.dropFirst()).allSatisfy { $0.value >= $1.value })
    for price in prices {
      #expect(price.low <= price.value && price.value <= price.atMost && price.atMost <= price.high)
    }
    // 60 leaks at b, half of them at half the effect, of whom as many buy as of those who went on: all.
    let b = try #require(holes.holes.first { $0.leaks.shown == 60 }?.half?.purchases.shown)
    #expect(abs(b.value - 15) < 1 && abs(b.atMost - 30) < 1)
    #expect(holes.holes.allSatisfy { $0.half?.money.shown != nil })
  }
}
