import JourneysTestSupport
import Statistics
import Testing

@testable import Analysis
@testable import Journeys

/// What customers' files say of those who bought and of those who left.
@Suite struct CustomerSeparationTests {
  private static let yaml =
    "client: T\ntouchpoints: [ad, price, {id: buy, kind: purchase}]\nwindows: {inactivity: 7d}\nobserved-until: 1970-06-01"

  /// Sixty buyers, forty of them from the north, and sixty who left, fifteen of them from the north; the rest are from the
  /// south. Buyers have three touches, the others two, and the third of half the buyers is the price.
  private static let rows = (0..<120).flatMap { i -> [Row] in
    let (bought, place) = (i < 60, i % 60)
    let path = bought ? ["ad", "ad", place < 30 ? "price" : "ad", "buy"] : ["ad", place < 30 ? "price" : "ad"]
    return path.enumerated().map { step, touchpoint in Row("c\(i)", 1 + Double(step) / 24, touchpoint) }
  }

  private static let list: CustomerList = (0..<120).map { i in
    ("c\(i)", i % 60 < (i < 60 ? 40 : 15) ? "north" : "south")
  }

  private static func north(_ separation: Separation?) throws -> (FourfoldTable, Separation) {
    let separation = try #require(separation)
    let area = try #require(separation.attributes.first)
    // By bytes: north, south.
    let with = try #require(area.levels.first { $0.value == 0 }).with
    let rest = with.rest(of: area.known)
    return (FourfoldTable(a: with.bought, b: with.left, c: rest.bought, d: rest.left), separation)
  }

  @Test("a column of customers is four counts with an odds ratio and p, beside touches cut to equal length")
  func table() throws {
    let (table, separation) = try Self.north(analysed(Self.yaml, Self.rows, lists: [Self.list]).separation)
    #expect([table.a, table.b, table.c, table.d] == [40, 15, 20, 45])
    // 40½ × 45½ / (15½ × 20½), and χ² = 120 × 1500² / (55 × 65 × 60²) = 20.97902, by Python.
    let odds = try #require(table.oddsRatio)
    #expect(abs(odds.value - 5.799370574350905) < 1e-9)
    #expect(abs(odds.low - 2.6481124596304335) < 1e-9 && abs(odds.high - 12.700630948030387) < 1e-9)
    #expect(abs(table.pValue / 4.6434024398698e-06 - 1) < 1e-8)
    // Two touches are looked at, and the buyers' price is the third: thirty who left have it, and no buyer.
    #expect(separation.touches == 2 && separation.compared == Separation.Split(bought: 60, left: 60))
    let price = try #require(separation.touchpoints.first { $0.code == 1 })
    #expect(price.with == Separation.Split(bought: 0, left: 30))
  }

  @Test("a customer without a value, or in no list, is compared by the touches alone")
  func unknown() throws {
    var list = Self.list
    for i in 0..<10 { list[i].value = ["", "n/a", nil][i % 3] }
    list.removeLast(5)
    let (table, separation) = try Self.north(analysed(Self.yaml, Self.rows, lists: [list]).separation)
    #expect([table.a, table.b, table.c, table.d] == [30, 15, 20, 40])
    // Who is in no list is a visitor, who may have bought as somebody else.
    #expect(separation.decided == Separation.Split(bought: 60, left: 55))
  }

  @Test("the value does not depend on what the customer does, and stands beside that of the first touch")
  func besideEvents() throws {
    let rows = Self.rows.map { row -> Row in
      var row = row
      row.attribute = ["phone", "desk"][(Int(row.customer.dropFirst()) ?? 0) % 2]
      return row
    }
    let separation = try #require(try analysed(Self.yaml, rows, lists: [Self.list]).separation)
    #expect(separation.attributes.map(\.place) == [0, 1])
    #expect(
      separation.attributes[1].levels.map(\.with) == [
        Separation.Split(bought: 20, left: 45), Separation.Split(bought: 40, left: 15),
      ])
    #expect(try analysed(Self.yaml, rows).separation?.attributes == [separation.attributes[0]])
  }

  @Test("the later row counts, and the later file, where both say something")
  func later() throws {
    // In a second list everybody is from the south who is in the first half of the north, and a third says nothing.
    let second: CustomerList = (0..<20).flatMap { [("c\($0)", "north"), ("c\($0)", "south")] }
    let third: CustomerList = (0..<120).map { ("c\($0)", nil) }
    let (table, _) = try Self.north(analysed(Self.yaml, Self.rows, lists: [Self.list, second, third]).separation)
    #expect([table.a, table.b, table.c, table.d] == [20, 15, 40, 45])
  }
}
