import JourneysTestSupport
import Testing

@testable import Journeys

struct EventStorageTests {
  /// Customers of these many events: two that do not fit a block together, one of several blocks, and small ones around.
  private static let sizes = [3, 300, 300, 5000, 1, 512, 513, 1024, 2]

  private static func rows() -> [Row] {
    var rows: [Row] = []
    for (customer, size) in sizes.enumerated() {
      for i in 0..<size {
        rows.append(
          Row(
            "customer \(customer)", Double(i) / 100, i % 7 == 0 ? "buy" : "see", channel: i % 2 == 0 ? "web" : "shop",
            amount: i % 5 == 0 ? Int64(customer * 1_000_000 + i) : nil, order: i % 3 == 0 ? "\(customer) \(i)" : nil,
            referrer: i % 11 == 0 ? "friend" : nil))
      }
    }
    return rows
  }

  @Test("journeys of any length lie whole in memory, and what stands beside them is found by their places")
  func journeys() throws {
    // In an order in which no customer's rows stand together.
    let rows = Self.rows().enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
      \.element)
    let log = try assembled("client: T\ntouchpoints: [{id: see}, {id: buy, kind: purchase}]", rows).log
    #expect(log.customerCount == Self.sizes.count)
    #expect(log.eventCount == Self.sizes.reduce(0, +))
    // Customers are numbered as their first rows come, which is the order of sizes.
    for (customer, size) in Self.sizes.enumerated() {
      let places = log.events(of: customer)
      let journey = log.journey(of: customer)
      #expect(places.count == size)
      #expect(journey.count == size)
      for (i, place) in places.enumerated() {
        let expected = LoggedEvent(
          time: Int64(Double(i) / 100 * 86_400_000_000), touchpoint: i % 7 == 0 ? 1 : 0,
          channel: log.catalog.channels.firstIndex { $0.id == (i % 2 == 0 ? "web" : "shop") }.map { UInt32($0) } ?? .max
        )
        guard journey[i] == expected, log[place] == expected,
          log.amounts[place] == (i % 5 == 0 ? Int64(customer * 1_000_000 + i) : Int64.min),
          (log.orders[place] == .max) == (i % 3 != 0), log.isReferred[place] == (i % 11 == 0)
        else {
          Issue.record("customer \(customer), event \(i)")
          return
        }
      }
    }
  }

  @Test("a list in pages begins with zeros and keeps its values when it outgrows its room")
  func pages() {
    let list = PagedList<Int64>(capacity: 4)
    for i in 0..<100_000 {
      let place = list.extend(by: 3)
      #expect(place == i * 3)
      if i < 10 { #expect(list.buffer[place] == 0) }
      list.buffer[place + 1] = Int64(i)
    }
    #expect((0..<100_000).allSatisfy { list.buffer[$0 * 3 + 1] == Int64($0) && list.buffer[$0 * 3] == 0 })
  }
}
