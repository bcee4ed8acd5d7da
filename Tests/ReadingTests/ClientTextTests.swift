import Foundation
import TestSupport
import Testing

@testable import Reading

/// Quotation marks, NUL bytes and encodings as clients send them.
@Suite struct ClientTextTests {
  @Test("a lone mark does not swallow the rows behind it")
  func lone() throws {
    let between = (2..<200).map { "\($0),ok,y\n" }.joined()
    let text = "a,b,c\n1,\"55 TV,x\n" + between + "200,\"55 TV,x\n201,ok,z\n"
    let result = try rows(of: text)
    #expect(result.table.rowCount == 201)
    #expect(result.rows[0] == ["1", "\"55 TV", "x"])
    #expect(result.table.issues.count(of: .unclosedQuote) == 2)
    #expect(result.table.issues.samples.filter { $0.kind == .unclosedQuote }.map(\.row) == [2, 201])
  }

  @Test("a cell of several lines stays one where its lines are no records")
  func several() throws {
    let result = try rows(of: "a,b,c\n1,\"one\ntwo, three\nfour\",x\n2,\"p,q\",y\n")
    #expect(result.rows == [["1", "one\ntwo, three\nfour", "x"], ["2", "p,q", "y"]])
    #expect(result.table.issues.total == 0)
  }

  @Test("a lone mark in a long file is no cell of the whole rest")
  func long() throws {
    let text = "a,b,c\n1,\"55 TV,x\n" + (2..<60_000).map { "\($0),ok,yes\n" }.joined()
    var limits = ReadingLimits()
    limits.fieldBytes = 4096
    let result = try rows(of: text, limits: limits)
    #expect(result.table.rowCount == 59_999)
    #expect(result.table.issues.count(of: .unclosedQuote) == 1)
  }

  @Test(
    "blanks before a mark, gershayim and backslashes inside a cell",
    arguments: [
      ("1, \"x, y\",2", "x, y"), ("1,\"צה\"ל, חיפה\",2", "צה\"ל, חיפה"),
      ("1,\"say \\\"hi\\\", ok\",2", "say \\\"hi\\\", ok"), ("1,\"אור, בע\"מ\",2", "אור, בע\"מ"),
      ("1,\"C:\\dir\\\",2", "C:\\dir\\"),
    ])
  func inner(line: String, expected: String) throws {
    #expect(try rows(of: "a,b,c\n\(line)\n3,ok,4\n").rows[0] == ["1", expected, "2"])
  }

  @Test("blanks before every mark, and in the header too")
  func blanksBeforeMarks() throws {
    let result = try rows(of: "a, \"b\", \"c\"\n\"1\", \"x\", \"\"\n\"2\", \"y, z\", \"w\"\n3, \"Home\" page, v\n")
    #expect(result.rows == [["1", "x", ""], ["2", "y, z", "w"], ["3", "\"Home\" page", "v"]])
    #expect(result.table.issues.total == 0)
  }

