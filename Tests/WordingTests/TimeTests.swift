import Basics
import Testing

@testable import Wording

@Suite struct TimeTests {
  @Test(
    "lengths of time agree with their number in both languages",
    arguments: [
      (dayMicros, "יום אחד", "1 day"), (2 * dayMicros, "יומיים", "2 days"), (3 * dayMicros, "3 ימים", "3 days"),
      (7 * dayMicros, "7 ימים", "7 days"), (10 * dayMicros, "10 ימים", "10 days"),
      (11 * dayMicros, "11 יום", "11 days"),
      (14 * dayMicros, "14 יום", "14 days"), (30 * dayMicros, "30 יום", "30 days"),
      (45 * dayMicros, "45 יום", "45 days"),
      (180 * dayMicros, "180 יום", "180 days"), (400 * dayMicros, "400 יום", "400 days"),
      (365 * dayMicros, "שנה", "1 year"), (730 * dayMicros, "שנתיים", "2 years"),
      (1_095 * dayMicros, "3 שנים", "3 years"),
      (20 * 365 * dayMicros, "20 שנה", "20 years"),
      (hourMicros, "שעה אחת", "1 hour"), (2 * hourMicros, "שעתיים", "2 hours"), (5 * hourMicros, "5 שעות", "5 hours"),
      (30 * hourMicros, "30 שעות", "30 hours"), (minuteMicros, "דקה אחת", "1 minute"),
      (2 * minuteMicros, "שתי דקות", "2 minutes"), (30 * minuteMicros, "30 דקות", "30 minutes"),
      (90 * minuteMicros, "90 דקות", "90 minutes"), (0, "0 שניות", "0 seconds"),
      (secondMicros, "שנייה אחת", "1 second"),
      (40 * secondMicros, "40 שניות", "40 seconds"), (400_000, "פחות משנייה", "less than a second"),
    ])
  func durations(micros: Int64, hebrew: String, english: String) throws {
    #expect(try wording().duration(micros: micros).plain == hebrew)
    #expect(try wording(.english).duration(micros: micros).plain == english)
  }

  @Test(
    "measured lengths are rounded so that a reader takes them in",
    arguments: [
      (60 * hourMicros, "2.5 ימים", "2.5 days"), (3 * dayMicros + 600 * secondMicros, "3 ימים", "3 days"),
      (10 * dayMicros + 13 * hourMicros, "11 יום", "11 days"), (150 * minuteMicros, "2.5 שעות", "2.5 hours"),
      (59 * minuteMicros + 50 * secondMicros, "שעה אחת", "1 hour"),
      (119 * minuteMicros + 50 * secondMicros, "שעתיים", "2 hours"),
      (47 * hourMicros + 50 * minuteMicros, "יומיים", "2 days"),
      (900 * dayMicros + hourMicros, "2.5 שנים", "2.5 years"), (90 * secondMicros, "90 שניות", "90 seconds"),
      (9 * dayMicros + 23 * hourMicros + 30 * minuteMicros, "10 ימים", "10 days"),
    ])
  func rounded(micros: Int64, hebrew: String, english: String) throws {
    #expect(try wording().duration(micros: micros).plain == hebrew)
    #expect(try wording(.english).duration(micros: micros).plain == english)
  }

  @Test("no length of time crashes")
  func extremes() throws {
    let w = try wording()
    for micros in [Int64.min, .min + 1, -dayMicros, .max] {
      #expect(!w.duration(micros: micros).plain.contains("⟦"))
      #expect(!w.date(micros: micros).plain.contains("⟦"))
    }
  }

  @Test("the stretch up to now is definite in Hebrew")
  func last() throws {
    let w = try wording()
    #expect(w.lastDuration(micros: 45 * dayMicros).plain == "ב־45 הימים האחרונים")
    #expect(w.lastDuration(micros: 2 * dayMicros).plain == "ביומיים האחרונים")
    #expect(w.lastDuration(micros: 30 * minuteMicros).plain == "ב־30 הדקות האחרונות")
    #expect(try wording(.english).lastDuration(micros: 45 * dayMicros).plain == "in the last 45 days")
  }

  @Test("numbers of months, weeks and times have their dual words")
  func amounts() throws {
    let w = try wording()
    #expect(w.amount(1, .month).plain == "חודש אחד")
    #expect(w.amount(2, .month).plain == "חודשיים")
    #expect(w.amount(12, .month).plain == "12 חודשים")
    #expect(w.amount(2, .week).plain == "שבועיים")
    #expect(w.amount(2, .year).plain == "שנתיים")
    #expect(w.times(2).plain == "פעמיים")
    #expect(w.times(7).plain == "7 פעמים")
    #expect(try wording(.english).amount(12, .month).plain == "12 months")
    #expect(try wording(.english).times(2).plain == "twice")
  }

