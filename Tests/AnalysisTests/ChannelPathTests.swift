import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Ways over channels: from the first touch to the first purchase, and the service after it.
@Suite struct ChannelPathTests {
  private static let project = """
    client: T
    windows: {inactivity: 30d, repurchase: 90d}
    touchpoints:
      - {id: look}
      - {id: mail, initiated-by: company}
      - {id: buy, kind: purchase}
      - {id: help, kind: service}
      - {id: back, kind: refund}
    channel-groups: [{id: online, channels: [site, ad]}]
    """

  private func ways(_ rows: [Row], _ yaml: String = project) throws -> [String] {
    let result = try analysed(yaml, rows)
    let catalog = try assembled(yaml, rows).log.catalog
    return result.channelPaths.top(100).map { way in
      let names = [way.steps, way.service].map { $0.map { catalog.channelID($0) ?? "?" }.joined(separator: ">") }
      return "\(names.filter { !$0.isEmpty }.joined(separator: " | ")) \(way.buyers)"
    }
  }

  @Test(
    "a click and the site it leads to are one, repeats are told once, service follows the first purchase that stands")
  func worked() throws {
    let rows = [
      // Online, then the shop; telephone after it. What comes after the next purchase is another journey's.
      Row("a", 0, "look", channel: "ad"), Row("a", 1, "look", channel: "site"), Row("a", 2, "buy", channel: "shop"),
      Row("a", 3, "help", channel: "phone"), Row("a", 4, "help", channel: "phone"), Row("a", 5, "buy", channel: "site"),
      Row("a", 6, "help", channel: "shop"),
      // The same, over a touch without a channel and a letter.
      Row("b", 0, "look", channel: "site"), Row("b", 1, "look"), Row("b", 1.5, "mail", channel: "post"),
      Row("b", 2, "buy", channel: "shop"), Row("b", 3, "help", channel: "phone"),
      // To and fro, no service.
      Row("c", 0, "look", channel: "shop"), Row("c", 1, "look", channel: "site"), Row("c", 2, "buy", channel: "shop"),
      // The purchase that stands is the second one, of another journey.
      Row("d", 0, "buy", channel: "phone"), Row("d", 1, "back", channel: "phone"), Row("d", 2, "buy", channel: "ad"),
      // Has not bought; bought in a channel nobody knows; began in one.
      Row("e", 0, "look", channel: "site"), Row("f", 0, "look", channel: "site"), Row("f", 1, "buy"),
      Row("g", 0, "look"), Row("g", 1, "buy", channel: "shop"),
    ]
    #expect(try ways(rows) == ["online>shop | phone 2", "phone>online 1", "shop>online>shop 1"])
    let apart = Self.project.replacing("channel-groups: [{id: online, channels: [site, ad]}]", with: "")
    #expect(
      try ways(rows, apart) == [
        "ad>site>shop | phone 1", "phone>ad 1", "shop>site>shop 1", "site>shop | phone 1",
      ])
  }

  @Test("ways of more than eight channels are counted and not kept")
  func long() throws {
    func rows(_ touches: Int) -> [Row] {
      (0..<touches).map { Row("a", Double($0), "look", channel: $0 % 2 == 0 ? "site" : "shop") }
        + [Row("a", Double(touches), "buy", channel: "phone")]
    }
    #expect(try ways(rows(7)) == ["online>shop>online>shop>online>shop>online>phone 1"])
    let tally = try analysed(Self.project, rows(8)).channelPaths
    #expect(tally.top(9).isEmpty && tally.longer == 1)
  }

  @Test(
    "at random clients they are a slow count's, and add up to where customers started and bought", arguments: [3, 4])
  func random(_ seed: UInt64) throws {
    let rows = randomShop(customers: 600, seed: seed)
    let yaml = shopProject + "\nchannel-groups: [{id: remote, channels: [web, phone]}]"
    let result = try analysed(yaml, rows)
    let two = try analysed(yaml, rows, threads: 2)
    #expect(result.channelPaths.top(1000) == two.channelPaths.top(1000))
    let log = try assembled(yaml, rows).log
    let places = log.catalog.channelPlaces
    var ends: [UInt32: [UInt32: Int]] = [:]
    for way in result.channelPaths.top(10_000) {
      let (first, last) = (try #require(way.steps.first), try #require(way.steps.last))
      ends[first, default: [:]][last, default: 0] += way.buyers
      #expect(zip(way.steps, way.steps.dropFirst()).allSatisfy { $0 != $1 } && way.steps.count <= 8)
    }
    var kept = 0
    for entry in result.channels.customers.mapped(
      { Int($0) < places.count ? places[Int($0)] : $0 }, { Int($0) < places.count ? places[Int($0)] : $0 }
    ).sorted
    where log.catalog.channelID(entry.a) != nil && log.catalog.channelID(entry.b) != nil {
      kept += entry.count
      #expect(ends[entry.a]?[entry.b] ?? 0 <= entry.count)
    }
    let all = ends.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    #expect(all + result.channelPaths.longer == kept && kept > 50)
  }
}
