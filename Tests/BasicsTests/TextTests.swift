import Basics
import Testing

struct TextTests {
  @Test("fields with commas, quotes and line ends are quoted")
  func quoting() {
    var text = CSVText()
    text.row(["סניף ת\"א", "a,b", "plain", "", "two\nlines"])
    #expect(String(decoding: text.take(), as: UTF8.self) == "\"סניף ת\"\"א\",\"a,b\",plain,,\"two\nlines\"\n")
    var forSpreadsheets = CSVText(lineEnd: .carriageReturnLineFeed)
    forSpreadsheets.row(["a", "b"])
    forSpreadsheets.row(["1", "2"])
    #expect(String(decoding: forSpreadsheets.bytes, as: UTF8.self) == "a,b\r\n1,2\r\n")
  }

  @Test("the marks of direction are the twelve that Unicode lists, and go out of a text")
  func directionMarks() {
    // PropList.txt: Bidi_Control.
    let listed = [0x061C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069)
    let found = (0...0xD7FF).filter { Unicode.Scalar(UInt32($0))?.isDirectionMark == true }
    #expect(found == listed)
    #expect("\u{200F}שלום\u{061C} \u{2067}a–b\u{2069}".withoutDirectionMarks == "שלום a–b")
  }

  @Test(
    "the distance of two names counts letters added, left out, changed and swapped",
    arguments: [
      ("kitten", "sitting", 3), ("customer", "custmoer", 1), ("", "abc", 3), ("מכירה", "מכירות", 2), ("ca", "abc", 3),
    ])
  func editDistances(_ a: String, _ b: String, _ distance: Int) {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    #expect(editDistance(a, b, atMost: 9) == distance && editDistance(b, a, atMost: 9) == distance)
    #expect(editDistance(a, b, atMost: distance - 1) == nil)
  }

  @Test("a name is compared by its letters and digits")
  func plainNames() {
    #expect(String(String.UnicodeScalarView(lettersAndDigits("Call-Centre 2 (חדש)"))) == "callcentre2חדש")
  }
}
