import Testing

@testable import Reading

/// Ids as definitions.md says they compare, and what names nobody.
struct CustomerIDTests {
  @Test(
    "marks nobody sees, blanks, a formula's quotation marks and empty decimals are no part of an id",
    arguments: [
      ("\u{200E}10367", "10367"), ("\u{202B}10367\u{202C}", "10367"), ("\u{FEFF}10367", "10367"),
      (" 10367\u{A0}", "10367"),
      ("=\"0123\"", "0123"), ("13286.0", "13286"), ("13286.00", "13286"), ("'0541234567", "0541234567"),
      ("Dana@Example.com", "dana@example.com"), ("e\u{301}1", "\u{E9}1"), ("1.3286E+04", "13286"),
      ("9.72540123456E+11", "972540123456"), ("12E4", "12E4"), ("v1.5.0", "v1.5.0"), ("00123", "00123"),
      ("a-1", "a-1"), ("0-0-0", "0-0-0"), ("Nona", "Nona"), ("O'Brien", "O'Brien"),
    ])
  func cleaned(_ cell: String, _ id: String) { #expect(CustomerID(cell) == .named(id)) }

  @Test(
    "words and numbers that systems write for nobody name nobody",
    arguments: [
      "(not set)", "null", "NULL", "undefined", "anonymous", "Guest", "0", "-", "--", "N/A", "#N/A", "None", "nan",
      "0.0", "00000000-0000-0000-0000-000000000000", "\\N", "אורח", "לקוח מזדמן", "<null>", "\u{200F}null",
      "test", "Guest checkout", "CASH", "Anonymous user", "לקוח קופה", "noemail@noemail.com", "NoEmail@NoEmail.com",
      "[deleted]",
    ])
  func nobody(_ cell: String) { #expect(CustomerID(cell) == .placeholder) }

  @Test(
    "what only begins with a word for nobody, and a number of one digit, is an id",
    arguments: ["Testa", "test1", "Cash Johnny", "guesthouse@example.com", "999999999", "11111111", "קופה ראשית"])
  func somebody(_ cell: String) { #expect(CustomerID(cell) == .named(cell)) }

  @Test(
    "a number that a spreadsheet rounded is nobody's", arguments: ["9.72540E+11", "9.7254E+11", "1E+05", "9,7254E+11"])
  func rounded(_ cell: String) { #expect(CustomerID(cell) == .rounded) }

  @Test("nothing but marks nobody sees is empty")
  func missing() { #expect(CustomerID("\u{200F} \u{FEFF}") == .missing) }

  @Test("a key is plain only where its text is an id as it stands")
  func plainKeys() {
    let texts = [
      "10367", "0", "000", "0001", "c0001", "C-0001_x", "null", "guest", "n/a", "a@b.co1", "13286.0", "9.7E+11", "-",
      "123456789012345", "12345678", "123456789", "u_001eef", "(1)", "=1", "-1", "1", "a b1", "abc1\u{1}",
    ]
    for text in texts {
      let key = IDResolver.shortKey(text)
      #expect(key != nil)
      if key?.isPlain == true { #expect(CustomerID(carefully: text) == .named(text), "\(text)") }
    }
    #expect(
      ["10367", "c0001", "u_001eef", "123456789012345", "0001"].allSatisfy { IDResolver.shortKey($0)?.isPlain == true })
  }

  @Test("a key holds every byte of its text and their number, and nothing of what lies beside it")
  func keyBytes() throws {
    let text = "0123456789abcde"
    for count in 1...15 {
      let own = Array(text.utf8.prefix(count))
      // The text lies between other bytes.
      let key = ([0xFF] + own + [0xFF, 0xFF]).withUnsafeBufferPointer { RowKey(short: .init(rebasing: $0[1...count])) }
      let bytes = (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? key.word0 : key.word1) >> UInt64($0 % 8 * 8)) }
      #expect(bytes == own + [UInt8](repeating: 0, count: 15 - count) + [UInt8(count)])
      #expect(IDResolver.shortKey(String(decoding: own, as: UTF8.self)) == key)
      #expect(key.shortText.utf8.elementsEqual(own))
    }
    #expect(IDResolver.shortKey("") == nil)
    #expect(IDResolver.shortKey("0123456789abcdef") == nil)
    #expect(IDResolver.shortKey("דנה") == nil)
  }

  @Test("what has the shape of a plain id is one as it stands, and ids that differ only in digits have one shape")
  func shapes() throws {
    var random = Seeded(state: 7)
    let letters = Array("aZ_-09158@.+( E\u{1}")
    func text() -> String {
      String((0..<Int.random(in: 1...15, using: &random)).map { _ in letters.randomElement(using: &random) ?? "0" })
    }
    func key(_ text: String) throws -> RowKey { try #require(IDResolver.shortKey(text)) }
    var fitting = 0
    for _ in 0..<3000 {
      let own = text()
      guard try key(own).isPlain else { continue }
      let shape = IDShape(try key(own))
      #expect(shape.fits(try key(own)))
      for _ in 0..<20 {
        // Mostly the same text with one or two other bytes, now and then another text.
        var other = Array(own)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          other[Int.random(in: 0..<other.count, using: &random)] = letters.randomElement(using: &random) ?? "0"
        }
        let text = Int.random(in: 0..<8, using: &random) == 0 ? text() : String(other)
        guard shape.fits(try key(text)) else { continue }
        fitting += 1
        #expect(CustomerID(carefully: text) == .named(text), "\(own) \(text)")
      }
    }
    #expect(fitting > 300)
    let shape = IDShape(try key("C00174676"))
    #expect(try ["C00000001", "C99999999", "C10000000"].allSatisfy { shape.fits(try key($0)) })
    #expect(
      try !["C00000000", "D00174676", "C0017467", "C0017467a", "C0017467:", "C0017467/", "c00174676"]
        .contains { shape.fits(try key($0)) })
    #expect(!IDShape().fits(try key("C00174676")))
  }
}
