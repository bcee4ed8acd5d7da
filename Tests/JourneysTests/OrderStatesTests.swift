import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Columns that say how the order of each row stands.
@Suite struct OrderStatesTests {
  private func loaded(_ text: String, _ source: String) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", text)
    let blueprint = try Blueprint(yaml: "client: x\nsources: [{file: a.csv\(source)}]", file: "p.yml")
    return try load(
      blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: path, name: "a.csv")])])
  }

  /// Nineteen payments, of which the six of the days 11, 14 … 26 were given back.
  private func payments(_ state: String) -> String {
    "id,Customer,Date,\(state),Amount\n"
      + (10...28).map {
        "r\($0),c\($0 % 7),2026-01-\($0) 10:00,\(["Paid", "Paid", "Refunded"][$0 % 3]),100\n"
      }.joined()
  }

  @Test("a row's own state cancels no other order, and it is said")
  func ownStates() throws {
    let columns = ", columns: {customer: Customer, time: Date, touchpoint: Status, amount: Amount"
    let states = try loaded(payments("Status"), columns + "}")
    #expect(states.quality.guessedPurchases == ["Paid"])
    #expect(states.quality.guessedRefunds == [])
    #expect(
      states.quality.sources[0].orderStates
        == OrderStates(column: "Status", values: ["Refunded"], isTouchpoint: true))
    // Where rows name their order, a refund takes back that one and no other.
    let named = try loaded(payments("Status"), columns + ", order: id}")
    #expect(named.quality.guessedRefunds == ["Refunded"])
    #expect(named.quality.sources[0].orderStates == nil)
    let documents = try loaded(
      payments("Type"), ", columns: {customer: Customer, time: Date, touchpoint: Type, amount: Amount}")
    #expect(documents.quality.guessedRefunds == ["Refunded"])
    #expect(documents.quality.sources[0].orderStates == nil)
  }

  private func orders(_ states: [String]) -> String {
    "Order Number,Customer Email,Order Date,Order Total,Status\n"
      + (0..<60).map {
        "#\(1000 + $0),u\($0 % 20)@x.org,2025-01-\(10 + $0 % 19),\($0).50,\(states[$0 % states.count])\n"
      }.joined()
  }

  @Test("orders that count although a column calls them undone are said, unless they are left out")
  func undone() throws {
    let all = try loaded(orders(["Completed", "Cancelled", "Payment failed"]), "")
    #expect(all.log.eventCount == 60)
    #expect(
      all.quality.sources[0].orderStates
        == OrderStates(column: "Status", values: ["Cancelled", "Payment failed"], isTouchpoint: false))
    let sound = try loaded(orders(["Completed", "Pending"]), "")
    #expect(sound.quality.sources[0].orderStates == nil)
    let filtered = try loaded(orders(["Completed", "Cancelled"]), ", filter: [{where: {Status: Cancelled}}]")
    #expect(filtered.log.eventCount == 30)
    #expect(filtered.quality.sources[0].orderStates == nil)
  }

  @Test(
    "which states mean that an order came to nothing",
    arguments: [
      ("Refunded", true), ("canceled", true), ("Payment failed", true), ("voided", true), ("Declined", true),
      ("בוטלה", true), ("מבוטל", true), ("הוחזר", true), ("Completed", false), ("paid", false),
      ("partially_refunded", false), ("Not cancelled", false), ("pending", false), ("NV", false), ("", false),
    ])
  func words(_ state: String, _ isUndone: Bool) { #expect(OrderStates.meansUndone(state) == isUndone) }
}
