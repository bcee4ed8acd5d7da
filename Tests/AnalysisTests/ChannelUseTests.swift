import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Channels one by one: who uses each, from where, to where, and who no other.
@Suite struct ChannelUseTests {
  private static let project = """
    client: T
    windows: {inactivity: 30d}
    touchpoints: [look, {id: letter, initiated-by: company}, {id: buy, kind: purchase}]
    channel-groups: [{id: online, channels: [ad, site]}]
    """

  @Test("forty customers who go from online to the shop, thirty of the shop alone, and a few who go to and fro")
  func worked() throws {
    var rows: [Row] = []
    for i in 0..<40 {
      rows += [
        Row("a\(i)", 0, "look", channel: "ad"), Row("a\(i)", 1, "look", channel: "site"),
        Row("a\(i)", 1.5, "letter", channel: "post"), Row("a\(i)", 2, "buy", channel: "shop"),
        // Back again: neither is a first stay.
        Row("a\(i)", 3, "look", channel: "site"),
      ]
    }
    for i in 0..<30 { rows.append(Row("b\(i)", 0, "buy", channel: "shop")) }
    // Of one channel as far as is known, which is not far enough; and from a touch of no channel.
    for i in 0..<7 { rows += [Row("c\(i)", 0, "look"), Row("c\(i)", 1, "buy", channel: "shop")] }
    for i in 0..<5 { rows += [Row("d\(i)", 0, "look", channel: "phone"), Row("d\(i)", 1, "buy", channel: "shop")] }
    let result = try analysed(Self.project, rows)
    let use = result.channelUse
    let catalog = try assembled(Self.project, rows).log.catalog
    #expect(use.rows.map { catalog.channelID($0.place) } == ["shop", "online"])
    #expect(use.rows.map(\.customers) == [82, 40] && use.rows.map(\.only) == [30, 0] && use.onlyOne == 30)
    // To the shop: 30 began there, 40 came from online, 7 from nobody knows where and 5 from the telephone.
    #expect(use.rows[0].startedHere == 30 && use.rows[0].from == [0, 40] && use.rows[0].fromOthers == 12)
    #expect(use.rows[0].to == [0, 40] && use.rows[0].endedHere == 42 && use.rows[0].toOthers == 0)
    #expect(use.rows[1].startedHere == 40 && use.rows[1].to == [40, 0] && use.rows[1].endedHere == 0)
  }

  @Test("at random clients they are a slow count's, from one and two threads", arguments: [5, 6])
  func random(_ seed: UInt64) throws {
    let rows = randomShop(customers: 500, seed: seed)
    let use = try analysed(shopProject, rows).channelUse
    #expect(try analysed(shopProject, rows, threads: 2).channelUse == use && use.rows.count == 3)
    let log = try assembled(shopProject, rows).log
    let isOwn = log.catalog.touchpoints.map(\.isCustomerTouch)
    for row in use.rows {
      var (customers, only, started, ended) = (0, 0, 0, 0)
      for customer in 0..<log.customerCount {
        let touches = log.events(of: customer).map { log[$0] }.filter { isOwn[Int($0.touchpoint)] }.map(\.channel)
        guard let place = touches.firstIndex(of: row.place) else { continue }
        customers += 1
        if touches.allSatisfy({ $0 == row.place }) { only += 1 }
        if place == 0 { started += 1 }
        let after = touches[place...].filter { $0 != Catalog.noChannel && $0 != row.place }
        if after.isEmpty { ended += 1 }
      }
      #expect([row.customers, row.only, row.startedHere, row.endedHere] == [customers, only, started, ended])
      #expect(row.from.reduce(row.fromOthers + row.startedHere, +) == row.customers)
      #expect(row.to.reduce(row.toOthers + row.endedHere, +) == row.customers)
    }
  }
}