  @Test("names that differ in nothing one can see are one")
  func names() {
    for name in ["אתר\u{200F}", "\u{200B}אתר", "א\u{AD}תר", "אתר\u{A0}"] { #expect(visibleName(name) == "אתר") }
    #expect(visibleName("Call centre") == "Call centre")
  }

  @Test("text of one code page is told from that of another by the whole of it")
  func pages() {
    func encoding(_ bytes: [UInt8]) -> TextEncoding {
      var counts = ByteCounts()
      counts.add(bytes)
      return counts.encoding
    }
    // "Rückruf,Gäste für" in Windows-1252, "שלום" in Windows-1255 and in CP862.
    let german: [UInt8] = [
      0x52, 0xFC, 0x63, 0x6B, 0x72, 0x75, 0x66, 0x2C, 0x47, 0xE4, 0x73, 0x74, 0x65, 0x20, 0x66, 0xFC, 0x72,
    ]
    #expect(encoding(german) == .windows1252)
    #expect(encoding([0x61, 0x2C, 0xF9, 0xEC, 0xE5, 0xED]) == .windows1255)
    #expect(encoding([0x61, 0x2C, 0x99, 0x8C, 0x85, 0x8D]) == .cp862)
    #expect(encoding(Array("שלום, Gäste".utf8)) == .utf8)
    #expect(encoding(Array("GÃ¤ste fÃ¼r RÃ¼ckruf".utf8)) == .utf8Twice)
    // "שלום חנות, מוקד" in Windows-1255, taken for Windows-1252; French and German are what they are.
    #expect(encoding(Array("c1,ùìåí çðåú,îå÷ã".utf8)) == .windows1255Twice)
    #expect(encoding(Array("déjà vu à l'été, où ça, élève, préféré, là-bas, évènement".utf8)) == .utf8)
    #expect(encoding(Array("Gäste für Rückruf, größer, Äpfel, süß, Öl, fährt, schön".utf8)) == .utf8)
    #expect(encoding(Array("שלום ùìåí çðåú".utf8)) == .utf8)
  }

  @Test(
    "Hebrew that was taken for Western letters is turned back, with and without a byte order mark",
    arguments: ["", "\u{FEFF}"])
  func westernLetters(mark: String) throws {
    let text = mark + "c,t,÷ùø\n" + (0..<20).map { "k\($0),2026-01-05 10:00,ùìåí çðåú €\($0 % 2)\n" }.joined()
    try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.encoding == .windows1255Twice)
      #expect(inspection.columns == ["c", "t", "קשר"])
      #expect(inspection.samples[2].prefix(2) == ["שלום חנות €0", "שלום חנות €1"])
      #expect(inspection.spoiltTexts.total == 0)
    }
  }

  @Test(
    "text that a wrong encoding has spoilt is known where it cannot be mended",
    arguments: [
      ("ùìåí çðåú", true), ("çðåú 12", true), ("׳©׳\u{FFFD}׳•׳\u{FFFD} ׳—׳\u{A0}׳•׳×", true),
      ("×©×\u{9C}×\u{95}×\u{9D}", true), ("???? ????", true), ("???????", true), ("שלום", false),
      ("déjà vu à côté", false), ("צ׳ק וג׳ינס", false), ("3×4×5 cm", false), ("really???", false), ("?", false),
      ("Visit", false), ("für größere Gäste", false),
    ])
  func spoilt(text: String, isSpoilt: Bool) {
    #expect(SpoiltText.isSpoilt(text) == isSpoilt)
  }

  @Test("a column of spoilt text is an issue with its cells")
  func spoiltColumn() throws {
    // The whole is not spoilt in one way: other cells are Hebrew.
    let text = "c,t,קשר\n" + (0..<20).map { "k\($0),2026-01-05,\($0 % 4 == 0 ? "ùìåí" : "שלום")\n" }.joined()
    let issues = try withFile(Array(text.utf8)) { try inspect($0, format: nil).spoiltTexts }
    #expect(issues.count(of: .spoiltText, column: "קשר") == 5 && issues.total == 5)
    #expect(issues.samples.first?.row == 2)
  }
}

@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientTextFileTests {
  private func table(_ name: String, _ column: String) throws -> (values: Set<String>, table: Table) {
    let path = try #require(Repository.sharedData).appending(path: "cases/" + name).path
    let inspection = try inspect(InputFile(path: path), format: nil)
    let table = try read(
      inspection, ReadRequest(columns: [ColumnRequest(name: column, kind: .dictionary)], zone: .utc))
    guard case .dictionary(let texts) = table.columns[0] else { return ([], table) }
    return (Set(texts.values), table)
  }

  @Test("397 rows where marks of inches open cells", arguments: ["33o-two-open.csv", "33j-inch.csv"])
  func inches(name: String) throws {
    let found = try table("01-unbalanced-quotes-lose-rows/" + name, "Activity")
    #expect(found.table.rowCount == 397)
    #expect(found.table.issues.count(of: .unclosedQuote) > 0)
  }

  @Test("397 events with a NUL byte amidst them or behind them", arguments: ["11a-one-nul.csv", "11b-nul-tail.csv"])
  func nul(name: String) throws {
    let found = try table("37-one-nul-byte/" + name, "Activity")
    #expect(found.table.rowCount == 397)
    #expect(found.table.issues.count(of: .nulBytes) == (name.contains("tail") ? 512 : 1))
    #expect(found.values.contains("Website"))
  }

  @Test(
    "encodings that the whole file tells",
    arguments: [
      ("10a-german-1252.csv", "Aktivität", "Rückruf"), ("10c-cp862.csv", "פעילות", "שיחת טלפון"),
      ("10d-mojibake.csv", "פעילות", "שיחת טלפון"), ("09-late-1255.csv", "Activity", "אתר"),
    ])
  func encodings(name: String, column: String, value: String) throws {
    #expect(try table("38-encodings/" + name, column).values.contains(value))
  }
}
