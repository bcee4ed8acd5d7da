import Foundation
import Testing

@testable import Reading

@Suite struct TimeTests {
  @Test(
    "ISO 8601 is read in all its usual forms",
    arguments: [
      ("2024-01-05T10:20:30Z", "2024-01-05T10:20:30Z"), ("2024-01-05 10:20:30", "2024-01-05T10:20:30Z"),
      ("2024-01-05T10:20", "2024-01-05T10:20:00Z"), ("2024-01-05", "2024-01-05T00:00:00Z"),
      ("2024-01-05T10:20:30+02:00", "2024-01-05T08:20:30Z"), ("2024-01-05T10:20:30+0200", "2024-01-05T08:20:30Z"),
      ("2024-01-05 10:20:30-05", "2024-01-05T15:20:30Z"), ("2024-01-05 10:20:30 UTC", "2024-01-05T10:20:30Z"),
      ("2024/01/05 10:20:30", "2024-01-05T10:20:30Z"), ("20240105", "2024-01-05T00:00:00Z"),
      ("20240105T102030Z", "2024-01-05T10:20:30Z"), ("20240105102030", "2024-01-05T10:20:30Z"),
      ("2024-01-05T24:00:00", "2024-01-06T00:00:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
  func iso(text: String, expected: String) throws {
    let result = try column([text], .time(.auto))
    #expect(try result.values == [micros(expected)])
    #expect(result.table.times?.format == .iso)
  }

  @Test("fractions of one to nine digits become microseconds, finer ones are cut off")
  func fractions() throws {
    let second = try micros("2024-01-05T10:20:30Z")
    let texts = ["1", "12", "123", "123456", "123456789", "1234567890", ""].map { "2024-01-05T10:20:30.\($0)Z" }
    let expected = [100_000, 120_000, 123_000, 123_456, 123_456].map { second + $0 } + [Int64.min, .min]
    let result = try column(texts, .time(.auto))
    #expect(result.values == expected)
    #expect(result.table.issues.count(of: .unreadableTime, column: "x") == 2)
  }

  @Test(
    "what is no time is an issue",
    arguments: [
      "2024-13-01", "2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-01-00", "2024-01-05T25:00:00",
      "2024-01-05T10:60:00", "2024-01-05T10:20:60", "2024-01-05T10:20:3x", "2024-01-05T", "2024-01-05T10", "never",
      "31/02/2024", "32/01/2024", "13/13/2024", "1/2", "1/2/3/4", "2024-01-05T10:20:30+99:00", "12", "1/2/123",
      "0000-01-01",
      "2024-01-05T10:20:30Zx", "2024-1a-05 10:20:30", "--------------------", "99999999999999999999",
    ])
  func unreadable(text: String) throws {
    let result = try column([text], .time(.auto))
    #expect(result.values == [.min])
    #expect(result.table.issues.count(of: .unreadableTime) == 1)
    #expect(result.table.issues.samples.first?.value == text)
  }

  @Test("a day above twelve anywhere in the column decides that the day comes first")
  func dayFirst() throws {
    let result = try column(["03/04/2024", "25.12.2024 10:30", "5-6-24"], .time(.auto))
    #expect(
      try result.values == [
        micros("2024-04-03T00:00:00Z"), micros("2024-12-25T10:30:00Z"), micros("2024-06-05T00:00:00Z"),
      ])
    #expect(result.table.times?.format == .dmy)
    #expect(result.table.times?.isDayMonthGuessed == false)
    #expect(result.table.times?.hasTimeOfDay == true)
  }

  @Test("a second number above twelve decides that the month comes first")
  func monthFirst() throws {
    let result = try column(["03/04/2024 1:05 PM", "12/25/2024, 12:00:00 AM"], .time(.auto))
    #expect(try result.values == [micros("2024-03-04T13:05:00Z"), micros("2024-12-25T00:00:00Z")])
    #expect(result.table.times?.format == .mdy)
  }

  @Test("the only telling date may stand far behind the head")
  func lateEvidence() throws {
    let result = try column(Array(repeating: "03/04/2024", count: 5000) + ["12/25/2024"], .time(.auto))
    #expect(try result.values[0] == micros("2024-03-04T00:00:00Z"))
    #expect(result.table.times?.format == .mdy)
    #expect(result.table.times?.isDayMonthGuessed == false)
  }

  @Test("dates that can all be read both ways are taken day first, and that is said")
  func ambiguous() throws {
    let result = try column(Array(repeating: "03/04/2024", count: 500), .time(.auto))
    #expect(try result.values[0] == micros("2024-04-03T00:00:00Z"))
    #expect(result.table.times?.isDayMonthGuessed == true)
    #expect(result.table.times?.format == .dmy)
    #expect(result.table.times?.hasTimeOfDay == false)
  }

  @Test("a declared order is not questioned")
  func declared() throws {
    #expect(try column(["03/04/2024"], .time(.mdy)).values == [micros("2024-03-04T00:00:00Z")])
    #expect(try column(["25/12/2024"], .time(.mdy)).values == [.min])
    #expect(try column(["03/04/2024"], .time(.iso)).values == [.min])
  }

  @Test(
    "the whole column tells whether a year of two digits stands first",
    arguments: [
      // Days run through the months, years stay the same.
      ((1...28).map { "26-0\(1 + $0 % 3)-\($0 < 10 ? "0" : "")\($0)" }, "26-02-01", "2026-02-01"),
      // No day is the 98th.
      (["98-01-05", "03-02-07"], "98-01-05", "1998-01-05"),
      (["03-02-07 10:30", "98-01-05"], "03-02-07 10:30", "2003-02-07"),
      ((1...28).map { "\($0 < 10 ? "0" : "")\($0)-0\(1 + $0 % 3)-26" }, "01-02-26", "2026-02-01"),
      ((1...28).map { "\($0 < 10 ? "0" : "")\($0)/0\(1 + $0 % 3)/26" }, "01/02/26", "2026-02-01"),
      (["05/01/26", "25/01/26", "07/02/26"], "05/01/26", "2026-01-05"),
      (["01-31-26", "02-03-26"], "02-03-26", "2026-02-03"),
      // The first of each month, year after year.
      ((1...12).map { "01-03-\(10 + $0)" }, "01-03-11", "2011-03-01"),
    ] as [([String], String, String)])
  func yearOfTwoDigits(cells: [String], cell: String, day: String) throws {
    let result = try column(cells, .time(.auto))
    let place = try #require(cells.firstIndex(of: cell))
    let midnight = try micros(day + "T00:00:00Z")
    #expect((midnight..<midnight + 86_400_000_000).contains(result.values[place]))
    #expect(!result.values.contains(.min))
    #expect((result.table.times?.doubt == .placeOfYear) == (cell == "01-03-11"))
  }

  @Test(
    "where nothing tells whether the year or the day stands first, that is said, and a declared pattern reads either")
  func openPlaceOfYear() throws {
    let cells = ["26-01-05", "26-01-07", "26-02-11"]
    let guessed = try column(cells, .time(.auto))
    #expect(guessed.table.times?.doubt == .placeOfYear)
    #expect(try guessed.values[0] == micros("2005-01-26T00:00:00Z"))
    let declared = try column(cells, .time(try #require(TimeFormat(declared: "yy-MM-dd"))))
    #expect(try declared.values[0] == micros("2026-01-05T00:00:00Z"))
    #expect(declared.table.times?.doubt == nil)
  }

  @Test("digits that are all days and times of day with the day first are no Unix times")
  func runTogether() throws {
    let result = try column(["050120261405", "310120260830", "10220261405", "320120261405"], .time(.auto))
    // A cell that is no date leaves it open, and that is said.
    #expect(result.table.times?.doubt == .digits)
    let dates = try column(["050120261405", "310120260830", "10220261405"], .time(.auto))
    #expect(
      try dates.values == [
        micros("2026-01-05T14:05:00Z"), micros("2026-01-31T08:30:00Z"), micros("2026-02-01T14:05:00Z"),
      ])
    #expect(dates.table.times?.doubt == nil)
    let seconds = try column(["05012026140530", "31012026083015"], .time(.auto))
    #expect(try seconds.values == [micros("2026-01-05T14:05:30Z"), micros("2026-01-31T08:30:15Z")])
    let american = try column(["013120260830", "020520261405"], .time(.auto))
    #expect(try american.values == [micros("2026-01-31T08:30:00Z"), micros("2026-02-05T14:05:00Z")])
  }

  @Test("digits that can all be Unix times of our days remain so, and that is said")
  func openDigits() throws {
    // The first of January 2026, without its nought, or the 26th of January 2002.
    let result = try column(["1012026140530", "1022026083015"], .time(.auto))
    #expect(result.values == [1_012_026_140_530_000, 1_022_026_083_015_000])
    #expect(result.table.times?.doubt == .digits)
    #expect(try column(["1704450030123", "1704450031123"], .time(.auto)).table.times?.doubt == nil)
  }

  @Test("Unix times are read by their unit")
  func unix() throws {
    let moment = try micros("2024-01-05T10:20:30Z")
    #expect(try column(["1704450030"], .time(.auto)).values == [moment])
    #expect(try column(["1704450030123"], .time(.auto)).values == [moment + 123_000])
    #expect(try column(["1704450030123456"], .time(.auto)).values == [moment + 123_456])
    #expect(try column(["1704450030.5"], .time(.unix)).values == [moment + 500_000])
    #expect(try column(["-1"], .time(.unix)).values == [-1_000_000])
    #expect(try column(["0"], .time(.unixMillis)).values == [0])
    #expect(try column(["1704450030123456"], .time(.auto)).table.times?.format == .unixMicros)
  }

  @Test("a declared pattern is followed to the letter")
  func pattern() throws {
    let format = try #require(TimeFormat(declared: "yyyy/MM/dd HH:mm:ss.SSS"))
    #expect(
      try column(["2024/01/05 10:20:30.250", "2024-01-05 10:20:30.250"], .time(format)).values
        == [micros("2024-01-05T10:20:30Z") + 250_000, .min])
    let words = try #require(TimeFormat(declared: "d MMM yy 'at' h:mm a"))
    #expect(try column(["5 Jan 24 at 1:30 PM"], .time(words)).values == [micros("2024-01-05T13:30:00Z")])
    #expect(TimeFormat(declared: "HH:mm") == nil)
    #expect(TimeFormat(declared: "nonsense") == nil)
    #expect(TimeFormat(declared: "unix-ms") == .unixMillis)
  }

  @Test("times without a zone are local, and their share is told")
  func local() throws {
    let result = try column(
      ["2024-07-01 12:00:00", "2024-01-01 12:00:00", "2024-01-01T12:00:00Z"], .time(.auto), zone: "Asia/Jerusalem")
    #expect(
      try result.values == [
        micros("2024-07-01T09:00:00Z"), micros("2024-01-01T10:00:00Z"), micros("2024-01-01T12:00:00Z"),
      ])
    #expect(result.table.times?.zoneShare == 1.0 / 3)
  }

  @Test("midnight written out is a time of day")
  func midnight() throws {
    #expect(try column(["2024-01-05 00:00:00"], .time(.auto)).table.times?.hasTimeOfDay == true)
    #expect(try column(["2024-01-05"], .time(.auto)).table.times?.hasTimeOfDay == false)
  }

  @Test("marks of direction around a date do not matter")
  func directionMarks() throws {
    #expect(try column(["\u{200F}25/12/2024\u{200E}"], .time(.auto)).values == [micros("2024-12-25T00:00:00Z")])
  }
}

@Suite struct TimeZoneTableTests {
  @Test("unknown names give nothing, UTC is itself")
  func names() {
    #expect(TimeZoneTable(identifier: "Asia/Yerushalayim-x") == nil)
    #expect(TimeZoneTable(identifier: "") == nil)
    #expect(TimeZoneTable(identifier: "UTC")?.utcMicros(localMicros: 5) == 5)
  }

