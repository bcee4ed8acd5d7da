import Foundation
import TestSupport
import Testing

@testable import Reading

/// Times as programs and people write them with words, blanks and digits run together.
@Suite struct WordedTimeTests {
  @Test(
    "months and weekdays in English words are read",
    arguments: [
      ("03/Jan/26 03:10 PM", "2026-01-03T15:10:00Z"), ("\"Jan 03, 2026 03:10 PM\"", "2026-01-03T15:10:00Z"),
      ("03-Jan-2026 15:10:00", "2026-01-03T15:10:00Z"), ("03-JAN-26", "2026-01-03T00:00:00Z"),
      ("03-JAN-26 03.10.05.250000 PM", "2026-01-03T15:10:05Z"), ("3 January 2026", "2026-01-03T00:00:00Z"),
      ("January 3rd, 2026 at 3:10 PM", "2026-01-03T15:10:00Z"), ("2026-Jan-03 15:10", "2026-01-03T15:10:00Z"),
      ("\"Sat, 03 Jan 2026 15:10:00 GMT\"", "2026-01-03T15:10:00Z"),
      ("\"Sat, 3 Jan 2026 15:10:00 +0200\"", "2026-01-03T13:10:00Z"),
      ("Sat Jan 03 2026 15:10:00 GMT+0200 (Israel Standard Time)", "2026-01-03T13:10:00Z"),
      ("Mon Jun 01 2026", "2026-06-01T00:00:00Z"), ("Sat Jan  3 15:10:00 2026", "2026-01-03T15:10:00Z"),
      ("Sat Jan  3 15:10:00 UTC 2026", "2026-01-03T15:10:00Z"),
      ("03/Jan/2026:15:10:00 +0200", "2026-01-03T13:10:00Z"), ("Saturday 31/01/2026 15:10", "2026-01-31T15:10:00Z"),
      ("31st of January 2026 9 AM", "2026-01-31T09:00:00Z"), ("4 Sept 2026", "2026-09-04T00:00:00Z"),
      ("31/01/2026 15h10", "2026-01-31T15:10:00Z"), ("2026-01-03 15h", "2026-01-03T15:00:00Z"),
      ("31.01.2026 15.10", "2026-01-31T15:10:00Z"),
    ])
  func english(text: String, expected: String) throws {
    let result = try column([text], .time(.auto))
    #expect(try result.values.map { $0 / 1_000_000 } == [micros(expected) / 1_000_000])
  }

  @Test(
    "months and weekdays in Hebrew words are read",
    arguments: [
      ("3 בינואר 2026 15:10", "2026-01-03T15:10:00Z"), ("3 ינו׳ 2026", "2026-01-03T00:00:00Z"),
      ("ה-3 במרץ 2026", "2026-03-03T00:00:00Z"),
      ("ה-1 למרץ 2026 9:05", "2026-03-01T09:05:00Z"),
      ("יום שבת, 3 בינואר 2026 בשעה 15:10", "2026-01-03T15:10:00Z"),
      ("יום א׳ 4 באוקטובר 2026", "2026-10-04T00:00:00Z"), ("שבת 31/01/2026 3:10 אחה״צ", "2026-01-31T15:10:00Z"),
      ("5 דצמבר 26 9:05 לפנה״צ", "2026-12-05T09:05:00Z"), ("3-ספט-2026", "2026-09-03T00:00:00Z"),
    ])
  func hebrew(text: String, expected: String) throws {
    #expect(try column([text], .time(.auto)).values == [micros(expected)])
  }

  @Test(
    "digits run together are a date before they are a Unix time",
    arguments: [
      ("202601031510", "2026-01-03T15:10:00Z"), ("20260103151020", "2026-01-03T15:10:20Z"),
      ("20260103151020500", "2026-01-03T15:10:20Z"),
    ])
  func compact(text: String, expected: String) throws {
    #expect(try column([text], .time(.auto)).values.map { $0 / 1_000_000 } == [micros(expected) / 1_000_000])
  }

