import Testing

@testable import Wording

@Suite struct NumberTests {
  @Test("whole numbers are grouped in threes; negative ones are isolated with their minus")
  func whole() throws {
    let w = try wording()
    let expected = [0: "0", 7: "7", 999: "999", 1_000: "1,000", 12_040: "12,040", 1_234_567: "1,234,567"]
    for (n, text) in expected { #expect(w.number(n).runs == [.text(text)]) }
    #expect(w.number(-12_040).runs == [.figures("−12,040")])
    #expect(w.number(.min).plain == "−9,223,372,036,854,775,808")
  }

  @Test("signed numbers always carry their sign, except zero")
  func signed() throws {
    let w = try wording()
    #expect(w.signed(18).runs == [.figures("+18")])
    #expect(w.signed(-12).runs == [.figures("−12")])
    #expect(w.signed(0).runs == [.figures("0")])
    #expect(w.signed(1_180).plain == "+1,180")
    #expect(w.signed(3.25, places: 1).plain == "+3.3")
    #expect(w.signed(-0.01, places: 1).plain == "0.0")
  }

  @Test("decimals round halves away from zero as written, not as stored")
  func decimals() throws {
    let w = try wording()
    #expect(w.decimal(4.25, places: 1).plain == "4.3")
    #expect(w.decimal(0.285, places: 2).plain == "0.29")
    #expect(w.decimal(1.005, places: 2).plain == "1.01")
    #expect(w.decimal(1_234.5, places: 2).plain == "1,234.50")
    #expect(w.decimal(-0.04, places: 1).runs == [.text("0.0")])
    #expect(w.decimal(-2.5, places: 1).runs == [.figures("−2.5")])
    #expect(w.decimal(2.04, places: 1).plain == "2.0")
    #expect(w.decimal(.nan, places: 1).plain == "—")
    #expect(w.decimal(.infinity, places: 1).plain == "—")
  }

  @Test("percents are whole below a base of 1,000 and have one decimal from there on")
  func percents() throws {
    let w = try wording()
    #expect(w.percent(0.37, base: 999).runs == [.figures("37%")])
    #expect(w.percent(0.37, base: 1_000).runs == [.figures("37.0%")])
    #expect(w.percent(0.3749, base: 3_900).plain == "37.5%")
    #expect(w.percent(0.3749).plain == "37%")
    #expect(w.percent(0, base: 500).plain == "0%")
    #expect(w.percent(1, base: 500).plain == "100%")
    #expect(w.percent(-0.125, base: 5_000).runs == [.figures("−12.5%")])
    #expect(w.percent(.nan, base: 5).plain == "—")
  }

  @Test("a share too small for its precision is less than one, never zero")
  func tinyPercents() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(he.percent(0.004, base: 500).plain == "פחות מ־1%")
    #expect(he.percent(0.007, base: 500).plain == "פחות מ־1%")
    #expect(en.percent(0.004, base: 500).plain == "less than 1%")
    #expect(en.percent(0.003, base: 60_000).plain == "0.3%")
    #expect(en.percent(0.0004, base: 60_000).plain == "less than 0.1%")
  }

  @Test("299 of 300 is not all of them")
  func almostAll() throws {
    let (he, en) = (try wording(), try wording(.english))
    #expect(he.share(299, of: 300).plain == "מעל 99%")
    #expect(en.share(299, of: 300).plain == "over 99%")
    #expect(en.share(2_999, of: 3_000).plain == "over 99.9%")
    #expect(en.share(300, of: 300).plain == "100%")
    #expect(en.share(298, of: 300).plain == "99%")
  }

  @Test(
    "a band of ages is a range, what has no letters reads as figures do, and what only looks like a range is a name")
  func values() throws {
    let he = try wording()
    #expect(he.value("25-34").runs == [.figures("25–34")])
    #expect(he.value("65+").runs == [.figures("65+")])
    #expect(he.value("a-b").runs == [.name("a-b")])
    #expect(he.value("-5").runs == [.figures("-5")])
  }

