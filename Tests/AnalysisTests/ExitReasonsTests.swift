import Testing

@testable import Analysis
@testable import Journeys

/// What inactive customers say at an exit.
@Suite struct ExitReasonsTests {
  private static func project(_ kind: String) -> String {
    """
    client: T
    privacy: off
    windows: {inactivity: 30d, repurchase: 100d}
    observed-until: 2021-12-31
    touchpoints: [{id: bye, kind: \(kind)}, {id: buy, kind: purchase}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what}}
      - file: s.csv
        kind: survey
        type: relational
        columns: {customer: id, time: t, touchpoint: where}
        questions: [{column: why, metric: choice}]
    """
  }

  /// Who bought in January only is inactive by the end of the year; b bought in December; d never did; e is not asked.
  private static let files = [
    "e.csv": """
    id,t,what
    a,2021-01-05,buy
    b,2021-01-05,buy
    b,2021-12-20,buy
    c,2021-01-07,buy
    d,2021-01-08,bye
    e,2021-01-09,buy
    f,2021-01-10,buy
    """,
    "s.csv": """
    id,t,where,why
    a,2021-05-01,bye,price
    a,2021-06-01,bye,moved
    b,2021-06-01,bye,price
    c,2021-06-01,bye,price
    d,2021-06-01,bye,price
    f,2021-06-01,bye,moved
    x,2021-06-01,bye,moved
    """,
  ]

  @Test("inactive customers count once, by their last answer; who is back, never bought or is unknown does not")
  func counted() throws {
    let found = try satisfaction(Self.project("exit"), Self.files).exitReasons
    #expect(found.count == 1 && found[0].column == "why")
    // a and f moved, c names the price; of the question's answers four are the price and three moved.
    #expect(
      found[0].options == [
        .init(label: "moved", customers: 2, answers: 3), .init(label: "price", customers: 1, answers: 4),
      ])
    #expect(found[0].answered == 3)
  }

  @Test("a list that is not asked at an exit says nothing of leaving")
  func absent() throws {
    #expect(try satisfaction(Self.project("service"), Self.files).exitReasons.isEmpty)
  }
}
