import JourneysTestSupport
import Reading
import Testing

@testable import Analysis
@testable import Journeys

/// What separates buyers from those who left, against a slow, obvious count.
@Suite struct SeparationTests {
  /// One first journey as a reader would tell it.
  private struct Story {
    var bought: Bool
    var touches: [String]
    var kind: String?
  }

  private static func stories(_ yaml: String, _ rows: [Row]) throws -> (stories: [Story], catalog: Catalog) {
    let log = try assembled(yaml, rows).log
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let rules = try analyse(log, blueprint, threads: 1) { $0 / Micros.day }.rules
    var cutter = CycleCutter(rules, log.catalog)
    var stories: [Story] = []
    for customer in 0..<log.customerCount {
      cutter.cut(log, customer: customer)
      let own = cutter.customer
      guard let first = own.cycles.first else { continue }
      let touches = first.touches.map { own.touches[$0] }
      let isBought = first.purchase != nil && !first.isCancelled
      let isLeft = first.purchase == nil && own.cycles.count == 1 && touches.last?.outcome == .leak
      guard isBought || isLeft else { continue }
      let names = touches.map { log.catalog.touchpoints[Int($0.logged.touchpoint)] }
      let before = names.prefix { $0.kind != .purchase }.filter { $0.kind != .exit && $0.kind != .refund }
      let code = log.attributes.isEmpty ? AttributeCode.none : log.attributes[touches[0].event]
      stories.append(
        Story(
          bought: isBought, touches: before.map(\.id),
          kind: code == AttributeCode.none ? nil : log.catalog.attributes[0].values[Int(code)].id))
    }
    return (stories, log.catalog)
  }

  private static func split(_ stories: [Story]) -> Separation.Split {
    Separation.Split(bought: stories.count { $0.bought }, left: stories.count { !$0.bought })
  }

  private static func withKinds(_ rows: [Row]) -> [Row] {
    rows.enumerated().map { place, row in
      var row = row
      row.attribute = place % 7 == 0 ? nil : ["app", "web", "shop"][place * place % 3]
      return row
    }
  }

  @Test("counts equal those of a slow count over first journeys, whatever the number of touches", arguments: 1...6)
  func agreement(seed: UInt64) throws {
    let rows = Self.withKinds(randomShop(customers: 1_500, seed: seed))
    let (stories, catalog) = try Self.stories(shopProject, rows)
    let separation = try #require(try analysed(shopProject, rows).separation)
    #expect(separation.decided == Self.split(stories))
    func median(_ bought: Bool) -> Int {
      let sorted = stories.filter { $0.bought == bought && !$0.touches.isEmpty }.map(\.touches.count).sorted()
      return sorted[(sorted.count + 1) / 2 - 1]
    }
    let touches = min(median(true), median(false))
    #expect(separation.touches == touches)
    let compared = stories.filter { $0.touches.count >= touches }
    #expect(separation.compared == Self.split(compared))
    #expect(!separation.touchpoints.isEmpty)
    for touchpoint in separation.touchpoints {
      let id = catalog.touchpoints[touchpoint.code].id
      #expect(touchpoint.with == Self.split(compared.filter { $0.touches.prefix(touches).contains(id) }), "\(id)")
      #expect(!["till", "web_shop", "leave", "money_back", "mail", "poll"].contains(id))
    }
    let attribute = try #require(separation.attributes.first)
    #expect(attribute.known == Self.split(stories.filter { $0.kind != nil }))
    for (value, with) in attribute.levels {
      let id = catalog.attributes[0].values[value].id
      #expect(with == Self.split(stories.filter { $0.kind == id }), "\(id)")
    }
  }

  @Test("every number of touches is kept, and the order of customers changes nothing", arguments: [7, 8])
  func everyNumber(seed: UInt64) throws {
    let rows = Self.withKinds(randomShop(customers: 600, seed: seed, most: 30))
    let (stories, catalog) = try Self.stories(shopProject, rows)
    func tally(_ rows: [Row]) throws -> SeparationTally {
      let log = try assembled(shopProject, rows).log
      let blueprint = try Blueprint(yaml: shopProject, file: "project.yml")
      var cutter = CycleCutter(try analyse(log, blueprint, threads: 1) { $0 / Micros.day }.rules, log.catalog)
      // In two parts that meet in the end, as two cores would count.
      var parts = [SeparationTally(log.catalog), SeparationTally(log.catalog)]
      for customer in 0..<log.customerCount {
        cutter.cut(log, customer: customer)
        parts[customer % 2].add(cutter.customer, log, customer: customer)
      }
      parts[1].merge(parts[0])
      return parts[1]
    }
    let own = try tally(rows)
    let byName = rows.enumerated().sorted { ($0.element.customer, $0.offset) < ($1.element.customer, $1.offset) }
    #expect(try tally(byName.map(\.element)) == own)
    for m in 1...SeparationTally.mostTouches {
      let compared = stories.filter { $0.touches.count >= m }
      #expect(own.journeys(.bought, withTouches: m) == Self.split(compared).bought)
      for (code, touchpoint) in catalog.touchpoints.enumerated() {
        let with = Self.split(compared.filter { $0.touches.prefix(m).contains(touchpoint.id) })
        #expect(own.journeys(.bought, with: code, amongFirst: m) == with.bought, "\(touchpoint.id) \(m)")
        #expect(own.journeys(.left, with: code, amongFirst: m) == with.left, "\(touchpoint.id) \(m)")
      }
    }
  }

  @Test("two threads count what one counts, and a customer has the value of the first touch")
  func threads() throws {
    let rows = Self.withKinds(randomShop(customers: 1_000, seed: 3))
    #expect(try analysed(shopProject, rows, threads: 2).separation == analysed(shopProject, rows).separation)
    // Forty buy on the phone after they came on the desk, forty come on the phone and stay away.
    let yaml =
      "client: T\ntouchpoints: [ad, {id: buy, kind: purchase}]\nwindows: {inactivity: 7d}\nobserved-until: 1970-06-01"
    let few = (0..<80).flatMap { i -> [Row] in
      var ad = Row("c\(i)", 1, "ad")
      ad.attribute = i < 40 ? "desk" : "phone"
      var buy = Row("c\(i)", 2, i < 40 ? "buy" : "ad")
      buy.attribute = "phone"
      return [ad, buy]
    }
    let attribute = try #require(try analysed(yaml, few).separation?.attributes.first)
    #expect(
      attribute.levels.map(\.with) == [Separation.Split(bought: 40, left: 0), Separation.Split(bought: 0, left: 40)])
  }

  @Test("nothing is compared where fewer than thirty bought, and values of few are told together")
  func few() throws {
    func rows(buyers: Int) -> [Row] {
      (0..<200).flatMap { i -> [Row] in
        var ad = Row("c\(i)", 1, "ad")
        ad.attribute = i % 4 == 0 ? "rare\(i)" : ["app", "web"][i % 2]
        return [ad] + (i < buyers ? [Row("c\(i)", 2, "buy")] : [])
      }
    }
    let yaml =
      "client: T\ntouchpoints: [ad, {id: buy, kind: purchase}]\nwindows: {inactivity: 7d}\nobserved-until: 1970-06-01"
    #expect(try analysed(yaml, rows(buyers: 29)).separation == nil)
    let attribute = try #require(try analysed(yaml, rows(buyers: 100)).separation?.attributes.first)
    #expect(attribute.levels.map(\.with.all) == [100, 50])
    #expect(attribute.comparesOthers && attribute.others == Separation.Split(bought: 25, left: 25))
    #expect(try analysed("client: T", rows(buyers: 100)).separation == nil)
  }
}
