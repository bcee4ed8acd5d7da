import Statistics
import Testing

@testable import Analysis

@Suite struct BoxDummyTests {
  @Test("bits counted 64 cases at a time give the sums of the rows themselves")
  func sums() throws {
    let first: [Int32] = (0..<150).map { Int32($0 % 5) + 1 }
    let second: [Int32] = (0..<150).map { Int32($0 / 3 % 5) + 1 }
    let outcome: [Int32] = (0..<150).map { Int32($0 % 11) }
    var dummies = BoxDummies(cases: 150)
    dummies.add(first, low: 2, high: 4, outcome: outcome)
    dummies.add(second, low: 2, high: 4, outcome: outcome)
    var rows = CrossProducts(variables: 5)
    for i in 0..<150 {
      rows.add([
        first[i] <= 2 ? 1 : 0, first[i] >= 4 ? 1 : 0, second[i] <= 2 ? 1 : 0, second[i] >= 4 ? 1 : 0,
        Double(outcome[i]),
      ])
    }
    #expect(try #require(dummies.products(outcome: outcome)) == rows)
  }
}
