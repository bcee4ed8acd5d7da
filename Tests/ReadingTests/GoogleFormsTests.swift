import Testing

@testable import Reading

@Suite struct GoogleFormsTests {
  @Test("a Hebrew form with its times as the form's own CSV writes them")
  func hebrew() throws {
    let (inspection, rows, table) = try survey(
      #"""
      "חותמת זמן","כתובת אימייל","באיזו מידה סביר שתמליצו על המרפאה לחברים או לבני משפחה?","היה לי קל לטפל בפנייה שלי.","איפה?","מה אפשר לשפר?"
      "2026/06/14 9:05:12 לפנה״צ GMT+3","a@example.org","9","6","מוקד","זמן ""המתנה"""
      "2026/06/14 12:30:00 אחה״צ GMT+3","b@example.org","\#u{200F}7\#u{200F}","2","סניף",""

      """#)
    #expect(inspection.format == .surveyTool(.googleForms))
    #expect(rows[0][0] == "2026-06-14T09:05:12+03:00")
    #expect(rows[1][0] == "2026-06-14T12:30:00+03:00")
    #expect(table.rowNumbers == [2, 3])
    #expect(inspection.questions.map(\.metric) == [.nps, .ces, nil, .text])
    #expect(inspection.questions[1].low == 1 && inspection.questions[1].high == 7)
    let when = try read2(inspection)
    #expect(when == [try micros("2026-06-14T06:05:12Z"), try micros("2026-06-14T09:30:00Z")])
  }

  private func read2(_ inspection: Inspection) throws -> [Int64] {
    let columns = [ColumnRequest(name: inspection.columns[0], kind: .time(.auto), required: true)]
    // The file is gone, but the inspection keeps it open.
    let table = try read(inspection, ReadRequest(columns: columns, zone: .utc))
    guard case .time(let values) = table.columns[0] else { return [] }
    return values
  }

  @Test("an English form from the sheet, and a table of events that only begins with a timestamp")
  func english() throws {
    let form = try survey(
      "Timestamp,How satisfied are you with our service?\n6/14/2026 9:05:12,4\n6/15/2026 10:00:00,5\n")
    #expect(form.inspection.format == .surveyTool(.googleForms))
    #expect(form.inspection.questions.map(\.metric) == [.csat])
    #expect(form.inspection.questions[0].high == 5)
    let events = try survey("timestamp,user id,event name\n2026-06-14 09:05,1,Sales call\n2026-06-14 09:06,2,Visit\n")
    #expect(events.inspection.format == .csv)
    #expect(events.inspection.questions.isEmpty)
  }

  @Test(
    "times of the form's own CSV",
    arguments: [
      ("2026/01/15 9:05:12 AM GMT+2", "2026-01-15T09:05:12+02:00"),
      ("2026/01/15 12:05:12 AM GMT", "2026-01-15T00:05:12Z"),
      ("2026/01/15 12:05:12 PM GMT-3:30", "2026-01-15T12:05:12-03:30"),
      ("2026/01/15 21:05:12 UTC+2", "2026-01-15T21:05:12+02:00"),
      ("2026/01/15 1:05:12 אחה\"צ GMT+2", "2026-01-15T13:05:12+02:00"), ("15/01/2026 9:05:12", nil), ("", nil),
      ("GMT", nil),
    ])
  func times(text: String, iso: String?) { #expect(googleTime(text) == iso) }
}