  @Test(
    "blanks of every width are spaces",
    arguments: ["\u{A0}", "\u{202F}", "\u{2009}", "\u{3000}", "\u{200E} "])
  func blanks(blank: String) throws {
    #expect(try column(["\"03/25/2026, 03:10:00\(blank)PM\""], .time(.auto)).values == [micros("2026-03-25T15:10:00Z")])
    #expect(
      try column(["25.03.2026\(blank)15:10"], .time(.pattern("dd.MM.yyyy HH:mm"))).values
        == [micros("2026-03-25T15:10:00Z")])
  }

  @Test("patterns hold weekdays and Hebrew months")
  func patterns() throws {
    #expect(
      try column(["Sat 3 Jan 2026"], .time(.pattern("EEE d MMM yyyy"))).values == [micros("2026-01-03T00:00:00Z")])
    #expect(try column(["3 בינואר 2026"], .time(.pattern("d MMMM yyyy"))).values == [micros("2026-01-03T00:00:00Z")])
  }

  @Test(
    "what might be several moments, or is none, is an issue",
    arguments: [
      "Sat Jan 03 15:10:00 IST 2026", "\"Sat, 03 Jan 2026 15:10:00 EST\"", "32 Jan 2026", "30 Feb 2026", "Jan 2026",
      "3 Janvember 2026", "Jan 3 15:10:00", "3 Jan 2026 25:10", "3 Jan 2026 13:10 PM", "May I call 3 times in 2026",
      "15h10", "3 Jan 2026 15:10 GMT+0200 (IST", "Room 3 Jan 2026",
    ])
  func unreadable(text: String) throws { #expect(try column([text], .time(.auto)).values == [.min]) }

  @Test("a column in which a spreadsheet took days for months is told, and one line reads it")
  func swapped() throws {
    // The third of January became the first of March; the thirteenth stayed as it was written.
    let cells = (1...9).map { "2026-0\($0)-01 10:00:00" } + (13...28).map { "\($0)/01/2026 10:00" }
    let found = try column(cells, .time(.auto))
    #expect(found.table.times?.isSwapped == true)
    let mended = try column(cells, .time(.excelSwapped))
    #expect(
      try mended.values == (1...9).map { try micros("2026-01-0\($0)T10:00:00Z") }
        + (13...28).map { try micros("2026-01-\($0)T10:00:00Z") })
    #expect(try column(cells + ["2026-03-13"], .time(.auto)).table.times?.isSwapped == false)
    #expect(try column(Array(cells.prefix(9)), .time(.auto)).table.times?.isSwapped == false)
  }

  @Test("a time ten years from all others is far, if it is one or fewer than one in a thousand")
  func far() throws {
    let day: Int64 = 86_400_000_000
    let days = (0..<400).map { 20_000 * day + Int64($0) * day / 3 }
    #expect(FarTimes(days) == nil)
    let one = FarTimes(days + [40_000 * day])
    #expect(one?.rows == 1)
    #expect(one?.sound.contains(days[0]) == true && one?.sound.contains(days[399]) == true)
    #expect(FarTimes([0] + days + [2_900_000 * day])?.rows == 2)
    // Where a system has no date it writes one and the same, however often.
    #expect(FarTimes(days + Array(repeating: 2_932_896 * day, count: 30))?.rows == 30)
    #expect(FarTimes(days + Array(repeating: -25_569 * day + day / 2, count: 30))?.rows == 30)
    #expect(FarTimes(days + Array(repeating: -25_560 * day, count: 30)) == nil)
    // Two of four hundred and two are too many, and ten of ten thousand are not.
    #expect(FarTimes(days + [40_000 * day, 40_001 * day]) == nil)
    #expect(FarTimes(Array(repeating: days, count: 25).flatMap { $0 } + Array(repeating: 0, count: 10))?.rows == 10)
    // Of few times nobody can tell which is usual.
    #expect(FarTimes(Array(days.prefix(50)) + [0]) == nil)
    #expect(FarTimes(days + [20_133 * day + 3653 * day]) == nil)
  }

  @Test("zones are areas with cities, or UTC")
  func zones() {
    for name in ["IST", "EST", "EST5EDT", "GMT", "Israel", "+02:00"] { #expect(TimeZoneTable(identifier: name) == nil) }
    for name in ["UTC", "Asia/Jerusalem", "America/Argentina/Buenos_Aires"] {
      #expect(TimeZoneTable(identifier: name) != nil)
    }
  }
}

/// Files of times as clients sent them.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientTimesTests {
  /// 397 events; 2026-01-03 15:10 to 2026-07-17, as the READMEs say.
  @Test(
    "397 times from the third of January to the seventeenth of July, however they are written",
    arguments: [
      "23-yyyymmddhhmm/07m-compact.csv", "24-nbsp-before-pm/05-nnbsp.csv", "24-nbsp-before-pm/05b-nbsp.csv",
      "25-months-in-words/04a-jira.csv", "25-months-in-words/04b-us.csv", "25-months-in-words/04c-oracle.csv",
      "25-months-in-words/04e-rfc.csv", "25-months-in-words/04f-jsdate.csv", "25-months-in-words/04h-hebmonth.csv",
    ])
  func written(name: String) throws {
    let path = try #require(Repository.sharedData).appending(path: "cases/" + name).path
    let inspection = try inspect(InputFile(path: path), format: nil)
    let time = try #require(guessRoles(inspection).first { $0.role == .time })
    let zone = try #require(TimeZoneTable(identifier: "Asia/Jerusalem"))
    let table = try read(
      inspection, ReadRequest(columns: [ColumnRequest(name: time.column, kind: .time(.auto))], zone: zone))
    guard case .time(let times) = table.columns[0] else {
      Issue.record("the column holds no times")
      return
    }
    #expect(times.count == 397)
    #expect(!times.contains(.min))
    let first = try micros(name.contains("04e") ? "2026-01-03T15:10:00Z" : "2026-01-03T13:10:00Z")
    #expect(times.min() == first)
    let last = try #require(times.max())
    #expect(try last >= micros("2026-07-17T00:00:00Z") - 3 * 3_600_000_000 && last < micros("2026-07-18T00:00:00Z"))
  }
}
