import Analysis
import JourneysTestSupport
import TestSupport
import Testing

@testable import Journeys

/// Captive customers and others, counted by hand.
struct CaptiveTests {
  private static let yaml = """
    client: x
    windows: {inactivity: 30d, repurchase: 90d}
    observed-until: 1970-12-31
    touchpoints: [{id: buy, kind: purchase}]
    sources: [{file: a.csv}]
    """

  @Test("each side has its own customers, and both together are everybody")
  func sides() throws {
    let rows = [
      // Captive: back after ten days; once; once, too late for the horizon to have passed.
      Row("a", 0, "buy"), Row("a", 10, "buy"), Row("b", 5, "buy"), Row("c", 340, "buy"),
      // Others: back after a hundred days, and again after ten; once.
      Row("d", 0, "buy"), Row("d", 100, "buy"), Row("d", 110, "buy"), Row("e", 1, "buy"),
    ]
    var log = try clubLog(Self.yaml, rows, joined: ["a": 0, "b": 0, "c": 0])
    log.captive = log.club?.joined.map { $0 == 0 }
    let result = try analyse(log, Blueprint(yaml: Self.yaml, file: "p.yml"), threads: 1) { $0 / 86_400_000_000 }
    let (captive, others) = try #require(result.captive.map { ($0.captive, $0.others) })
    #expect(captive.buyers == 3 && captive.again == 1 && captive.firstMature == 2 && captive.firstFollowed == 1)
    #expect(captive.brought.whole == 3 && captive.brought.part == 1)
    #expect(others.buyers == 2 && others.again == 1 && others.firstMature == 2 && others.firstFollowed == 0)
    #expect(others.brought.whole == 4 && others.brought.part == 1 && others.brought.clusters == 2)
  }
}
