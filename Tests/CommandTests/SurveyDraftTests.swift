import Foundation
import TestSupport
import Testing

/// From `masa init`, untouched, to a report: surveys as their tools export them, and files that only look like one.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct SurveyDraftTests {
  private func shared(_ path: String) throws -> URL { try #require(Repository.sharedData).appending(path: path) }

  /// The folder with a copy of the file and what `init` wrote beside it.
  private func drafted(_ path: String) throws -> (folder: TemporaryFolder, said: MasaProgram.Outcome) {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("in"), withIntermediateDirectories: true)
    let file = try shared("survey/" + path)
    try folder.copy(file, to: "in/" + file.lastPathComponent)
    let outcome = try MasaProgram.run(
      ["init", folder.path("in/" + file.lastPathComponent), "--language", "en"]
        + ["--output", folder.path("in/project.yml")])
    return (folder, outcome)
  }

  private func report(_ folder: TemporaryFolder) throws -> (outcome: MasaProgram.Outcome, output: Output) {
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(
      ["report", folder.path("in/project.yml"), "--language", "en", "--output", folder.path("out")])
    return (outcome, try Output(folder.url.appending(path: "out")))
  }

  private func reported(_ path: String) throws -> JSONValue {
    let (folder, said) = try drafted(path)
    #expect(said.exit == 0, "\(said.errors)")
    let (outcome, output) = try report(folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try output.report()
  }

  /// What the report says of a question's own answers, whichever touchpoint they are of.
  private func question(_ report: JSONValue, _ column: String) throws -> JSONValue {
    try #require(
      report["surveys"].list.first { $0["question"].string?.hasSuffix("/" + column) == true && $0["group"] == .null },
      "\(column)")
  }

  @Test("the airport's travellers of 2016 and 2017 are as satisfied as the truth says", arguments: [2016, 2017])
  func airport(_ year: Int) throws {
    let name = "\(year)_SFO_Customer_Survey"
    let truth = try JSONValue(file: try shared("survey/sfo/\(name).truth.json"))
    let report = try reported("sfo/\(name).csv")
    let overall = try question(report, "Q7ALL")
    #expect(overall["n"].int == truth["overall_csat"]["n"].int)
    // The files have a column of weights, of which a millionth is kept.
    let percent = try #require(truth["overall_csat"]["weighted_csat"].double)
    #expect(abs(100 * (overall["value"]["value"].double ?? 0) - percent) < 1e-5)
    guard year == 2017 else { return }
    let nps = try question(report, "NETPRO")
    #expect(nps["n"].int == truth["nps"]["n"].int)
    #expect(abs((nps["value"]["value"].double ?? 0) - (truth["nps"]["weighted_nps"].double ?? 0)) < 1e-5)
  }

  @Test("250 of the bank's customers rated 27 things, and nobody says when")
  func bank() throws {
    let truth = try JSONValue(file: try shared("survey/bank/bank_satisfaction.truth.json"))
    let report = try reported("bank/bank_satisfaction.csv")
    #expect(report["period"]["from"] == .null)
    for (column, mean) in truth["means"].members {
      let found = try question(report, column)
      #expect(found["n"].int == 250)
      #expect(abs((found["mean"]["value"].double ?? 0) - (mean.double ?? -1)) < 1e-9, "\(column)")
    }
  }

  @Test("17 guests of a hotel, from an SPSS file")
  func hotel() throws {
    let found = try question(try reported("spss/hotel.sav"), "v1")
    #expect(found["n"].int == 17)
    #expect(abs((found["mean"]["value"].double ?? 0) - 2.5294117647058822) < 1e-9)
  }

  @Test(
    "real answers of LimeSurvey and Qualtrics end in a report, though few and without a score",
    arguments: [
      "limesurvey/survey_998192_R_data_file.csv", "qualtrics/qualtRics_sample.csv",
      "qualtrics/qualtRics_sample_legacy.csv",
    ])
  func real(_ path: String) throws { #expect(try reported(path)["period"]["from"].string != nil) }

  @Test(
    "answers that are all tests count once the key that init writes is set",
    arguments: [
      "Better_Sample_Survey.csv", "Sample_Survey.csv", "Sample_Survey__Insights_.csv",
      "Single_Answer_Matrix_Questions__Insights_.csv",
    ])
  func tests(_ name: String) throws {
    let (folder, said) = try drafted("qualtrics/" + name)
    #expect(said.exit == 0, "\(said.errors)")
    let refused = try report(folder).outcome
    #expect(refused.exit == 2 && refused.errors.contains("previews, tests or deleted"), "\(refused.errors)")
    let text = try folder.text("in/project.yml")
    #expect(text.contains("    # tests: keep"))
    try folder.write("in/project.yml", text.replacing("    # tests: keep", with: "    tests: keep"))
    let kept = try report(folder).outcome
    #expect(kept.exit == 0, "\(kept.errors)")
  }

  @Test(
    "what is no survey is called what it is",
    arguments: [
      ("bank/bank_satisfaction.truth.json", "one JSON object"), ("hebrew/comments_200.tsv", "texts alone"),
      ("limesurvey/limesurvey.truth.json", "one JSON object"),
      ("limesurvey/testing-multilingual-export.txt", "the questions of a LimeSurvey survey without answers"),
      ("qualtrics/qualtrics.truth.json", "one JSON object"),
      ("sfo/2016_SFO_Customer_Survey.truth.json", "one JSON object"),
      ("sfo/2017_SFO_Customer_Survey.truth.json", "one JSON object"), ("sfo/2017_code_list.pdf", "a PDF document"),
      ("sfo/waves_2016_2017.truth.csv", "computed figures"), ("spss/iris.sav", "an SPSS file in which no variable"),
      ("spss/personnel.sav", "an SPSS file in which no variable"),
      ("spss/repairs.sav", "an SPSS file in which no variable"),
      ("spss/simple_alltypes.sav", "an SPSS file in which no variable"),
      ("spss/spss.truth.json", "one JSON object"),
    ])
  func others(_ path: String, _ sentence: String) throws {
    let said = try drafted(path).said
    #expect((said.output + said.errors).contains(sentence), "\(said.output)\(said.errors)")
    #expect(!said.output.contains("questions were recognised"))
  }

  @Test("every file of the folder of surveys is in one of these lists")
  func all() throws {
    let root = try shared("survey")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.contains(".") }
    #expect(paths.count == 4 + 3 + 4 + 14)
  }
}

