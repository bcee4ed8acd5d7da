import Testing

@testable import Reading

@Suite struct SurveyMonkeyTests {
  private let export = """
    Respondent ID,Collector ID,Date Created,Date Modified,IP Address,Email Address,First Name,Last Name,Custom Data 1,"באיזו מידה סביר שתמליצו על ""נוף לבית"" לחברים?","עד כמה אתם מרוצים?
    (1 – כלל לא, 5 – מאוד)",,מה חשוב לכם?,,מדוע?
    ,,,,,,,,,,מהמשלוח,מהמוקד,מחיר,אחר (נא לציין),Open-Ended Response
    118,7,06/14/2026 10:00:00 AM,06/14/2026 10:05:00 AM,1.2.3.4,,,,C17,10 - סביר מאוד,5 – מרוצים מאוד,3,מחיר,,"אמרו ""תודה"",
    וחזרו אליי"
    119,7,06/15/2026 11:00:00 AM,06/15/2026 11:05:00 AM,1.2.3.5,,,,C18,0 - כלל לא סביר,1 – כלל לא,,,מיקום,לא ענו

    """

  @Test("questions stand over their choices, answers are read with their row numbers")
  func reads() throws {
    let (inspection, rows, table) = try survey(export, name: "x")
    #expect(inspection.format == .surveyTool(.surveymonkey))
    #expect(
      Array(inspection.columns.suffix(6)) == [
        "באיזו מידה סביר שתמליצו על \"נוף לבית\" לחברים?", "עד כמה אתם מרוצים? (1 – כלל לא, 5 – מאוד) [מהמשלוח]",
        "עד כמה אתם מרוצים? (1 – כלל לא, 5 – מאוד) [מהמוקד]", "מה חשוב לכם? [מחיר]", "מה חשוב לכם? [אחר (נא לציין)]",
        "מדוע?",
      ])
    #expect(table.rowNumbers == [3, 4])
    #expect(
      Array(rows[0].suffix(7)) == [
        "C17", "10 - סביר מאוד", "5 – מרוצים מאוד", "3", "מחיר", "", "אמרו \"תודה\",\nוחזרו אליי",
      ])
    #expect(inspection.questions.map(\.metric) == [.nps, .csat, .csat, nil, .text, .text])
    #expect(inspection.questions[0].low == 0 && inspection.questions[0].high == 10)
    #expect(inspection.questions[1].low == 1 && inspection.questions[1].high == 5)
  }

  @Test("rows of a workbook are recognised like those of the CSV")
  func workbook() throws {
    let rows = [
      ["Respondent ID", "Collector ID", "Date Created", "How satisfied are you?", "Any comments?"],
      ["", "", "", "Response", "Open-Ended Response"],
      ["1", "2", "2026-01-01", "4", "Fine"],
    ]
    let layout = try #require(SurveyLayout.recognised(rows, declared: nil))
    #expect(layout.tool == .surveymonkey)
    #expect(layout.headerRows == 2)
    #expect(
      layout.columns == ["Respondent ID", "Collector ID", "Date Created", "How satisfied are you?", "Any comments?"])
    #expect(layout.questions([["1"], ["2"], ["x"], ["4"], ["Fine"]]).map(\.metric) == [.csat, .text])
  }
}
