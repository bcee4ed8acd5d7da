import Foundation
import TestSupport
import Testing

/// Two years of one airport's survey, whose files have no dates: what differs, against pandas, statsmodels and R's survey.
@Suite(
  .enabled(
    if: MasaProgram.path != nil && Repository.sharedData != nil,
    "the program and shared/data must be there"))
struct SurveyWaveTests {
  private static let items = [
    "ART", "FOOD", "STORE", "SIGN", "WALKWAYS", "SCREENS", "INFODOWN", "INFOUP", "WIFI", "ROADS", "PARK", "AIRTRAIN",
    "LTPARKING", "RENTAL", "ALL",
  ].map { "Q7" + $0 }

  /// The report of 2016 and 2017, with or without the files' weights.
  private func report(weights: Bool = false, more: (year: Int, line: String)? = nil) throws -> JSONValue {
    let data = try #require(Repository.sharedData).appending(path: "survey/sfo")
    let folder = try TemporaryFolder()
    var project = "client: {id: sfo, name: Airport}\nlanguages: [en, he]\nsources:\n"
    for year in [2016, 2017] {
      let name = "\(year)_SFO_Customer_Survey.csv"
      try folder.write(name, String(contentsOf: data.appending(path: name), encoding: .utf8))
      project += "  - file: \(name)\n    kind: survey\n    type: relational\n    wave: \(year)\n"
      if weights { project += "    columns: {weight: WEIGHT}\n" }
      project += "    questions:\n"
      for item in Self.items {
        let about = item == "Q7ALL" ? "of: overall" : "touchpoint: \(item.lowercased())"
        project += "      - {column: \(item), metric: csat, missing: [0, 6], \(about)"
        if let more, more.year == year, item == "Q7ART" { project += ", " + more.line }
        project += "}\n"
      }
      if year == 2017 { project += "      - {column: NETPRO, metric: nps, missing: [11], of: overall}\n" }
    }
    try folder.write("project.yml", project)
    let out = folder.path("out")
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", out, "--language", "en"])
    try #require(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out")).report()
  }

  @Test("of fifteen questions none differs, ranges are Newcombe's, and what has no partner is listed")
  func shares() throws {
    let waves = try report()["surveyWaves"]
    let file = try #require(Repository.sharedData).appending(path: "survey/sfo/waves_2016_2017.truth.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    let truth = Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let fields = line.split(separator: ",").map(String.init)
        return (fields[0], fields.dropFirst().compactMap(Double.init))
      })
    let pairs = waves["pairs"].list
    #expect(pairs.count == 15 && truth.count == 15)
    for pair in pairs {
      let id = try #require(pair["now"].string)
      let own = try #require(truth[String(id.split(separator: "/").last ?? "")])
      #expect(pair["before"].string == id.replacing("2017_", with: "2016_"))
      // k1, n1, p1, k2, n2, p2, d, lo, hi, p, bh, holm
      for (key, place) in [("value", 6), ("low", 7), ("high", 8)] {
        #expect(abs(try #require(pair["difference"][key].double) - own[place]) < 1e-9, "\(id) \(key)")
      }
      #expect(abs(try #require(pair["adjustedP"].double) - own[10]) < 1e-9, "\(id)")
      #expect(pair["verdict"].string == "none")
    }
    #expect(waves["onlyNow"].list.compactMap(\.string) == ["2017_SFO_Customer_Survey.csv/NETPRO"])
    #expect(waves["onlyBefore"].list.isEmpty)
  }

  @Test("weighted ones are linearised, and none differs either")
  func weighted() throws {
    let pairs = try report(weights: true)["surveyWaves"]["pairs"].list
    #expect(pairs.count == 15 && pairs.allSatisfy { $0["verdict"].string == "none" })
    // Σ w of 4 and 5 over Σ w of 1 to 5, and the linearised errors of both, by Python from the files.
    let food = try #require(pairs.first { $0["now"].string?.hasSuffix("Q7FOOD") == true })["difference"]
    #expect(abs(try #require(food["value"].double) + 0.026818) < 1e-6)
    let error = (try #require(food["high"].double) - (try #require(food["low"].double))) / (2 * 1.959964)
    #expect(abs(error - 0.015098) < 5e-6)
  }

  @Test("another wording or scale cuts the line, and the reason is told")
  func cut() throws {
    let worded = try report(more: (2017, "changed: [2017-01-01]"))
    let art = try #require(worded["surveyWaves"]["pairs"].list.first { $0["now"].string?.hasSuffix("Q7ART") == true })
    #expect(art["cut"].string == "declared" && art["verdict"].string == "none")
    let scaled = try report(more: (2017, "scale: 1..7"))
    let other = try #require(scaled["surveyWaves"]["pairs"].list.first { $0["now"].string?.hasSuffix("Q7ART") == true })
    #expect(other["cut"].string == "scale")
  }
}
