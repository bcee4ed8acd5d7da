import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// What a purchase and a refund are where no project file says so.
@Suite struct GuessedPurchaseTests {
  /// A project without touchpoints over some files, which are listed in the order of their names.
  private func loaded(_ files: [String: String]) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    for (name, text) in files { _ = try folder.write(name, text) }
    let names = files.keys.sorted()
    let blueprint = try Blueprint(
      yaml: "client: x\nsources: [{file: [\(names.joined(separator: ", "))]}]", file: "p.yml")
    let inputs = names.map { InputFile(path: folder.path($0), name: $0) }
    return try load(blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: inputs)])
  }

  /// How many events the touchpoints of a kind have, and their amounts in whole units.
  private func total(_ loaded: LoadedLog, _ kind: TouchpointKind) -> [Int] {
    let touchpoints = loaded.log.catalog.touchpoints
    var (events, amount) = (0, 0)
    for part in loaded.log.parts {
      for place in (0..<part.customerCount).flatMap({ part.events(of: $0) })
      where touchpoints[Int(part[place].touchpoint)].kind == kind {
        events += 1
        if part.amounts[place] != .min { amount += Int(part.amounts[place] / 1_000_000) }
      }
    }
    return [events, amount]
  }

  /// A log of touches, every third of which is an order of ten.
  private func log(_ order: String, amounts: Bool, ids: Bool = false) -> String {
    "customer,time,activity" + (amounts ? ",amount" : "") + (ids ? ",order_id" : "") + "\n"
      + (10...28).map { day in
        "c\(day),2026-01-\(day) 09:00,Website" + (amounts ? "," : "") + (ids ? "," : "") + "\n"
          + "c\(day),2026-01-\(day) 10:00,Phone call" + (amounts ? "," : "") + (ids ? "," : "") + "\n"
          + "c\(day),2026-01-\(day) 11:00,\(order)" + (amounts ? ",10" : "") + (ids ? ",o\(day)" : "") + "\n"
      }.joined()
  }

  private func orders(_ prefix: String, amount: Int) -> String {
    "order_id,order_date,customer_id,amount\n"
      + (10...28).map { "\(prefix)\($0),2026-01-\($0) 15:00,c\($0),\(amount)\n" }.joined()
  }

  @Test("a file of orders beside a log takes nothing from the log's own orders")
  func everySource() throws {
    let loaded = try loaded(["a.csv": log("Order", amounts: true, ids: true), "b.csv": orders("t", amount: 100)])
    #expect(loaded.quality.guessedPurchases == ["Order", "purchase"])
    #expect(total(loaded, .purchase) == [38, 19 * 110])
  }

  @Test("the same orders in the log and in the file count once")
  func sameOrders() throws {
    let loaded = try loaded(["a.csv": log("Order", amounts: true, ids: true), "b.csv": orders("o", amount: 10)])
    #expect(total(loaded, .purchase) == [19, 190])
  }

  @Test("a site's purchases without money and a till's invoices with money are both")
  func siteAndTill() throws {
    let till =
      "client_no,doc date,doc type,total\n" + (10...28).map { "c\($0),2026-01-\($0) 15:00,חשבונית,100\n" }.joined()
      + (10...13).map { "c\($0),2026-01-30 15:00,חשבונית זיכוי,-100\n" }.joined()
    let loaded = try loaded(["a.csv": log("purchase", amounts: false), "b.csv": till])
    #expect(loaded.quality.guessedPurchases == ["purchase", "חשבונית"])
    #expect(total(loaded, .purchase) == [38, 1900])
  }

  @Test("what stands beside a sure purchase, or has no money beside one elsewhere, is a step to it")
  func steps() {
    func guess(_ sources: [[String]], paid: Set<String>) -> [String] {
      PurchaseWords.purchases(sources) { wanted in
        Dictionary(uniqueKeysWithValues: wanted.map { ($0, paid.contains($0) ? 1 : 0) })
      }
    }
    #expect(guess([["Visit", "Payment", "purchase"]], paid: ["Payment"]) == ["purchase"])
    // The same in a month without any purchase.
    #expect(guess([["Visit", "Payment", "purchase"], ["Visit", "Payment"]], paid: ["Payment"]) == ["purchase"])
    #expect(guess([["Visit", "purchase"], ["Call", "Order"]], paid: []) == ["purchase"])
    #expect(guess([["Visit", "purchase"], ["Call", "Order"]], paid: ["Order"]) == ["Order", "purchase"])
    #expect(guess([["Visit", "Order", "Payment"]], paid: ["Order"]) == ["Order"])
    #expect(guess([["Visit", "Order", "Payment"]], paid: []) == ["Order", "Payment"])
    #expect(guess([["Visit", "Call"]], paid: ["Visit"]) == [])
  }

  /// A till's sales of a hundred, and four rows of another type.
  private func till(_ type: String, _ amount: String) -> String {
    "Customer,Date,Type,Amount\n" + (10...28).map { "c\($0),2026-01-\($0) 10:00,Sale,100\n" }.joined()
      + (10...13).map { "c\($0),2026-01-30 10:00,\(type),\(amount)\n" }.joined()
  }

  @Test(
    "rows below nothing beside sales above it are refunds, whatever the till calls them",
    arguments: ["Return", "Returned", "Return to store", "Gutschrift", "Avoir", "Rückgabe", "CM", "זיכוי", "Refund"])
  func refunds(_ type: String) throws {
    let loaded = try loaded(["a.csv": till(type, "-100")])
    #expect(loaded.quality.guessedPurchases == ["Sale"])
    #expect(loaded.quality.guessedRefunds == [type])
    #expect(total(loaded, .refund)[0] == 4)
  }

  @Test(
    "a touch without money, an amount above nothing and what is taken off or paid out are no refunds",
    arguments: [
      ("Return", ""), ("Return visit", ""), ("Returning", "100"), ("Return", "100"), ("Discount", "-100"),
      ("Payout", "-100"), ("Payment", "-100"), ("הנחה", "-100"), ("Refund request", "-100"),
    ])
  func noRefunds(_ type: String, _ amount: String) throws {
    let loaded = try loaded(["a.csv": till(type, amount)])
    #expect(loaded.quality.guessedRefunds == [])
    #expect(total(loaded, .refund) == [0, 0])
  }

  @Test("more rows below nothing than there are sales give none of them back")
  func manyBelowNothing() throws {
    let costs = (10...28).map { "c\($0),2026-01-\($0) 12:00,Delivered,-5\nc\($0),2026-01-\($0) 13:00,Delivered,-5\n" }
    let loaded = try loaded(["a.csv": till("Visit", "") + costs.joined()])
    #expect(loaded.quality.guessedRefunds == [])
  }
}
