import Testing

@testable import Reading

/// Surveys of one row an answer, before anybody has read them.
struct AnswerRowsTests {
  @Test("a question that only the last were asked is found, and who is asked again fills nothing of the first time")
  func late() throws {
    var text = "respondent_id,answered_at,question,answer\n"
    for n in 0..<250 {
      text += "r\(n),2026-03-01 10:00,How satisfied are you?,\(1 + n % 5)\n"
      text += "r\(n),2026-03-01 10:00,How likely are you to recommend us?,\(n % 11)\n"
    }
    // The first of all is asked again, at the same time as before, and then something new; the last alone is, too.
    text += "r0,2026-03-01 10:00,How satisfied are you?,5\nr0,2026-03-01 10:00,Any comments?,late\n"
    text += "r249,2026-03-01 10:00,Any comments?,never mind\n"
    try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil).withAnswersBeside()
      #expect(
        inspection.columns == [
          "respondent_id", "answered_at", "How satisfied are you?", "How likely are you to recommend us?",
          "Any comments?",
        ])
      #expect(inspection.samples.allSatisfy { $0.count == 200 })
      #expect(inspection.samples[0].first == "r0" && inspection.samples[0].last == "r199")
      #expect(inspection.samples[3] == (0..<200).map { "\($0 % 11)" })
      #expect(inspection.samples[4].allSatisfy { $0.isEmpty })
      let columns = inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }
      let rows = texts(of: try read(inspection, ReadRequest(columns: columns, zone: .utc)))
      #expect(rows.count == 251)
      #expect(rows[0][4] == "" && rows[249][4] == "never mind")
      #expect(rows[250] == ["r0", "2026-03-01 10:00", "5", "", "late"])
    }
  }
}