  @Test(
    "the table agrees with Foundation through the years",
    arguments: [
      "Asia/Jerusalem", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/Moscow",
      "Africa/Casablanca", "America/Caracas", "Pacific/Apia",
    ])
  func agreement(identifier: String) throws {
    let table = try #require(TimeZoneTable(identifier: identifier))
    let zone = try #require(TimeZone(identifier: identifier))
    for step in 0..<2000 {
      let seconds = Double(step) * 2_051_111
      let expected = Int64(seconds) + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
      #expect(table.localMicros(utcMicros: Int64(seconds) * 1_000_000) == expected * 1_000_000)
    }
  }

  @Test("an hour that occurs twice is the first one, and a skipped hour is pushed forward")
  func transitions() throws {
    // Israel went from +03:00 back to +02:00 on 2024-10-27 at 02:00, and forward on 2024-03-29 at 02:00.
    let table = try #require(TimeZoneTable(identifier: "Asia/Jerusalem"))
    let twice = try micros("2024-10-27T01:30:00Z")
    #expect(try table.utcMicros(localMicros: twice) == micros("2024-10-26T22:30:00Z"))
    let skipped = try micros("2024-03-29T02:30:00Z")
    #expect(try table.utcMicros(localMicros: skipped) == micros("2024-03-29T00:30:00Z"))
    #expect(try table.localMicros(utcMicros: micros("2024-03-29T00:30:00Z")) == micros("2024-03-29T03:30:00Z"))
    #expect(try table.utcMicros(localMicros: micros("2024-10-27T02:00:00Z")) == micros("2024-10-27T00:00:00Z"))
  }
}
