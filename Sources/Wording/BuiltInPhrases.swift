/// The words around numbers, lengths of time, dates and lists.
///
/// A language file may hold the same keys, and then its own win.
enum BuiltInPhrases {
  static func yaml(for language: Language) -> String {
    switch language {
    case .hebrew: hebrew
    case .english: english
    }
  }

  private static let hebrew = """
    percent: {below-one: "פחות מ־{limit}", above-most: "מעל {limit}"}
    format:
      share: {of: "{part} מתוך {whole}"}
      range: {sentence: "בין {low} ל־{high}"}
      points: {one: נקודת אחוז אחת, two: שתי נקודות אחוז, other: "{value} נקודות אחוז"}
      list: {comma: ", ", and: " ו", and-apart: " ו־", apart: "; "}
      date: {long: "{day} ב{month} {year}", short: "{day}.{month}.{year}", month: "{month} {year}"}
      quarter: "רבעון {quarter} של {year}"
      period: {months: "{from}–{to} {year}", years: "{from} – {to}", days: "מ־{from} עד {to}"}
      month: {1: ינואר, 2: פברואר, 3: מרץ, 4: אפריל, 5: מאי, 6: יוני, 7: יולי, 8: אוגוסט, 9: ספטמבר, 10: אוקטובר,
        11: נובמבר, 12: דצמבר}
      time:
        below-second: פחות משנייה
        second: {one: שנייה אחת, two: שתי שניות, other: "{value} שניות"}
        minute: {one: דקה אחת, two: שתי דקות, other: "{value} דקות"}
        hour: {one: שעה אחת, two: שעתיים, few: "{value} שעות", other: "{value} שעות"}
        day: {one: יום אחד, two: יומיים, few: "{value} ימים", other: "{value} יום"}
        week: {one: שבוע אחד, two: שבועיים, few: "{value} שבועות", other: "{value} שבועות"}
        month: {one: חודש אחד, two: חודשיים, few: "{value} חודשים", other: "{value} חודשים"}
        year: {one: שנה, two: שנתיים, few: "{value} שנים", other: "{value} שנה"}
      times: {zero: אף פעם, one: פעם אחת, two: פעמיים, few: "{value} פעמים", other: "{value} פעמים"}
      last:
        second: {one: בשנייה האחרונה, two: בשתי השניות האחרונות, other: "ב־{value} השניות האחרונות"}
        minute: {one: בדקה האחרונה, two: בשתי הדקות האחרונות, other: "ב־{value} הדקות האחרונות"}
        hour: {one: בשעה האחרונה, two: בשעתיים האחרונות, other: "ב־{value} השעות האחרונות"}
        day: {one: ביממה האחרונה, two: ביומיים האחרונים, other: "ב־{value} הימים האחרונים"}
        week: {one: בשבוע האחרון, two: בשבועיים האחרונים, other: "ב־{value} השבועות האחרונים"}
        month: {one: בחודש האחרון, two: בחודשיים האחרונים, other: "ב־{value} החודשים האחרונים"}
        year: {one: בשנה האחרונה, two: בשנתיים האחרונות, other: "ב־{value} השנים האחרונות"}
    """

  private static let english = """
    percent: {below-one: "less than {limit}", above-most: "over {limit}"}
    format:
      share: {of: "{part} of {whole}"}
      range: {sentence: "{low} to {high}"}
      points: {one: "{value} percentage point", other: "{value} percentage points"}
      list: {comma: ", ", and: " and ", and-apart: " and ", apart: "; "}
      date: {long: "{day} {month} {year}", short: "{year}-{month2}-{day2}", month: "{month} {year}"}
      quarter: "quarter {quarter} of {year}"
      period: {months: "{from}–{to} {year}", years: "{from} – {to}", days: "{from-long} to {to-long}"}
      month: {1: January, 2: February, 3: March, 4: April, 5: May, 6: June, 7: July, 8: August, 9: September,
        10: October, 11: November, 12: December}
      time:
        below-second: less than a second
        second: {one: "{value} second", other: "{value} seconds"}
        minute: {one: "{value} minute", other: "{value} minutes"}
        hour: {one: "{value} hour", other: "{value} hours"}
        day: {one: "{value} day", other: "{value} days"}
        week: {one: "{value} week", other: "{value} weeks"}
        month: {one: "{value} month", other: "{value} months"}
        year: {one: "{value} year", other: "{value} years"}
      times: {zero: never, one: once, two: twice, other: "{value} times"}
      last:
        second: {one: in the last second, other: "in the last {value} seconds"}
        minute: {one: in the last minute, other: "in the last {value} minutes"}
        hour: {one: in the last hour, other: "in the last {value} hours"}
        day: {one: in the last day, other: "in the last {value} days"}
        week: {one: in the last week, other: "in the last {value} weeks"}
        month: {one: in the last month, other: "in the last {value} months"}
        year: {one: in the last year, other: "in the last {value} years"}
    """
}
