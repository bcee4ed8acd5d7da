import Foundation
import SVGCharts
import Testing
import Wording

struct WritingTests {
  private func escaped(_ text: String) -> String {
    var writer = SVGWriter()
    writer.text(text)
    return writer.string
  }
  private func number(_ value: Double) -> String {
    var writer = SVGWriter()
    writer.number(value)
    return writer.string
  }

  @Test("markup in a client's name comes out as words")
  func markup() {
    #expect(escaped("<script>") == "&lt;script&gt;")
    #expect(escaped("]]> & 'x'") == "]]&gt; &amp; &#39;x&#39;")
  }

  @Test("a quote that carries a combining mark is escaped like any other")
  func combining() {
    #expect(escaped("\"\u{301}") == "&quot;\u{301}")
    #expect(escaped("<\u{5B7}") == "&lt;\u{5B7}")
  }

  @Test("controls that XML forbids or that turn the text around them are dropped")
  func controls() {
    #expect(escaped("a\u{0}\u{1}\u{B}\u{7F}\u{85}b") == "ab")
    #expect(escaped("a\u{202E}\u{2066}\u{200F}\u{61C}\u{FEFF}\u{FFFE}b") == "ab")
    #expect(escaped("a\nb\tc") == "a b c")
  }

  @Test("letters of every script and the report's signs stay as they are")
  func letters() {
    let text = "שלום א״ב ג׳ ־ ₪1,234 – … × · % é ü ŵ ж ع 中 😀 € − “x”"
    #expect(escaped(text) == text)
  }

  @Test("coordinates are written to a tenth, by our own code")
  func numbers() {
    #expect(number(12) == "12")
    #expect(number(-0.04) == "0")
    #expect(number(-0.06) == "-0.1")
    #expect(number(1160.25) == "1160.3")
    #expect(number(.nan) == "0")
    #expect(number(.infinity) == "0")
    #expect(number(0.95) == "1" || number(0.95) == "0.9")
  }

  @Test("widths are the fonts' own")
  func widths() {
    // Noto Sans: the digits are 572 thousandths wide, the space 260 (from the font's hmtx table).
    #expect(FontMetrics.width(of: "2026", size: 10, bold: false) == 22.88)
    #expect(FontMetrics.width(of: " ", size: 100, bold: false) == 26)
    #expect(FontMetrics.width(of: "\u{301}\u{200F}", size: 100, bold: true) == 0)
  }

  @Test("a text too long for its lines loses its middle, keeps how it begins and ends, and its full words beside")
  func ellipsis() throws {
    let fitted = TextFitting.fit("one two three four five six", width: 40, lines: 2, sizes: [12])
    #expect(fitted.lines.count == 2)
    #expect(fitted.full == "one two three four five six")
    #expect(fitted.width <= 40)
    let lines = fitted.lines.map { RichText($0.runs).plain }
    #expect(lines[0].hasPrefix("one"))
    #expect(lines[1].contains("…") && lines[1].hasSuffix("six"))
  }

  @Test("labels that differ in their last words alone differ when they are cut")
  func differentEnds() throws {
    let names = ["2024", "2025"].map { RichText([.name("קמפיין דיוור ללקוחות ותיקים בעקבות ביקור בסניף \($0)")]) }
    let cut = names.map { TextFitting.fit($0, width: 70, lines: 1, sizes: [12]) }
    let texts = cut.map { RichText($0.lines[0].runs).plain }
    #expect(texts[0] != texts[1] && texts.allSatisfy { $0.contains("…") }, "\(texts)")
    // One run, so that both halves of a name are told from the words around it alike.
    #expect(cut.allSatisfy { $0.lines[0].runs.count == 1 && $0.width <= 70 })
    let narrow = TextFitting.fit("one two", width: 3, lines: 1, sizes: [12])
    #expect(narrow.lines.map { RichText($0.runs).plain } == ["…"])
  }

  @Test("a comma stays on the line of the name before it")
  func glued() {
    let fitted = TextFitting.fit(
      RichText([.text("at "), .name("Branch"), .text(", at last")]), width: 62, lines: 4, sizes: [12])
    let lines = fitted.lines.map { RichText($0.runs).plain }
    #expect(lines.contains { $0.contains("Branch,") })
  }

  @Test(
    "a line breaks at spaces, never at one that may not be broken, nor inside signs that join",
    arguments: [
      ("5\u{A0}km ok", ["5\u{A0}km", "ok"]), ("👨‍👩‍👧 ok 5\u{A0}km", ["👨‍👩‍👧", "ok", "5\u{A0}km"]),
      ("e\u{301}t\u{2003}so", ["e\u{301}t", "so"]), ("  two  gaps ", ["two", "gaps"]),
    ])
  func breaks(text: String, lines: [String]) {
    let fitted = TextFitting.fit(RichText(text), width: 1, lines: 9, sizes: [12])
    // Too narrow for any word: each is on a line of its own, and only the last may end in an ellipsis.
    #expect(fitted.lines.count == lines.count)
    let wide = TextFitting.fit(RichText(text), width: 900, lines: 1, sizes: [12])
    #expect(wide.lines.map { RichText($0.runs).plain } == [lines.joined(separator: " ")])
    #expect(wide.full == nil)
  }

  @Test("the lines of a label are as even as they can be")
  func balanced() {
    let fitted = TextFitting.fit("aaaa bbbb cccc dddd", width: 90, lines: 2, sizes: [12])
    #expect(fitted.lines.map { RichText($0.runs).plain } == ["aaaa bbbb", "cccc dddd"])
  }

  @Test("Hebrew words that begin with a Latin one keep the line's direction")
  func baseDirection() {
    func line(_ runs: [RichText.Run], _ direction: Direction) -> Bool {
      BaseDirection.needsMark(runs, direction: direction)
    }
    #expect(line([.text("NPS – נכונות להמליץ")], .rightToLeft))
    #expect(!line([.text("נכונות להמליץ (NPS)")], .rightToLeft))
    #expect(!line([.figures("+18")], .rightToLeft))
    #expect(line([.figures("412"), .text(" / "), .name("App")], .rightToLeft))
    #expect(!line([.text("score of "), .name("מוקד")], .leftToRight))
  }
}
