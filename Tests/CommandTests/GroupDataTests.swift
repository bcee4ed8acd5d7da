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

  @Test("the airport survey alone: a page for each stratum, each score against all others as in pandas and statsmodels")
  func pagesOfStrata() throws {
    let name = "2017_SFO_Customer_Survey.csv"
    let shared = try #require(Repository.sharedData).appending(path: "survey/sfo")
    let project = """
      client: Airport
      languages: [en, he]
      period: undated
      groups: [{by: STRATA, name: {en: Terminal, he: טרמינל}}]
      touchpoints: [{id: wifi, name: Wi-Fi}, {id: signs, name: Signs}]
      sources:
        - file: \(name)
          kind: survey
          type: relational
          questions:
            - {column: Q7ALL, metric: csat, of: overall, missing: [0, 6, Blank]}
            - {column: Q7WIFI, metric: csat, touchpoint: wifi, missing: [0, 6, Blank]}
            - {column: Q7SIGN, metric: csat, touchpoint: signs, missing: [0, 6, Blank]}
            - {column: NETPRO, metric: nps, missing: [11, Blank]}
      """
    let output = try Samples.build(project: project, files: [name: shared.appending(path: name)])
    let entries = try output.report()["surveys"].list.filter { $0["group"]["by"].string == "STRATA" }
    // Shares by confint_proportions_2indep(method="newcomb") and the pooled z; NPS by ¾ of a promoter and of a detractor added
    // to either side; p by multipletests(method="holm") over the twelve.
    let expected: [(String, String, n: Int, difference: Double, low: Double, high: Double, p: Double)] = [
      ("Q7ALL", "1", 943, 0.01975649256928591, -0.01089775078981222, 0.049105845451623456, 1),
      ("Q7ALL", "2", 985, -0.03264826776277152, -0.06380361286410338, -0.0025254359345637974, 0.334989058),
      ("Q7ALL", "3", 760, 0.015188905874645164, -0.017609408946526996, 0.04587817444907832, 1),
      ("Q7WIFI", "1", 732, -0.007789791884664554, -0.04739133618217329, 0.030553174263582547, 1),
      ("Q7WIFI", "3", 606, 0.018841532590759047, -0.022659920778426254, 0.05825067818876651, 1),
      ("Q7SIGN", "2", 981, -0.029305941814332992, -0.062257637002480486, 0.0027194602080328548, 0.660745234),
      ("NETPRO", "1", 977, 9.177967185342006, 3.686505586045694, 14.513153510098423, 0.010837523),
      ("NETPRO", "2", 1002, -11.344627259242984, -16.81325673245833, -5.919786693799052, 0.000517309082),
      ("NETPRO", "3", 767, 2.6103289230532027, -3.2846255142844214, 8.298582294134237, 1),
    ]
    for (column, value, n, difference, low, high, p) in expected {
      let own = try #require(
        entries.first {
          $0["group"]["value"].string == value && $0["question"].string?.hasSuffix("/" + column) == true
        })
      #expect(own["n"].int == n && near(own["difference"]["value"].double, difference), "\(column) \(value)")
      #expect(near(own["difference"]["low"].double, low) && near(own["difference"]["high"].double, high))
      #expect(abs((own["adjustedP"].double ?? -1) - p) < 1e-8, "\(own["adjustedP"])")
    }
    // What holds is said, of the stratum and of all; what is not there is left out with one sentence.
    let first = output.page("groups-STRATA~3d1")
    #expect(first.contains("9 points more than among all others") && !first.contains("11 points less"))
    #expect(first.contains("known from surveys alone"))
    #expect(!first.contains("id=\"map\"") && !first.contains("id=\"sieve\""))
    #expect(output.page("groups-STRATA~3d2").contains("11 points less than among all others"))
    #expect(output.page("groups-STRATA~3d3").contains("no difference from all others who answered shown"))
    let all = output.page("groups")
    #expect(all.contains("11 points less") && all.contains("groups-STRATA~3d3.html"))
  }
}