  @Test("dates are words in sentences and isolated figures in tables")
  func dates() throws {
    let he = try wording()
    let en = try wording(.english)
    // 12 March 2026, 14:05: 20,524 days after the start of 1970.
    let micros = 20_524 * dayMicros + 14 * hourMicros + 5 * minuteMicros
    #expect(he.date(micros: micros).plain == "12 במרץ 2026")
    #expect(en.date(micros: micros).plain == "12 March 2026")
    #expect(he.shortDate(micros: micros).runs == [.figures("12.3.2026")])
    #expect(en.shortDate(micros: micros).runs == [.figures("2026-03-12")])
    #expect(en.date(micros: -1).plain == "31 December 1969")
    #expect(en.date(micros: 951_782_400 * secondMicros).plain == "29 February 2000")
    #expect(he.month(2026, 9).plain == "ספטמבר 2026")
    #expect(he.quarter(2026, 1).plain == "רבעון 1 של 2026")
  }

  @Test("periods of whole months are named by their months")
  func periods() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(he.period(from: (2026, 1, 1), to: (2026, 6, 30)).runs == [.text("ינואר–יוני 2026")])
    #expect(en.period(from: (2026, 1, 1), to: (2026, 6, 30)).plain == "January–June 2026")
    #expect(he.period(from: (2025, 1, 1), to: (2026, 6, 30)).plain == "ינואר 2025 – יוני 2026")
    #expect(he.period(from: (2024, 2, 1), to: (2024, 2, 29)).plain == "פברואר 2024")
    #expect(
      he.period(from: (2026, 1, 1), to: (2026, 6, 29)).runs
        == [.text("מ־"), .figures("1.1.2026"), .text(" עד "), .figures("29.6.2026")])
    #expect(en.period(from: (2024, 2, 1), to: (2024, 2, 28)).plain == "1 February 2024 to 28 February 2024")
    #expect(en.period(from: (2026, 5, 3), to: (2026, 5, 3)).plain == "3 May 2026")
  }

  @Test("a range of lengths is said in one unit, that of the longer")
  func durationRanges() throws {
    let (he, en) = (try wording(), try wording(.english))
    #expect(he.durationRange(micros: 34 * hourMicros, 87 * dayMicros / 10).plain == "בין 1.4 ל־8.7 ימים")
    #expect(en.durationRange(micros: 34 * hourMicros, 87 * dayMicros / 10).plain == "1.4 to 8.7 days")
    #expect(he.durationRange(micros: 5 * dayMicros, 19 * dayMicros).plain == "בין 5 ל־19 יום")
    // Eighteen minutes are no part of a day that could be said.
    #expect(he.durationRange(micros: 18 * minuteMicros, 22 * dayMicros).plain == "עד 22 יום")
    #expect(en.durationRange(micros: 18 * minuteMicros, 22 * dayMicros).plain == "up to 22 days")
    #expect(he.durationRange(micros: 3 * dayMicros, 3 * dayMicros).plain == "3 ימים")
  }

  @Test("lists glue ו to Hebrew and part it from everything else with a maqaf")
  func lists() throws {
    let he = try wording()
    let en = try wording(.english)
    #expect(he.list([]).isEmpty)
    #expect(he.list([.name("אתר")]).plain == "אתר")
    #expect(he.list([.name("אתר"), .name("סניף"), .name("מוקד טלפוני")]).plain == "אתר, סניף ומוקד טלפוני")
    #expect(he.list([.name("אתר"), .name("WhatsApp")]).plain == "אתר ו־WhatsApp")
    #expect(he.list([.name("אתר"), he.number(7)]).plain == "אתר ו־7")
    #expect(he.list([.name("ביקור בסניף"), .name("וואטסאפ")]).plain == "וואטסאפ וביקור בסניף")
    #expect(he.list([.name("אתר"), .name("סניף"), .name("וואטסאפ")]).plain == "אתר, וואטסאפ וסניף")
    #expect(he.list([.name("שיווק"), .name("מועדון ושימור")]).plain == "שיווק; מועדון ושימור")
    #expect(en.list([.name("Marketing"), .name("Club and retention")]).plain == "Marketing; Club and retention")
    #expect(en.list(["site", "branch", "call centre"]).runs == [.text("site, branch and call centre")])
  }

  @Test("nothing prints an invisible direction mark, even around a client's own")
  func directionMarks() throws {
    let w = try wording(.hebrew, "x: \"{who} עלה\"")
    let name = "א\u{200F}ב\u{202B}ג\u{2069}"
    #expect(w("x", ["who": .name(name)]).plain == "אבג עלה")
    #expect(w.name(name).plain == "אבג")
    let printed = [
      w.number(-5), w.signed(5), w.decimal(-1.5, places: 1), w.percent(-0.5, base: 10), w.range(-0.1, 0.1, base: 10),
      w.captionRange(0.1, 0.2, base: 10), w.money(-5_000_000), w.duration(micros: 45 * dayMicros), w.date(micros: 0),
      w.shortDate(micros: 0), w.period(from: (2026, 1, 2), to: (2026, 3, 4)),
    ]
    for text in printed {
      let marks = text.plain.unicodeScalars.filter(\.isDirectionMark)
      #expect(marks.isEmpty)
    }
  }
}
