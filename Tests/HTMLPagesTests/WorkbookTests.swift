@testable import Pages
@testable import Publishing
import Testing
import Wording

/// Tables as workbooks.
struct WorkbookTests {
  private func table(_ cells: [RichText]) -> Table {
    Table(
      id: "t", caption: "", columns: cells.indices.map { .init(RichText("c\($0)"), .text) },
      rows: [.init(cells.map { Datum(value: nil, text: $0) })], isSheet: true)
  }

  /// Entries are stored, so that their text can be read.
  private func text(_ cells: [RichText], _ direction: Direction = .leftToRight) -> String {
    String(decoding: TableWorkbook.bytes(of: table(cells), direction), as: UTF8.self)
  }

  @Test("the checksum is ZIP's: of 123456789 it is CBF43926")
  func checksum() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of([]) == 0)
  }

  @Test("columns are A to Z, AA to ZZ, AAA")
  func letters() {
    #expect([0, 25, 26, 51, 52, 701, 702].map(TableWorkbook.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }

  @Test("what begins like a formula is text, marks of XML are escaped, and an empty cell is left out")
  func cells() {
    let text = text(["=1+1", "a<b>&c", "", "\u{200F}12\u{A0}%\u{1}"])
    #expect(text.contains("<c r=\"A2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>"))
    #expect(text.contains("a&lt;b&gt;&amp;c"))
    #expect(!text.contains("r=\"C2\""))
    #expect(text.contains(">12 %</t>"))
    #expect(!text.contains("<f>"))
  }

  @Test("the sheet runs from right to left where its language does, and the same table has the same bytes")
  func direction() {
    #expect(text(["a"], .rightToLeft).contains("rightToLeft=\"1\""))
    #expect(!text(["a"]).contains("rightToLeft"))
    #expect(text(["a"]) == text(["a"]))
  }
}
