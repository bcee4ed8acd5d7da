import Foundation
import TestSupport
import Testing

@testable import Reading

/// JSON Lines and arrays of objects.
struct JSONTests {
  private func read(_ text: String, limits: ReadingLimits = ReadingLimits()) throws -> (
    columns: [String], rows: [[String]], table: Table
  ) {
    try rows(of: Array(text.utf8), name: "visits.jsonl", limits: limits)
  }

  @Test("keys become columns in order of first sight, nested ones with dots")
  func columns() throws {
    let found = try read(
      """
      {"event":"view","properties":{"page":"/home","n":{"deep":1}}}
      {"event":"buy","amount":12.50,"properties":{"page":"/pay"}}
      """)
    #expect(found.columns == ["event", "properties.page", "properties.n.deep", "amount"])
    #expect(found.rows == [["view", "/home", "1", ""], ["buy", "/pay", "", "12.50"]])
  }

  @Test("numbers stay as written, true and false are words, null and an absent key are empty")
  func values() throws {
    let found = try read(
      #"{"a":1.10,"b":-0.5e+3,"c":true,"d":false,"e":null,"f":12345678901234567890}"# + "\n" + #"{"a":1}"#)
    #expect(found.columns == ["a", "b", "c", "d", "f"])
    #expect(found.rows == [["1.10", "-0.5e+3", "true", "false", "12345678901234567890"], ["1", "", "", "", ""]])
  }

  @Test("arrays of scalars are joined, and arrays of objects joined member by member")
  func arrays() throws {
    let found = try read(
      #"{"tags":["a",1,null,true],"items":[{"id":1,"q":5},{"id":2,"q":6}],"none":[],"x":[[1,2],[3]]}"#)
    #expect(found.columns == ["tags", "items.id", "items.q", "x"])
    #expect(found.rows == [["a; 1; true", "1; 2", "5; 6", "1; 2; 3"]])
  }

  @Test("GA4's lists of keys and values are one column for each key")
  func ga4() throws {
    let found = try read(
      #"{"event_name":"purchase","event_params":[{"key":"page","value":{"string_value":"/a","int_value":null}},{"key":"n","value":{"int_value":"3"}}],"user_properties":[{"key":"plan","value":{"string_value":"gold","set_timestamp_micros":"9"}}],"flat":[{"key":"k","value":7}]}"#
    )
    #expect(found.columns == ["event_name", "event_params.page", "event_params.n", "user_properties.plan", "flat.k"])
    #expect(found.rows == [["purchase", "/a", "3", "gold", "7"]])
  }

  @Test("escapes are resolved, halves of one character joined, a lone half replaced and counted")
  func escapes() throws {
    let found = try read(#"{"a":"\u05e9\u05DC\ud83d\ude00\"\\\/\n.","b":"x\ud83dy","c":"\ud83d\u0041"}"#)
    #expect(found.rows == [["של😀\"\\/\n.", "x\u{FFFD}y", "\u{FFFD}A"]])
    #expect(found.table.issues.count(of: .badEncoding) == 2)
  }

  @Test(
    "a bad line is an issue with its line's number, and the lines around it are read",
    arguments: [
      "{bad", "{\"a\":}", "{\"a\":1", "[1,2]", "\"text\"", "{\"a\" 1}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"\\x\"}",
      "{\"a\":\"\\u12G4\"}", "{\"a\":01x}", "{'a':1}", "nothing", "{\"a\":tru}", "{\"a\":\"open}", "}{", "{\"a\":[1}",
    ])
  func badLines(_ line: String) throws {
    let found = try read("{\"a\":\"first\"}\n\n\(line)\n{\"a\":\"last\"}\n")
    #expect(found.rows == [["first"], ["last"]])
    #expect(found.table.rowsRead == 3)
    #expect(found.table.issues.rejectedRows == 1)
    #expect(found.table.issues.entries.map(\.kind) == [.badRecord])
    #expect(found.table.issues.samples.map(\.row) == [3])
  }

  @Test("an array of objects, on one line or many, reads like lines")
  func array() throws {
    for text in [
      #"[{"a":1,"b":"}]"},{"a":2}]"#, "[\n  {\n    \"a\": 1,\n    \"b\": \"}]\"\n  },\n  {\"a\": 2}\n]\n",
      "{\n \"a\": 1,\n \"b\": \"}]\"\n}\n{\n \"a\": 2\n}\n",
    ] {
      let found = try read(text)
      #expect(found.columns == ["a", "b"])
      #expect(found.rows == [["1", "}]"], ["2", ""]])
    }
    let numbered = try read("[\n{\"a\":1},\n{\"a\":2 3},\n\n{\"a\":4}]")
    #expect(numbered.table.rowNumbers == [2, 5])
    #expect(numbered.table.issues.samples.map(\.row) == [3])
  }

  @Test("objects nested beyond the limit are issues and cost no stack")
  func depth() throws {
    let deep = String(repeating: "{\"a\":", count: 200_000) + "1" + String(repeating: "}", count: 200_000)
    let arrays = "{\"a\":" + String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000) + "}"
    let pairs =
      "{\"a\":" + String(repeating: "[{\"key\":\"k\",\"value\":", count: 5000) + "1"
      + String(repeating: "}]", count: 5000) + "}"
    let found = try read("{\"a\":1}\n\(deep)\n\(arrays)\n\(pairs)\n")
    #expect(found.rows == [["1"]])
    #expect(found.table.issues.rejectedRows == 3)
  }

  @Test("values, records and columns beyond the limits are refused by name")
  func limits() throws {
    var limits = ReadingLimits()
    limits.fieldBytes = 100
    limits.recordBytes = 10_000
    limits.columns = 50
    let long = "{\"a\":\"" + String(repeating: "x", count: 200) + "\"}"
    let wide = "{" + (0..<60).map { "\"k\($0)\":1" }.joined(separator: ",") + "}"
    let endless = "{\"a\":\"" + String(repeating: "x", count: 20_000)
    let name = "visits.jsonl"
    let read: (String) throws -> String = {
      try failure(Array(("{\"a\":1}\n" + $0).utf8), name: name, columns: ["a"], limits: limits)
    }
    #expect(
      try read(long)
        == "visits.jsonl: line 2, column \"a\": the value is longer than 100 bytes; leave the key out of the export, or shorten its texts"
    )
    #expect(try read(wide) == "visits.jsonl: the header has more than 50 columns; is this the right file?")
    limits.chunkBytes = 64
    #expect(
      try failure(Array(endless.utf8), name: name, limits: limits)
        == "visits.jsonl: row 1 is longer than 10,000 bytes; are its line ends missing?")
  }

