import Foundation
import TestSupport
import Testing

/// Groups of public data beside the numbers that pandas, scipy and statsmodels give of the same rows.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct GroupDataTests {
  private func near(_ found: Double?, _ expected: Double) -> Bool { found.map { abs($0 - expected) < 1e-9 } ?? false }

  @Test("the receipt log by channel: cases, the group they come to first, Goodman's ranges, χ² and V")
  func receipts() throws {
    let shared = try #require(Repository.sharedData).appending(path: "xes")
    let project = """
      client: Receipts
      privacy: off
      groups: ["case:channel"]
      sources:
        - file: receipt.csv
          columns: {customer: "case:concept:name", time: "time:timestamp", touchpoint: "concept:name", channel: "org:group"}
      """
    let report = try Samples.build(
      project: project, files: ["receipt.csv": shared.appending(path: "receipt.csv")]
    ).report()
    let own = try #require(report["groups"].list.first)
    // groupby("case:channel").nunique() of the cases; e-mail (21) and Intern (1) are too few to be compared.
    #expect(own["groups"].list.compactMap { $0["value"].string } == ["Internet", "Desk", "Post"])
    #expect(own["groups"].list.compactMap { $0["customers"].int } == [1250, 109, 53])
    #expect(own["notCompared"].int == 22)
    // crosstab of the channel and the first event's org:group.
    let started = own["started"]
    #expect(started["channels"].list.compactMap(\.string) == ["EMPTY", "Group 1"])
    #expect(started["customers"].list.map { $0.list.compactMap(\.int) } == [[995, 255], [87, 22], [40, 13]])
    #expect(near(started["chiSquare"].double, 0.5400700792361512) && started["degrees"].int == 2)
    #expect(near(started["cramersV"]["value"].double, 0))
    let ranges = [
      [(0.7692919706911849, 0.8203382412469116), (0.1796617587530884, 0.23070802930881504)],
      [(0.6997605732979587, 0.8702954226292459), (0.12970457737075428, 0.30023942670204123)],
      [(0.6041537350445706, 0.8611718709108387), (0.13882812908916134, 0.3958462649554294)],
    ]
    for (g, row) in ranges.enumerated() {
      for (c, range) in row.enumerated() {
        let share = started["shares"].list[g].list[c]
        #expect(near(share["low"].double, range.0) && near(share["high"].double, range.1), "\(g) \(c): \(share)")
      }
    }
    // Every case begins with its receipt.
    let journeys = try #require(report["groupJourneys"].list.first)
    #expect(journeys["cameIn"]["places"].list.compactMap(\.string) == ["Confirmation of receipt"])
    #expect(journeys["cameIn"]["customers"].list.map { $0.list.compactMap(\.int) } == [[1250], [109], [53]])
  }

  @Test("the airport survey by stratum: answers, the share of the two best and the mean")
  func strata() throws {
    let name = "2017_SFO_Customer_Survey.csv"
    let shared = try #require(Repository.sharedData).appending(path: "survey/sfo")
    let project = """
      client: Airport
      privacy: off
      period: undated
      groups: [STRATA]
      sources:
        - file: \(name)
          kind: survey
          type: relational
          questions: [{column: Q7ALL, metric: csat, of: overall, missing: [0, 6, Blank]}]
      """
    let report = try Samples.build(project: project, files: [name: shared.appending(path: name)]).report()
    // groupby("STRATA") of the answers 1 to 5: how many, how many of 4 and 5, their mean.
    let expected: [(String, n: Int, top: Int, mean: Double)] = [
      ("1", 943, 786, 4.098621420996818), ("2", 985, 788, 4.022335025380711), ("3", 760, 632, 4.076315789473684),
    ]
    let entries = report["surveys"].list.filter { $0["group"]["by"].string == "STRATA" }
    for (value, n, top, mean) in expected {
      let own = try #require(entries.first { $0["group"]["value"].string == value })
      #expect(own["n"].int == n && near(own["value"]["value"].double, Double(top) / Double(n)))
      #expect(near(own["mean"].double ?? own["mean"]["value"].double, mean), "\(own["mean"])")
    }
  }
}
