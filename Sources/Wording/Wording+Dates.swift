import Basics

extension Wording {
  /// A day in a sentence: 12 במרץ 2026, 12 March 2026.
  package func date(micros: Int64) -> RichText { long(CivilDate(localMicros: micros)) }

  /// A day in a sentence, by its numbers.
  package func date(_ year: Int, _ month: Int, _ day: Int) -> RichText {
    long(CivilDate(year: year, month: month, day: day))
  }

  /// A day in a table: `12.3.2026`, `2026-03-12`, isolated.
  package func shortDate(micros: Int64) -> RichText { short(CivilDate(localMicros: micros)) }

  /// A day in a table, by its numbers.
  package func shortDate(_ year: Int, _ month: Int, _ day: Int) -> RichText {
    short(CivilDate(year: year, month: month, day: day))
  }

  /// A month: מרץ 2026, March 2026.
  package func month(_ year: Int, _ month: Int) -> RichText {
    self("format.date.month", ["month": .text(monthName(month)), "year": .text(plainNumber(year))])
  }

  /// A quarter of a year: רבעון 1 של 2026, quarter 1 of 2026.
  package func quarter(_ year: Int, _ quarter: Int) -> RichText {
    self("format.quarter", ["quarter": .number(quarter), "year": .text(plainNumber(year))])
  }

  /// A month's name: מרץ, March.
  package func monthName(_ month: Int) -> RichText { self("format.month.\(month)") }

  /// A period, both days included: ינואר–יוני 2026 for whole months, מ־1.1.2026 עד 17.6.2026 for others.
  package func period(
    from: (year: Int, month: Int, day: Int), to: (year: Int, month: Int, day: Int)
  ) -> RichText {
    let first = CivilDate(year: from.year, month: from.month, day: from.day)
    let last = CivilDate(year: to.year, month: to.month, day: to.day)
    if first == last { return long(first) }
    guard first.day == 1, last.isLastOfMonth else {
      return self(
        "format.period.days",
        [
          "from": .text(short(first)), "from-long": .text(long(first)), "to": .text(short(last)),
          "to-long": .text(long(last)),
        ])
    }
    if first.year != last.year {
      return self(
        "format.period.years",
        ["from": .text(month(first.year, first.month)), "to": .text(month(last.year, last.month))])
    }
    if first.month == last.month { return month(first.year, first.month) }
    return self(
      "format.period.months",
      [
        "from": .text(monthName(first.month)), "to": .text(monthName(last.month)),
        "year": .text(plainNumber(first.year)),
      ])
  }

  private func long(_ date: CivilDate) -> RichText {
    self(
      "format.date.long",
      [
        "day": .number(date.day), "month": .text(monthName(date.month)), "year": .text(plainNumber(date.year)),
      ])
  }

  private func short(_ date: CivilDate) -> RichText {
    let text = self(
      "format.date.short",
      [
        "day": .number(date.day), "day2": .text(twoDigits(date.day)), "month": .number(date.month),
        "month2": .text(twoDigits(date.month)), "year": .text(plainNumber(date.year)),
      ])
    return .figures(text.plain)
  }

  /// A year takes no thousands separator.
  private func plainNumber(_ n: Int) -> RichText { RichText(String(n)) }

  private func twoDigits(_ n: Int) -> RichText { RichText(n < 10 ? "0\(n)" : String(n)) }
}
