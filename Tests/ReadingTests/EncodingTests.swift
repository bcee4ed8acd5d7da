import Testing

@testable import Reading

@Suite struct EncodingTests {
  private let text = "לקוח,הערה\nא1,\"שלום, עולם\"\nב2,😀 ok\n"
  private let expected = [["א1", "שלום, עולם"], ["ב2", "😀 ok"]]

  private func utf16(_ text: String, big: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap {
      big ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
  }

  @Test("UTF-16 is read in both orders, with and without a mark, in chunks of any size")
  func utf16Orders() throws {
    for big in [false, true] {
      for mark in [false, true] {
        for size in [1, 3, 4096] {
          var limits = ReadingLimits()
          limits.chunkBytes = size
          let result = try rows(of: utf16(text, big: big, mark: mark), limits: limits)
          #expect(result.columns == ["לקוח", "הערה"])
          #expect(result.rows == expected)
        }
      }
    }
  }

  @Test("UTF-8 that was taken for Latin-1 and encoded once more is read, control codes and all")
  func twiceThroughLatin() throws {
    let once = Array("לקוח,נקודה\nא1,ביקור באתר\nב2,שיחה למוקד\n".utf8)
    let twice = once.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
    let result = try rows(of: twice)
    #expect(result.columns == ["לקוח", "נקודה"])
    #expect(result.rows == [["א1", "ביקור באתר"], ["ב2", "שיחה למוקד"]])
  }

  @Test("half a surrogate pair is replaced and counted")
  func loneSurrogate() throws {
    var bytes = utf16("a,b\nx", big: false, mark: true) + [0x00, 0xD8]
    bytes += utf16("y,1\n", big: false, mark: false)
    let result = try rows(of: bytes)
    #expect(result.rows == [["x\u{FFFD}y", "1"]])
    #expect(result.table.issues.count(of: .badEncoding, column: "a") == 1)
  }

  @Test("Windows-1255 is recognised and read")
  func windows1255() throws {
    // "לקוח,ערוץ" and "דנה,אתר", by the code page's table: alef is E0, final tsadi F5, shekel A4.
    let bytes: [UInt8] =
      [0xEC, 0xF7, 0xE5, 0xE7, 0x2C, 0xF2, 0xF8, 0xE5, 0xF5, 0x0A] + [
        0xE3, 0xF0, 0xE4, 0x2C, 0xE0, 0xFA, 0xF8, 0x20, 0xA4, 0x0A,
      ]
    let encoding = try withFile(bytes) { try inspect($0, format: nil).encoding }
    #expect(encoding == .windows1255)
    let result = try rows(of: bytes)
    #expect(result.columns == ["לקוח", "ערוץ"])
    #expect(result.rows == [["דנה", "אתר ₪"]])
  }

  @Test("a few bad bytes in UTF-8 are repaired in their cells and counted each time")
  func badBytes() throws {
    let good = "a,b\nאחת,1\nשתיים,2\nשלוש,3\n"
    let bytes = Array(good.utf8) + [0x78, 0xFF, 0x79, 0x2C, 0x34, 0x0A, 0x78, 0xFF, 0x79, 0x2C, 0x35, 0x0A]
    let result = try rows(of: bytes)
    #expect(result.rows.suffix(2) == [["x\u{FFFD}y", "4"], ["x\u{FFFD}y", "5"]])
    #expect(result.table.issues.count(of: .badEncoding, column: "a") == 2)
  }

  @Test("NUL bytes are dropped and counted, in the head or far behind it")
  func nul() throws {
    let early = try rows(of: Array("a,b\n1,".utf8) + [0, 0x32, 0x0A])
    #expect(early.rows == [["1", "2"]])
    #expect(early.table.issues.count(of: .nulBytes) == 1)
    let late = Array("a,b\n".utf8) + Array(repeatElement(Array("1,2\n".utf8), count: 100_000).joined()) + [0]
    let found = try rows(of: late + Array(repeating: 0, count: 511))
    #expect(found.table.rowCount == 100_000)
    #expect(found.table.issues.count(of: .nulBytes) == 512)
  }

  @Test("what is no text stays refused")
  func binary() throws {
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }
    #expect(try failure(bytes).contains("NUL"))
  }

  @Test("markup, control characters and marks of direction pass as data")
  func hostile() throws {
    let cells = [
      "<script>alert(1)</script>", "a\u{202E}b\u{2066}c", "x\u{7}y\u{1B}[0m", "=cmd|' /C calc'!A0",
      String(repeating: "נ", count: 5000),
    ]
    let result = try rows(of: "v,w\n" + cells.map { "\"\($0)\",1\n" }.joined())
    #expect(result.rows.map { $0[0] } == cells)
  }
}