/// A client's seven raw exports from `masa init`, untouched.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct MessySurveyTests {
  @Test("recommendation and every touchpoint's satisfaction are the truth's")
  func scores() throws {
    let shared = try #require(Repository.sharedData).appending(path: "messy-client")
    let truth = try JSONValue(file: shared.appending(path: "truth/truth.json"))
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("in"), withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: shared.path)
    where name.hasSuffix(".csv") || name.hasSuffix(".xlsx") {
      try folder.copy(shared.appending(path: name), to: "in/" + name)
    }
    #expect(try MasaProgram.run(["init", folder.path("in")]).exit == 0)
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    // Rows of the tills and of the calls are rejected, which is said.
    #expect(outcome.exit == 1, "\(outcome.errors)")
    let report = try Output(folder.url.appending(path: "out")).report()
    let surveys = report["surveys"].list
    let nps = try #require(surveys.first { $0["metric"].string == "nps" && $0["touchpoint"] == .null })
    let (promoters, detractors) = (truth["nps"]["promoters"].double ?? 0, truth["nps"]["detractors"].double ?? 0)
    let n = try #require(truth["nps"]["n"].double)
    #expect(nps["n"].double == n)
    #expect(abs((nps["value"]["value"].double ?? 0) - 100 * (promoters - detractors) / n) < 1e-9)
    #expect(truth["csat"].members.count == 6)
    for (touchpoint, own) in truth["csat"].members {
      let found = try #require(
        surveys.first { $0["metric"].string == "csat" && $0["touchpoint"].string == touchpoint }, "\(touchpoint)")
      #expect(found["n"].int == own["n"].int)
      let share = (own["top2"].double ?? 0) / (own["n"].double ?? 1)
      #expect(abs((found["value"]["value"].double ?? 0) - share) < 1e-9, "\(touchpoint)")
    }
    // No date of year 0 moves the period: the exports are of 2025 and the beginning of 2026.
    #expect(report["period"]["from"].string?.hasPrefix("2025-01") == true)
    #expect(report["period"]["to"].string?.hasPrefix("2026-0") == true)
  }
}
