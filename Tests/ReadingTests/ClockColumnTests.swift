import TestSupport
import Testing

@testable import Reading

/// A table of a day and a time of day in two columns, as it is understood.
private func understood(_ header: String, _ rows: [(day: String, clock: String)]) throws -> Inspection {
  let lines = rows.enumerated().map { "\($1.day),\($1.clock),c\(1000 + $0 % 3),\($0 % 2 == 0 ? "Visit" : "Call")" }
  return try withFile(Array(([header + ",customer,touchpoint"] + lines).joined(separator: "\n").utf8)) { file in
    try inspect(file, format: .csv).recognising()
  }
}

/// The first moment made of the two columns; `nil` where none is made.
private func firstMoment(_ clocks: [String], _ header: String = "date,time") throws -> String? {
  let days = ["2026-01-03", "2026-01-04", "2026-01-05", "2026-01-06"]
  let table = try understood(header, clocks.enumerated().map { (days[$0 % days.count], $1) })
  guard let made = table.made.first(where: { $0.role == .time }),
    let place = table.columns.firstIndex(of: made.name)
  else { return nil }
  return table.samples[place][0]
}

@Suite struct ClockColumnTests {
  @Test(
    "a day that programs write where there is none is no day",
    arguments: [
      ["1899-12-30 08:39:00", "1899-12-30 16:16:00", "1899-12-30 17:28:00"],
      ["1970-01-01T08:39:00", "1970-01-01T16:16:00", "1970-01-01T17:28:00"],
      ["1900-01-00 08:39", "1900-01-00 16:16", "1900-01-00 17:28"],
      ["30/12/1899 08:39", "30/12/1899 16:16", "30/12/1899 17:28"],
      ["0 days 08:39:00", "0 days 16:16:00", "0 days 17:28:00"],
      // The day of the export, under a header that says nothing but the time.
      ["2026-07-12 08:39:00", "2026-07-12 16:16:00", "2026-07-12 17:28:00"],
    ])
  func daysOfNothing(_ clocks: [String]) throws {
    #expect(try firstMoment(clocks) == "2026-01-03 08:39:00")
  }

  @Test(
    "one day in a column that is called more than a time is a day, and one beside a day called more than that",
    arguments: ["date,update_time", "due_date,time"])
  func otherTimes(_ header: String) throws {
    #expect(try firstMoment(["2026-07-12 08:39:00", "2026-07-12 16:16:00", "2026-07-12 17:28:00"], header) == nil)
  }

  @Test("several days of a calendar's beginning are times")
  func severalDays() throws {
    #expect(try firstMoment(["1899-12-30 08:39:00", "2026-01-04 16:16:00", "2026-01-05 17:28:00"]) == nil)
  }

  @Test(
    "times of day are read in every form that their column makes sure",
    arguments: [
      // Zeros before a number are lost: 8:39, and 0:45.
      (["839", "1616", "1728", "930", "1011", "1112", "1213", "1314", "1415", "45"], "08:39:00"),
      (["45", "839", "1616", "1728", "930", "1011", "1112", "1213", "1314", "1415"], "00:45:00"),
      (["83900", "161600", "172805"], "08:39:00"),
      (["4530", "161600", "172805"], "00:45:30"),
      (["08.39", "16.16", "17.28"], "08:39:00"),
      (["08h39", "16h16", "17h28"], "08:39:00"),
      // 0.75 of a day is 18 hours.
      (["0.75", "0.360417", "0.677778"], "18:00:00"),
      (["08:39 לפנה״צ", "04:16 אחה״צ", "05:28 אחה״צ"], "08:39:00"),
      (["04:16 אחה״צ", "08:39 לפנה״צ", "05:28 אחה״צ"], "16:16:00"),
    ])
  func forms(_ clocks: [String], _ first: String) throws {
    #expect(try firstMoment(clocks) == "2026-01-03 " + first)
  }

  @Test(
    "numbers that are no times of day make no moment, and the column is named",
    arguments: [["870", "1616", "1728"], ["14.75", "16.16", "17.28"], ["1.360417", "0.5", "0.677778"]])
  func numbers(_ clocks: [String]) throws {
    #expect(try firstMoment(clocks) == nil)
    let table = try understood("date,time", clocks.enumerated().map { ("2026-01-0\($0 + 3)", $1) })
    let unread = try #require(table.unreadClock(beside: "date"))
    #expect(unread.column == "time")
    #expect(unread.value == clocks[0])
  }

  @Test("nothing is said of a span of time, nor of a day that has its own time of day")
  func nothingUnread() throws {
    let spans = try understood("date,waiting time", [("2026-01-03", "870"), ("2026-01-04", "1616")])
    #expect(spans.unreadClock(beside: "date") == nil)
    let whole = try understood("date,time", [("2026-01-03 08:39", "870"), ("2026-01-04 16:16", "x1")])
    #expect(whole.unreadClock(beside: "date") == nil)
  }
}
