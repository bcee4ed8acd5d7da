import Testing

@testable import Wording

/// The model findings of the specification on the report's Hebrew, word for word.
@Suite struct ModelSentenceTests {
  @Test("the funnel's finding reads as the model does")
  func funnel() throws {
    let w = try wording(
      .hebrew,
      """
      funnel:
        finding: >-
          {in} מהרכישות עברו במשפך כפי ששורטט; {out} הגיעו בדרך אחרת. מתוך {all} רכישות, {n} לא השלימו את השלבים לפי הסדר
          בתוך {window} ({out}, טווח סביר {range}).
      """)
    let text = w(
      "funnel.finding",
      [
        "in": .text(w.percent(0.46)), "out": .text(w.percent(0.54)), "all": .number(12_040), "n": .count(6_502),
        "window": .text(w.duration(micros: 30 * dayMicros)), "range": .text(w.range(0.531, 0.549, base: 12_040)),
      ])
    #expect(
      text.plain
        == "46% מהרכישות עברו במשפך כפי ששורטט; 54% הגיעו בדרך אחרת. מתוך 12,040 רכישות, 6,502 לא השלימו את השלבים לפי הסדר בתוך 30 יום (54%, טווח סביר בין 53.1% ל־54.9%)."
    )
  }

  @Test(
    "purchases that did not complete agree with their number",
    arguments: [
      (0, "אף רכישה לא השלימה"), (1, "רכישה אחת לא השלימה"), (2, "שתי רכישות לא השלימו"),
      (6_502, "6,502 רכישות לא השלימו"),
    ])
  func purchases(n: Int, expected: String) throws {
    let w = try wording(
      .hebrew,
      """
      incomplete: {0: אף רכישה לא השלימה, one: רכישה אחת לא השלימה, two: שתי רכישות לא השלימו,
        other: "{n} רכישות לא השלימו"}
      """)
    #expect(w("incomplete", ["n": .count(n)]).plain == expected)
  }

  @Test("the leak's finding reads as the model does")
  func leak() throws {
    let w = try wording(
      .hebrew,
      """
      vocabulary: {customer: {one: לקוח, many: לקוחות, definite: הלקוח, gender: m}}
      leak: "{name}: {n} מתוך {all} {customer.many} לא המשיכו בתוך {window} ({share}, {range})."
      """)
    let text = w(
      "leak",
      [
        "name": .name("המוקד הטלפוני"), "n": .count(1_443), "all": .number(3_900),
        "window": .text(w.duration(micros: 45 * dayMicros)), "share": .text(w.percent(0.37)),
        "range": .text(w.range(0.355, 0.385, base: 3_900)),
      ])
    #expect(text.plain == "המוקד הטלפוני: 1,443 מתוך 3,900 לקוחות לא המשיכו בתוך 45 יום (37%, בין 35.5% ל־38.5%).")
    #expect(text.runs.first == .name("המוקד הטלפוני"))
  }

  @Test(
    "customers who did not go on agree with their number, in the client's own word too",
    arguments: [
      (0, "כל הלקוחות המשיכו", "כל המטופלות המשיכו"), (1, "לקוח אחד לא המשיך", "מטופלת אחת לא המשיכה"),
      (2, "שני לקוחות לא המשיכו", "שתי מטופלות לא המשיכו"),
      (1_443, "1,443 לקוחות לא המשיכו", "1,443 מטופלות לא המשיכו"),
    ])
  func customers(n: Int, expected: String, renamed: String) throws {
    let yaml = """
      vocabulary: {customer: {one: לקוח, many: לקוחות, definite: הלקוח, gender: m}}
      stopped:
        0: כל {customer.definite-many} המשיכו
        one: "{customer.one} {customer:m=אחד|f=אחת} לא {customer:m=המשיך|f=המשיכה}"
        two: "{customer:m=שני|f=שתי} {customer.many} לא המשיכו"
        other: "{n} {customer.many} לא המשיכו"
      """
    #expect(try wording(.hebrew, yaml)("stopped", ["n": .count(n)]).plain == expected)
    let other = ["customer.one": "מטופלת", "customer.many": "מטופלות", "customer.gender": "f"]
    #expect(try wording(.hebrew, yaml, vocabulary: other)("stopped", ["n": .count(n)]).plain == renamed)
  }

  @Test(
    "what is hidden for privacy says so",
    arguments: [(1, "תא נוסף הוסתר"), (2, "שני תאים נוספים הוסתרו"), (7, "7 תאים נוספים הוסתרו")])
  func privacy(n: Int, expected: String) throws {
    let w = try wording(
      .hebrew,
      """
      hidden: "הנתון מוסתר: פחות מ־{least} משיבים."
      more-hidden:
        one: תא נוסף הוסתר
        two: שני תאים נוספים הוסתרו
        other: "{n} תאים נוספים הוסתרו"
      """)
    #expect(w("hidden", ["least": .number(10)]).plain == "הנתון מוסתר: פחות מ־10 משיבים.")
    #expect(w("more-hidden", ["n": .count(n)]).plain == expected)
  }

  @Test(
    "customers too young to tell agree with their number",
    arguments: [
      (
        1, "לקוח אחד היה פעיל ב־45 הימים האחרונים. מוקדם לדעת אם ימשיך, והוא לא נספר כדליפה."
      ),
      (
        2, "שני לקוחות היו פעילים ב־45 הימים האחרונים. מוקדם לדעת אם ימשיכו, והם לא נספרו כדליפה."
      ),
      (
        214, "214 לקוחות היו פעילים ב־45 הימים האחרונים. מוקדם לדעת אם ימשיכו, והם לא נספרו כדליפה."
      ),
    ])
  func open(n: Int, expected: String) throws {
    let w = try wording(
      .hebrew,
      """
      open: "{n:one=לקוח אחד היה פעיל|two=שני לקוחות היו פעילים|other={n} לקוחות היו פעילים} {window}. מוקדם לדעת אם \
      {n:one=ימשיך, והוא לא נספר|other=ימשיכו, והם לא נספרו} כדליפה."
      """)
    let window = w.lastDuration(micros: 45 * dayMicros)
    #expect(w("open", ["n": .count(n), "window": .text(window)]).plain == expected)
  }

  @Test("the data's finding reads as the model does")
  func data() throws {
    let w = try wording(
      .hebrew,
      """
      rows: "נקראו {all} שורות. {n} נפסלו ({share}): ב־{a} חסר מזהה לקוח, וב־{b} התאריך אינו קריא."
      rejected: {0: לא נפסלו שורות, one: שורה אחת נפסלה, two: שתי שורות נפסלו, other: "{n} שורות נפסלו"}
      """)
    let text = w(
      "rows",
      [
        "all": .number(63_911), "n": .count(212), "share": .text(w.share(212, of: 63_911)), "a": .number(180),
        "b": .number(32),
      ])
    #expect(text.plain == "נקראו 63,911 שורות. 212 נפסלו (0.3%): ב־180 חסר מזהה לקוח, וב־32 התאריך אינו קריא.")
    let expected = [0: "לא נפסלו שורות", 1: "שורה אחת נפסלה", 2: "שתי שורות נפסלו", 212: "212 שורות נפסלו"]
    for (n, words) in expected { #expect(w("rejected", ["n": .count(n)]).plain == words) }
  }

  @Test("an English finding has one and other")
  func english() throws {
    let w = try wording(
      .english,
      """
      vocabulary: {customer: customer}
      stopped: {one: "{n} {customer.one} did not go on", other: "{n} {customer.many} did not go on"}
      all: "{Customer.many} went on; {customer.definite} is the judge"
      """, vocabulary: ["customer": "family"])
    #expect(w("stopped", ["n": .count(1)]).plain == "1 family did not go on")
    #expect(w("stopped", ["n": .count(1_443)]).plain == "1,443 families did not go on")
    #expect(w.plain("all") == "Families went on; the family is the judge")
  }
}
