import Testing

@testable import Analysis
@testable import Journeys

/// Who rated low before a purchase, and how soon they bought again.
@Suite struct WaitByLowestTests {
  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d, repurchase: 100d}
    observed-until: 2021-12-31
    touchpoints: [{id: call}, {id: visit}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what}}
      - file: s.csv
        kind: survey
        type: transactional
        columns: {customer: id, time: t, touchpoint: where}
        questions: [{column: q, metric: csat}]
    """

  /// A customer who calls on day 1, buys on day 10, and again so many days later; ratings by day, touchpoint and score.
  private struct Client {
    var again: Int?
    var ratings: [(day: Int, touchpoint: String, score: Int)]
  }

  private static func date(_ day: Int) -> String {
    CivilDate(daysSince1970: 18_627 + day).iso
  }

  private func waits(_ clients: [Client]) throws -> [WaitByLowest] { try result(clients).waits }

  private func result(_ clients: [Client]) throws -> SatisfactionResult {
    var events = "id,t,what\n"
    var answers = "id,t,where,q\n"
    for (i, client) in clients.enumerated() {
      events += "c\(i),\(Self.date(1)),call\nc\(i),\(Self.date(10)),buy\n"
      if let again = client.again { events += "c\(i),\(Self.date(10 + again)),buy\n" }
      for rating in client.ratings {
        answers += "c\(i),\(Self.date(rating.day)),\(rating.touchpoint),\(rating.score)\n"
      }
    }
    return try satisfaction(Self.project, ["e.csv": events, "s.csv": answers])
  }

  @Test("who rated one touchpoint low comes back later, and is found; a high rating of another does not hide it")
  func planted() throws {
    let low = (0..<40).map { Client(again: 150 + $0, ratings: [(2, "call", 2), (3, "visit", 5)]) }
    let high = (0..<40).map { Client(again: 20 + $0, ratings: [(2, "call", 5), (3, "visit", 4)]) }
    let wait = try #require(try waits(low + high).first)
    #expect(wait.curves.map(\.n) == [40, 0, 40])
    #expect(wait.compared == [0, 2])
    #expect(wait.adjustedP < 1e-9)
    // Days from the purchase on day 10.
    #expect(wait.curves[0].survival[149] == 1 && wait.curves[0].survival[150] == 39.0 / 40)
    #expect(wait.curves[2].survival[59] == 0)
  }

  @Test("where both come back alike no difference is shown")
  func absent() throws {
    let clients = (0..<80).map { Client(again: 20 + $0 / 2, ratings: [(2, "call", $0 % 2 == 0 ? 1 : 5)]) }
    let wait = try #require(try waits(clients).first)
    #expect(wait.curves.map(\.n) == [40, 0, 40])
    #expect(wait.test.chiSquare < 1e-9 && wait.adjustedP > 0.99)
  }

  @Test("what is rated after the clock has started classes nobody: who rates late must have stayed so long")
  func immortal() throws {
    // All rated high before; those who came back late rated low in the meantime.
    let late = (0..<40).map { Client(again: 150 + $0, ratings: [(2, "call", 5), (60, "visit", 1)]) }
    let early = (0..<40).map { Client(again: 20 + $0, ratings: [(2, "call", 5)]) }
    #expect(try waits(late + early).isEmpty)
    // And who rated for the first time after the first purchase starts with the next one.
    let later = (0..<40).map { Client(again: 50 + $0, ratings: [(30, "call", 1)]) }
    let wait = try #require(try waits(later + early).first)
    #expect(wait.curves.map(\.n) == [40, 0, 40])
    #expect(wait.curves[0].events.reduce(0, +) == 0)
  }

  @Test("answers belong to the ring of the purchase that comes next, whether it came or not")
  func rings() throws {
    let clients = [
      Client(again: 50, ratings: [(2, "call", 3), (3, "visit", 1), (30, "call", 5), (70, "visit", 4)]),
      Client(again: nil, ratings: [(2, "call", 5), (30, "call", 2)]),
    ]
    let rings = try #require(try result(clients).rings.first)
    #expect(rings.sums.map(\.whole) == [3, 2, 1, 0, 0, 0] && rings.answers == 6 && rings.others == 0)
    // (3 − 1) + (1 − 1) + (5 − 1) of 3 × 4, and (5 − 1) + (2 − 1) of 2 × 4.
    let means = rings.sums.indices.map { rings.mean($0)?.value }
    #expect(abs((means[0] ?? 0) - 50) < 1e-9 && abs((means[1] ?? 0) - 62.5) < 1e-9)
    // One customer tells no range.
    #expect(means[2] == nil && rings.most == [2, 1, 1, 0, 0, 0])
  }
}
