import Foundation
import Publishing
import Testing

/// Texts in `report.json`: every byte that must be escaped is, wherever it stands among others.
struct JSONTextTests {
  private func json(_ text: String) -> String {
    let bytes = JSONWriter.bytes(of: .string(text))
    #expect(bytes.first == 34 && bytes.suffix(2) == [34, 10])
    return String(decoding: bytes.dropFirst().dropLast(2), as: UTF8.self)
  }

  /// What each of the first 256 characters is written as, by RFC 8259 and for the sake of scripts around it.
  private func escaped(_ code: UInt32) -> String? {
    switch code {
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    case 0x7F: "\\u007f"
    case 0x00..<0x10: "\\u000" + "0123456789abcdef".map(String.init)[Int(code)]
    case 0x10..<0x20: "\\u001" + "0123456789abcdef".map(String.init)[Int(code - 16)]
    default: nil
    }
  }

  @Test("every character below 256, at every place of a text longer than two words", arguments: 0..<20)
  func everyByte(_ place: Int) throws {
    for code in UInt32(0)..<256 {
      let character = try String(#require(Unicode.Scalar(code)))
      let (before, behind) = (String(repeating: "a", count: place), String(repeating: "b", count: 19 - place))
      #expect(json(before + character + behind) == before + (escaped(code) ?? character) + behind)
    }
  }

  @Test("the two line separators are escaped, and their neighbours that begin alike are not", arguments: 0..<12)
  func separators(_ place: Int) {
    let before = String(repeating: "a", count: place)
    #expect(json(before + "\u{2028}b\u{2029}") == before + "\\u2028b\\u2029")
    #expect(json(before + "\u{2027}–\u{202A}\u{20A8}€\u{2668}") == before + "\u{2027}–\u{202A}\u{20A8}€\u{2668}")
  }

  @Test("a slash is escaped behind < only", arguments: 0..<12)
  func slashes(_ place: Int) {
    let before = String(repeating: "a", count: place)
    #expect(json(before + "</script>") == before + "<\\/script>")
    #expect(json("/" + before + "a/b//<b>/</") == "/" + before + "a/b//<b>/<\\/")
  }

  @Test("characters whose bytes differ from special ones by one bit stay as they are")
  func lookalikes() {
    let text = " !#$%&'()*+,-.0123:;<=>?@AZ[]^_`az{|}~\u{80}\u{A2}\u{FF}\u{12F}אתר\u{3042}🙂"
    for place in 0..<9 {
      let moved = String(repeating: "a", count: place) + text
      #expect(json(moved) == moved)
    }
  }

  @Test("nothing but special characters, and texts longer than what is gathered at a time")
  func long() {
    #expect(json("") == "")
    #expect(json(String(repeating: "\"", count: 40)) == String(repeating: "\\\"", count: 40))
    for count in [32_765, 32_766, 32_767, 32_768, 32_769, 70_000] {
      let plain = String(repeating: "x", count: count)
      #expect(json(plain) == plain)
      #expect(json(plain + "\n" + plain) == plain + "\\n" + plain)
    }
  }

  @Test("what is written reads back as the same text")
  func roundTrip() throws {
    let text = String(String.UnicodeScalarView((0..<0x3000).compactMap { Unicode.Scalar(UInt32($0)) }))
    let read = try JSONSerialization.jsonObject(
      with: Data(JSONWriter.bytes(of: .string(text))), options: [.fragmentsAllowed])
    #expect(Array(try #require(read as? String).unicodeScalars) == Array(text.unicodeScalars))
  }
}

/// Documents written member by member.
struct JSONDocumentTests {
  @Test("members, lists and objects stand as those of a value do")
  func shape() {
    let bytes = JSONWriter.document(room: 0) { json in
      json.member("schema", 1)
      json.list("none", 0) { _, _ in }
      json.list("rows", 2) { json, place in
        json.object(isFlat: place == 1) { json in
          json.member("id", .integer(place))
          if place == 0 { json.object("share", isFlat: true) { $0.member("n", 12) } }
        }
      }
      json.member("share", .estimate(value: 0.5, low: 0.25, high: 0.75, n: 8))
      json.members([JSON.Member("k\"", .array([1, .object(["a": .array([])])]))])
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {
         "schema": 1,
         "none": [],
         "rows": [
          {
           "id": 0,
           "share": {"n": 12}
          },
          {"id": 1}
         ],
         "share": {"value": 0.5, "low": 0.25, "high": 0.75, "n": 8},
         "k\\"": [
          1,
          {"a": []}
         ]
        }

        """)
  }

  @Test("whole numbers of every length and sign")
  func integers() {
    for text in ["0", "9", "10", "-1", "-9", "-10", "1234567890", "9223372036854775807", "-9223372036854775808"] {
      #expect(String(decoding: JSONWriter.bytes(of: .integer(Int64(text) ?? 1)), as: UTF8.self) == text + "\n")
    }
  }
}
