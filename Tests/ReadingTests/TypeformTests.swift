import Testing

@testable import Reading

@Suite struct TypeformTests {
  @Test("an export with hidden fields, in UTC")
  func reads() throws {
    let (inspection, rows, table) = try survey(
      """
      #,"עד כמה סביר שתמליצו עלינו?
      (0-10)",מה הסיבה לציון?,"I am *satisfied* with the delivery",customer,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags
      a1b2,10,"מהירים, אדיבים",5,C1,completed,2026-06-14 06:00:00,,2026-06-14 06:05:00,f00,
      c3d4,4,,2,C2,completed,2026-06-15 06:00:00,,2026-06-15 06:05:00,f01,

      """)
    #expect(inspection.format == .surveyTool(.typeform))
    #expect(inspection.declaredZone == "UTC")
    #expect(inspection.columns[1] == "עד כמה סביר שתמליצו עלינו? (0-10)")
    #expect(inspection.questions.map(\.metric) == [.nps, .text, .csat, nil])
    #expect(rows.map { $0[2] } == ["מהירים, אדיבים", ""])
    #expect(table.rowNumbers == [2, 3])
    #expect(table.issues.total == 0)
  }
}
