import Testing

@testable import Journeys
@testable import Reading

/// One id with more events than a person can have.
@Suite struct EventCrowdTests {
  /// The numbers of events of the suspects among customers with so many each; the first customer's id may be given.
  private func suspects(_ counts: [Int], first: String = "c1") -> [Int] {
    var own = EventCrowds()
    own.add({ counts[$0] }, customers: counts.count) { RowKey(word0: UInt64($0), word1: 0) }
    var all = EventCrowds()
    all.add(own)
    return all.suspects { $0.word0 == 0 ? first : "other" }.map(\.events)
  }

  private func others(_ count: Int, _ events: Int) -> [Int] { [Int](repeating: events, count: count) }

  @Test("one of few customers with a third of all events is named, though it is the hundredth percentile itself")
  func fewCustomers() {
    // 100 of 298.
    #expect(suspects([100] + others(66, 3)) == [100])
    #expect(suspects([40] + others(66, 3)) == [])
    // Among ten others a large customer is no exception.
    #expect(suspects([100] + others(10, 3)) == [])
  }

  @Test("one of many is named from fifty times the usual on")
  func manyCustomers() {
    #expect(suspects([200] + others(1000, 2)) == [200])
    #expect(suspects([90] + others(1000, 2)) == [])
  }

  @Test("two are not each other's measure, and large customers beside small ones are none")
  func several() {
    #expect(suspects([400, 300] + others(60, 3)) == [400, 300])
    #expect(suspects(others(20, 300) + others(10, 2)) == [])
    #expect(suspects(others(70, 5)) == [])
    #expect(suspects([]) == [])
  }

  @Test(
    "a number of one digit is nobody from five times the usual on",
    arguments: [("999999999", 1), ("111111", 1), ("11111", 0), ("999999998", 0), ("aaaaaa", 0)])
  func oneDigit(_ id: String, _ count: Int) {
    #expect(suspects([40] + others(66, 3), first: id).count == count)
    #expect(suspects([12] + others(66, 3), first: id) == [])
  }
}
