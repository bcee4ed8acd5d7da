import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

@Suite struct CollapseTests {
  private func collapsed(_ paths: [(String, Int)]) -> [String: Int] {
    var counts = VariantCounts(touchpoints: 26)
    let first = UInt32(UnicodeScalar("A").value)
    for (path, count) in paths { counts.add(path.unicodeScalars.map { $0.value - first }[...], count) }
    let told = counts.collapsed()
    let top = told.top(.max).map { path in
      (String(String.UnicodeScalarView(path.touchpoints.compactMap { UnicodeScalar($0 + first) })), path.count)
    }
    #expect(told.count == top.count)
    return Dictionary(uniqueKeysWithValues: top)
  }

  @Test("touches of one touchpoint in a row are told as one; a touchpoint that comes again later is told again")
  func definition() {
    // The example of definitions.md.
    #expect(collapsed([("DABBCDCC", 3)]) == ["DABCDC": 3])
    #expect(collapsed([("A", 2), ("AA", 3), ("AAAAAAAAAAAAAAAA", 5), ("ABA", 1)]) == ["A": 10, "ABA": 1])
  }

  @Test("paths too long for one word become short ones, and are counted with those that were short")
  func longPaths() {
    #expect(
      collapsed([("AABBCCDDEE", 1), ("ABCDE", 2), ("ABCDEFGHIJ", 4), ("ABCDEFGHIJJ", 3)]) == [
        "ABCDE": 3, "ABCDEFGHIJ": 7,
      ])
  }

  @Test("collapsed paths equal a slow count over whole journeys", arguments: 1...5)
  func agreement(seed: UInt64) throws {
    let rows = randomShop(customers: 400, seed: seed)
    let log = try assembled(shopProject, rows).log
    var slow: [[String]: Int] = [:]
    for customer in 0..<log.customerCount {
      let names = log.names(customer)
      slow[names.indices.filter { $0 == 0 || names[$0] != names[$0 - 1] }.map { names[$0] }, default: 0] += 1
    }
    let told = try #require(try analysed(shopProject, rows).collapsed)
    let ids = log.catalog.touchpoints.map(\.id)
    let found = told.top(.max).map { ($0.touchpoints.map { ids[Int($0)] }, $0.count) }
    #expect(Dictionary(uniqueKeysWithValues: found) == slow)
    #expect(told.singletons == slow.values.count { $0 == 1 })
    #expect(try analysed(shopProject + "\ncollapse: none", rows).collapsed == nil)
  }
}
