import Testing

@testable import Reading

/// Which column of a survey says when somebody answered.
@Suite struct SurveyTimeTests {
  private func time(_ header: String, _ row: (Int) -> String) throws -> String? {
    let text = header + "\n" + (0..<30).map { row($0) + "\n" }.joined()
    return try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil)
      return SurveyRole.guesses(inspection, besides: inspection.questions.map(\.column)).first { $0.role == .time }?
        .column
    }
  }

  @Test(
    "the tools' own names are known, and of beginning and end the end is taken",
    arguments: [
      ("מזהה,שעת התחלה,שעת סיום,שם,עד כמה אתם מרוצים?", "שעת סיום"),
      ("Id,Survey sent date,Survey response date,Name,How satisfied are you?", "Survey response date"),
      ("Id,Order date,Review created (UTC),Name,How satisfied are you?", "Review created (UTC)"),
      // No name of a list: the cells tell, and a word of answering goes first.
      ("Id,Date of the visit,When the guest answered,Name,How satisfied are you?", "When the guest answered"),
      ("Id,Sent,Moment,Name,How satisfied are you?", "Moment"),
    ])
  func named(header: String, column: String) throws {
    #expect(
      try time(header) { "\($0),2026-01-\(10 + $0 % 20) 10:00,2026-01-\(10 + $0 % 20) 10:05,n\($0),\(1 + $0 % 5)" }
        == column)
  }

  @Test(
    "numbers of people, points, birthdays and clocks are no times of answers",
    arguments: ["Number", "Birth date", "Phone", "Overall", "DEPTIME"])
  func others(header: String) throws {
    let found = try time("Id,\(header),How satisfied are you?") { row in
      let cell =
        switch header {
        case "Birth date": "19\(60 + row % 30)-01-0\(1 + row % 9)"
        case "Overall": "\(1 + row % 11)"
        case "DEPTIME": "12/31/1899 0\(1 + row % 9):30:00 AM"
        default: "\(312_345_670 + row * 7)"
        }
      return "\(row),\(cell),\(1 + row % 5)"
    }
    #expect(found == nil)
  }
}