  @Test("a share of fewer than 30 is told as so many of so many, and of nothing is a dash")
  func shares() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(he.share(7, of: 18).plain == "7 מתוך 18")
    #expect(en.share(7, of: 18).plain == "7 of 18")
    #expect(en.share(0, of: 29).plain == "0 of 29")
    #expect(en.share(15, of: 30).plain == "50%")
    #expect(en.share(1_045, of: 3_870).plain == "27.0%")
    #expect(he.share(0, of: 0) == he.undefined)
    #expect(he.undefined.plain == "—")
  }

  @Test("ranges are words in sentences and one isolate in captions, low on the left")
  func ranges() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(
      he.range(0.256, 0.284, base: 3_870).runs
        == [.text("בין "), .figures("25.6%"), .text(" ל־"), .figures("28.4%")])
    #expect(en.range(0.256, 0.284, base: 3_870).plain == "25.6% to 28.4%")
    #expect(he.captionRange(0.256, 0.284, base: 3_870).runs == [.figures("25.6–28.4%")])
    #expect(he.captionRange(0.25, 0.29, base: 400).runs == [.figures("25–29%")])
    #expect(he.captionRange(-0.02, 0.08, base: 400).plain == "בין −2% ל־8%")
    #expect(en.range(0.001, 0.02, base: 400).plain == "0.1% to 2.0%", "an end above zero is not printed as zero")
    #expect(en.range(0.371, 0.373, base: 400).plain == "37.1% to 37.3%", "a range keeps its width")
    #expect(en.range(0, 0, base: 400).plain == "0%")
    #expect(he.numberRange(27, 35).plain == "בין 27 ל־35")
    #expect(en.numberRange(27, 35).plain == "27 to 35")
    #expect(he.captionRange(3.9, 4.2, places: 1).runs == [.figures("3.9–4.2")])
    #expect(he.captionRange(-12, 4, places: 0).runs == [.text("בין "), .figures("−12"), .text(" ל־4")])
  }

  @Test("differences of percents are percentage points, in words for one and two")
  func points() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(he.points(0.06, base: 1_480).plain == "6 נקודות אחוז")
    #expect(he.points(-0.01, base: 500).plain == "נקודת אחוז אחת")
    #expect(he.points(0.02, base: 1_500).plain == "שתי נקודות אחוז")
    #expect(he.points(0.023, base: 1_500).plain == "2.3 נקודות אחוז")
    #expect(he.points(0.004, base: 500).plain == "0.4 נקודות אחוז")
    #expect(en.points(0.01, base: 500).plain == "1 percentage point")
    #expect(en.points(-0.083, base: 1_500).plain == "8.3 percentage points")
    #expect(he.pointsRange(0.028, 0.092).plain == "בין 2.8 ל־9.2")
  }

  @Test("money has its sign on the left and no agorot from 100 up")
  func money() throws {
    let w = try wording()
    #expect(w.money(1_234_000_000).runs == [.figures("₪1,234")])
    #expect(w.money(-1_234_000_000).runs == [.figures("−₪1,234")])
    #expect(w.money(99_900_000).plain == "₪99.90")
    #expect(w.money(99_996_000).plain == "₪100")
    #expect(w.money(100_500_000).plain == "₪101")
    #expect(w.money(45_000_000).plain == "₪45")
    #expect(w.money(50_000).plain == "₪0.05")
    #expect(w.money(0).plain == "₪0")
    #expect(w.money(-4_000).plain == "₪0")
    #expect(w.money(Int128(Int64.min)).plain == "−₪9,223,372,036,855")
    #expect(w.money(18_000_000_000_000_000_000).plain == "₪18,000,000,000,000")
    #expect(w.moneyRange(205_000_000_000, 589_000_000_000).plain == "בין ₪205,000 ל־₪589,000")
    #expect(try wording(.english, currency: "USD").money(12_500_000).plain == "$12.50")
    #expect(try wording(.english, currency: "JPY").money(12_500_000).plain == "¥13")
    #expect(try wording(.english, currency: "CHF").money(-1_200_000_000).plain == "−CHF\u{A0}1,200")
  }

  @Test(
    "a probability is never printed as certain or impossible",
    arguments: [
      (1.0, "מעל 99%", "over 99%"), (0.996, "מעל 99%", "over 99%"), (0.994, "99%", "99%"),
      (0.004, "פחות מ־1%", "less than 1%"), (0, "פחות מ־1%", "less than 1%"), (0.42, "42%", "42%"),
    ])
  func probabilities(p: Double, hebrew: String, english: String) throws {
    #expect(try wording(.hebrew).probability(p).plain == hebrew)
    #expect(try wording(.english).probability(p).plain == english)
  }
}
