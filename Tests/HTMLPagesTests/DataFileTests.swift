@testable import Pages
import Publishing
import Testing
import Wording

struct DataFileTests {
  private func csv(_ texts: [RichText], kind: Table.Column.Kind = .text) -> String {
    let table = Table(
      id: "t", caption: "", columns: texts.indices.map { .init(RichText("c\($0)"), kind) },
      rows: [.init(texts.map { Datum(value: nil, text: $0) })])
    return String(decoding: TableCSV.bytes(of: table).dropFirst(3), as: UTF8.self)
  }

  @Test("a CSV begins with the byte-order mark and ends its lines with CRLF")
  func mark() {
    let bytes = TableCSV.bytes(of: Table(id: "t", caption: "", columns: [.init("a", .name)], rows: []))
    #expect(bytes == [0xEF, 0xBB, 0xBF, 0x61, 13, 10])
  }

  @Test("a cell that begins like a formula gets an apostrophe")
  func formulas() {
    #expect(csv(["=1+1", "+x", "-x", "@sum", "\tx"]) == "c0,c1,c2,c3,c4\r\n'=1+1,'+x,'-x,'@sum,'\tx\r\n")
  }

  @Test("signs of full width begin formulas too, and so does a sign behind what nobody sees")
  func disguisedFormulas() {
    for text in ["＝1+1", "＋x", "－x", "＠sum", "\u{FEFF}=1+1", "\u{FEFF}\u{200B}＝1", "\u{2060}@x", " =1+1", "\n=1"] {
      let cell = csv([.name(text)]).unicodeScalars.dropFirst(4).drop { $0 == "\"" }
      #expect(cell.first == "'", "\(text.unicodeScalars.map { $0 })")
    }
    #expect(csv(["\u{FEFF}x", "5＝5", " x"]) == "c0,c1,c2\r\n\u{FEFF}x,5＝5, x\r\n")
  }

  @Test("a signed number stays a number")
  func numbers() {
    #expect(csv(["+18", "-12.5%", "-1,234"]) == "c0,c1,c2\r\n+18,-12.5%,\"-1,234\"\r\n")
    #expect(csv([.figures("−12.5%"), .figures("−2–8")], kind: .number) == "c0,c1\r\n-12.5%,−2–8\r\n")
  }

  @Test("quotes are doubled, and bidi marks and odd spaces do not reach the file")
  func quoting() {
    #expect(csv(["a \"b\", c", "\u{200F}12\u{A0}%\u{2069}"]) == "c0,c1\r\n\"a \"\"b\"\", c\",12 %\r\n")
  }

  private func json(_ value: JSON) -> String { String(decoding: JSONWriter.bytes(of: value), as: UTF8.self) }

  @Test("JSON keeps the order of keys and puts plain lists on one line")
  func order() {
    #expect(
      json(.object(["schema": 1, "b": .array([1, 2]), "a": .object(["x": nil, "y": true]), "e": .array([])]))
        == "{\n \"schema\": 1,\n \"b\": [1, 2],\n \"a\": {\"x\": null, \"y\": true},\n \"e\": []\n}\n")
  }

  @Test("JSON numbers are unrounded and read back as the same number")
  func digits() {
    #expect(json(.number(0.1 + 0.2)) == "0.30000000000000004\n")
    #expect(json(.number(3)) == "3\n")
    #expect(json(.number(1e21)) == "1e+21\n")
    #expect(json(.number(.nan)) == "null\n")
    #expect(json(.number(nil)) == "null\n")
    #expect(json(.integer(12_040)) == "12040\n")
  }

  @Test("JSON text escapes control characters, line separators and the end of a script")
  func text() {
    #expect(json(.string("a\"\u{301}\\\n\u{1}\u{2028}</b>א")) == "\"a\\\"\u{301}\\\\\\n\\u0001\\u2028<\\/b>א\"\n")
  }
}
