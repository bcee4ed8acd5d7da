import TestSupport
import Testing

@testable import Reading

private struct Truth: Decodable {
  struct File: Decodable {
    var header_rows: Int
    var data_rows: Int
    var columns: Int
    var first_column_names: [String]
    var duplicate_column_names: Int
  }
  var files: [String: File]
}

@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are absent"))
struct QualtricsTruthTests {
  @Test(
    "header rows, columns and answers agree with the truth; generated test answers are counted, not read",
    arguments: [
      ("Better_Sample_Survey.csv", 10), ("Sample_Survey.csv", 5), ("Sample_Survey__Insights_.csv", 5),
      ("Single_Answer_Matrix_Questions__Insights_.csv", 5), ("qualtRics_sample.csv", 0),
      ("qualtRics_sample_legacy.csv", 0),
    ])
  func agrees(name: String, tests: Int) throws {
    let truth = try #require(surveyTruth("qualtrics/qualtrics.truth.json", as: Truth.self).files[name])
    let (inspection, rows, table) = try survey(sharedSurvey("qualtrics/" + name), name: "data")
    #expect(inspection.format == .surveyTool(.qualtrics))
    #expect(inspection.survey?.headerRows == truth.header_rows)
    #expect(inspection.columns.count == truth.columns)
    #expect(Array(inspection.columns.prefix(8)) == truth.first_column_names)
    #expect(table.rowsRead == truth.data_rows)
    // Status 2 is Qualtrics' own mark of a generated answer.
    #expect(table.issues.count(of: .notAnAnswer) == tests)
    #expect(rows.count == truth.data_rows - tests)
    #expect(table.issues.rejectedRows == 0)
    #expect(inspection.columns.contains { $0.hasSuffix(" (2)") } == (truth.duplicate_column_names > 0))
  }

  @Test("cells and questions of an export with ImportIds and of an old one")
  func cells() throws {
    let (new, rows, table) = try survey(sharedSurvey("qualtrics/qualtRics_sample.csv"))
    #expect(
      rows[0].prefix(9) == [
        "2017-07-18 08:28:09", "2017-07-18 08:28:48", "0", "130.92.34.66", "100", "38", "1", "2017-07-18 08:28:48",
        "R_2YPOQ602ER1jkf1",
      ])
    #expect(Array(rows[0].suffix(5)) == ["anonymous", "DE", "2", "Hello World!", ""])
    #expect(table.rowNumbers == [4])
    #expect(new.questions.map(\.column) == ["Q1", "Q2", "Q2 - Topics"])
    #expect(new.questions[0].text == "This is a multiple choice question.")
    #expect(new.questions[1].metric == .text)
    let (old, oldRows, _) = try survey(sharedSurvey("qualtrics/qualtRics_sample_legacy.csv"))
    #expect(old.questions.map(\.column) == ["Q1", "Q2"])
    #expect(oldRows[0][0] == "R_2YPOQ602ER1jkf1")
    #expect(oldRows[0][11] == "Hello World!")
    let matrix = try inspect(
      InputFile(
        path: #require(Repository.sharedData).appending(
          path: "survey/qualtrics/Single_Answer_Matrix_Questions__Insights_.csv"
        ).path), format: nil)
    #expect(matrix.questions.count == 16)
    #expect(matrix.questions[0].text == "Click to write the question text-Click to write Statement 1")
  }
}

@Suite struct QualtricsTests {
  private let export = """
    StartDate,Status,ResponseId,DistributionChannel,Q1,Q1_NPS_GROUP,Q2,Q3_TEXT
    Start Date,Response Type,Response ID,Distribution Channel,"באיזו מידה סביר שתמליצו על ""נוף""
    לחברים או לבני משפחה?",באיזו מידה סביר שתמליצו על נוף - Group,"<b>היה לי קל</b> לטפל&nbsp;בפנייה שלי.",מדוע?
    "{""ImportId"":""startDate"",""timeZone"":""Asia/Jerusalem""}","{""ImportId"":""status""}","{""ImportId"":""_recordId""}","{""ImportId"":""distributionChannel""}","{""ImportId"":""QID1""}","{""ImportId"":""QID1_NPS_GROUP""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3_TEXT""}"
    2026-06-01 10:00:00,IP Address,R_1,email,9,Promoter,6,"כי
    ענו לי"
    2026-06-01 11:00:00,Survey Preview,R_2,preview,10,Promoter,7,
    2026-06-01 12:00:00,0,R_3,preview,10,Promoter,7,
    2026-06-01 13:00:00,0,R_4,email,3,Detractor,2,

    """

  @Test("previews are left out and counted, the zone is the header's, questions have their text and metric")
  func reads() throws {
    let (inspection, rows, table) = try survey(export)
    #expect(inspection.format == .surveyTool(.qualtrics))
    #expect(inspection.declaredZone == "Asia/Jerusalem")
    #expect(rows.map { $0[2] } == ["R_1", "R_4"])
    #expect(rows[0][7] == "כי\nענו לי")
    #expect(table.rowNumbers == [4, 7])
    #expect(table.rowsRead == 4)
    #expect(
      table.issues.samples == [
        Issue(kind: .notAnAnswer, row: 6, column: "DistributionChannel", value: "preview"),
        Issue(kind: .notAnAnswer, row: 5, column: "Status", value: "Survey Preview"),
      ])
    #expect(table.issues.rejectedRows == 0)
    let questions = inspection.questions
    #expect(questions.map(\.column) == ["Q1", "Q1_NPS_GROUP", "Q2", "Q3_TEXT"])
    #expect(questions.map(\.metric) == [.nps, nil, .ces, .text])
    #expect(questions[0].text == "באיזו מידה סביר שתמליצו על \"נוף\" לחברים או לבני משפחה?")
    #expect(questions[0].low == 0 && questions[0].high == 10)
    #expect(questions[2].text == "היה לי קל לטפל בפנייה שלי.")
    #expect(questions[2].low == 1 && questions[2].high == 7)
  }

  @Test("headers without one answer are said to be that", arguments: [1, 2, 3])
  func headersOnly(lines: Int) throws {
    let names = "ResponseID,ResponseSet,StartDate,Status,Q1\n"
    let imports = "{'ImportId': 'a'},{'ImportId': 'b'},{'ImportId': 'c'},{'ImportId': 'd'},{'ImportId': 'QID1'}\n"
    let text = [names, names, imports].prefix(lines).joined()
    #expect(try failure(Array(text.utf8)).contains("not one row below it"))
  }

  @Test("declared as CSV the header rows are rows")
  func declared() throws {
    let (inspection, rows, _) = try survey(export, format: .csv)
    #expect(inspection.format == .csv)
    #expect(rows.count == 6)
  }

  @Test("several answers in any chunks are the same", arguments: [1, 7, 64])
  func chunks(size: Int) throws {
    var limits = ReadingLimits()
    limits.chunkBytes = size
    #expect(try survey(export, limits: limits).rows == survey(export).rows)
  }
}