  @Test(
    "white space without end is refused wherever it stands, and as much as programs write is read",
    arguments: [
      ("[", "\n{\"a\":1}]", 1), ("[{\"a\":1}", ",{\"a\":1}]", 1), ("{\"a\":", "1}", 1), ("[{\"a\":", "1}]", 1),
      ("{\n\"a\":", "1}", 1),
      ("{\"a\":1}\n", "{\"a\":2}\n", 2), ("{\"a\":1}\n", "", 2),
    ])
  func blanks(before: String, after: String, line: Int) throws {
    var limits = ReadingLimits()
    limits.jsonBlankBytes = 1000
    for chunk in [64, 1 << 20] {
      limits.chunkBytes = chunk
      for blank in [" ", "\t", "\n", "\r\n", " \n"]
      where !(blank.contains("\n") && before.hasSuffix(":") && !before.contains("[")) {
        func text(_ count: Int) -> [UInt8] {
          Array((before + String(repeating: blank, count: count / blank.utf8.count) + after).utf8)
        }
        #expect(
          try failure(text(1100), name: "x.json", limits: limits)
            == "x.json: refused: more than 1,000 bytes of white space or bare commas and brackets from line \(line) on;"
            + " export it again without it")
        #expect(try failure(text(900), name: "x.json", limits: limits) == "no error")
      }
    }
    #expect(
      try failure(Array("[{\"a\":1}\(String(repeating: ",", count: 1100))]".utf8), name: "x.json", limits: limits)
        .contains("bare commas"))
  }

  @Test("row numbers count the lines of white space that is passed over")
  func blankLines() throws {
    let blank = String(repeating: "\n", count: 37) + "  \n\r\n"
    for text in ["{\"a\":1}\n\(blank){\"a\":2}\n", "[{\"a\":1},\n\(blank){\"a\":2}]"] {
      let table = try read(text).table
      #expect(table.rowNumbers == [1, 41])
    }
  }

  @Test("of a long text the sample is the beginning, and the cell is whole")
  func longSample() throws {
    let long = String(repeating: "שלום ", count: 2000)
    try withFile(Array("{\"a\":\"\(long)\"}\n".utf8), name: "x.jsonl") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.samples[0][0].utf8.count < 1100)
      let table = try Reading.read(
        inspection, ReadRequest(columns: [ColumnRequest(name: "a", kind: .dictionary)], zone: .utc))
      #expect(texts(of: table) == [[String(long.dropLast())]])
    }
  }

  @Test("a file without one object says what is needed")
  func nothing() throws {
    #expect(
      try failure(Array("{oops\n{oops\n".utf8), name: "x.jsonl").hasPrefix(
        "x.jsonl: line 1 is no JSON object; one object a line"))
    #expect(try failure(Array("[]".utf8), name: "x.json").contains("the file is empty"))
  }

  @Test("small chunks, compression and other encodings change nothing")
  func chunks() throws {
    let text = "{\"a\":\"שלום \\u05d0\",\"b\":[1,2]}\r\n{\"a\":\"x\",\"b\":3}\r\n{\"a\":\"y\"}"
    let whole = try read(text)
    for size in [1, 4, 7, 64] {
      var limits = ReadingLimits()
      limits.chunkBytes = size
      #expect(try read(text, limits: limits).rows == whole.rows)
    }
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
    #expect(try rows(of: wide, name: "a.jsonl").rows == whole.rows)
  }

  @Test("any bytes at all end in rows, issues or one error", arguments: 0..<200)
  func random(_ seed: Int) throws {
    var generator = Seeded(state: UInt64(seed))
    let alphabet = Array("{}[]\",:\\u0d8e1truefalsn \n".utf8) + [0xD7, 0x90, 0xFF]
    let noise = (0..<Int.random(in: 1...400, using: &generator)).map { _ in
      alphabet.randomElement(using: &generator) ?? 0
    }
    _ = try failure(noise, name: "noise.jsonl", format: .jsonl)
    _ = try failure(Array("[{\"a\":1},".utf8) + noise, name: "noise.json", format: .jsonl)
  }

  @Test(
    "an export of Mixpanel, Amplitude, PostHog or GA4 needs no columns",
    arguments: [
      #"{"event":"Sign Up","properties":{"distinct_id":"u1","time":1735725600,"$insert_id":"x"}}"#,
      #"{"amplitude_id":1,"user_id":"u1","event_type":"Sign Up","event_time":"2025-01-01 10:00:00.000000","uuid":"x"}"#,
      #"{"uuid":"x","event":"Sign Up","distinct_id":"u1","timestamp":"2025-01-01T10:00:00Z","properties":{"$browser":"Chrome"}}"#,
      #"{"event_date":"20250101","event_timestamp":"1735725600000000","event_name":"Sign Up","user_pseudo_id":"u1","ecommerce":{"purchase_revenue":5}}"#,
    ])
  func presets(_ line: String) throws {
    try withFile(Array((line + "\n" + line).utf8), name: "export.jsonl") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.format == .jsonl)
      let guesses = guessRoles(inspection)
      func value(_ role: ColumnRole) -> String? {
        guesses.first { $0.role == role }.flatMap { guess in
          inspection.columns.firstIndex(of: guess.column).map { inspection.samples[$0][0] }
        }
      }
      #expect(value(.touchpoint) == "Sign Up")
      #expect(["u1", "1"].contains(value(.customer)))
      #expect(value(.time)?.isEmpty == false)
    }
  }
}
