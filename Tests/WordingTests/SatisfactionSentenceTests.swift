import Foundation
import TestSupport
import Testing

@testable import Wording

/// The sentences a reader of the satisfaction pages meets first, from the report's own language files.
@Suite struct SatisfactionSentenceTests {
  private func report(_ language: Language) throws -> Wording {
    let file = Repository.root.appending(path: "site-templates/languages/\(language.code).yml")
    let phrases = try Phrases(
      yaml: String(contentsOf: file, encoding: .utf8), language: language, file: file.lastPathComponent)
    return Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: [:])
  }

  /// The parts of model sentence 4 on the report's Hebrew.
  private func named(_ w: Wording, _ name: String) -> String {
    let measure = w(
      "satisfaction.measure",
      ["metric": .text(w("satisfaction.metric.csat")), "type": .text(w("satisfaction.type.momentary"))])
    let score = w(
      "satisfaction.score",
      [
        "value": .text(w.percent(0.31, base: 412)), "range": .text(w.range(0.27, 0.35, base: 100)),
        "answers": .text(w("count.answers", ["n": .count(412)])),
      ])
    let headline = w.plain("satisfaction.headline.named", ["k": .count(8), "name": .name(name)])
    let lead = w.plain(
      "satisfaction.lead.named",
      [
        "k": .count(8), "measure": .text(measure), "score": .text(score), "p": .text(w.probability(0.94)),
      ])
    return headline + ". " + lead + " " + w.plain("satisfaction.unmeasured", ["n": .count(6)])
  }

  @Test("a weakest link that is named comes with its score, range, base and probability")
  func named() throws {
    #expect(
      try named(report(.hebrew), "מוקד טלפוני")
        == "החוליה החלשה מבין 8 נקודות המגע שנמדדו: מוקד טלפוני. שיעור המרוצים (CSAT) בסקר רגעי: 31% (בין 27% ל־35%; 412 תשובות). ההסתברות שזו אכן החוליה החלשה: 94%. 6 נקודות מגע לא נמדדו באף סקר."
    )
    #expect(
      try named(report(.english), "Call centre")
        == "The weakest link of the 8 touchpoints measured: Call centre. Share satisfied (CSAT), momentary survey: 31% (27% to 35%; 412 answers). Probability that it really is the weakest link: 94%. 6 touchpoints were in no survey."
    )
  }

  private func contenders(_ w: Wording, _ names: [(String, Double)]) -> String {
    let items = names.map {
      w("satisfaction.contender", ["name": .name($0.0), "p": .text(w.probability($0.1))])
    }
    return w.plain("satisfaction.headline.contenders", ["n": .count(names.count)]) + ". "
      + w.plain(
        "satisfaction.lead.contenders",
        [
          "k": .count(8), "names": .text(w.list(items)), "more": .text(w("satisfaction.more", ["n": .number(180)])),
        ])
  }

  @Test("where no link can be named the contenders are, and what would settle it")
  func contenders() throws {
    #expect(
      try contenders(report(.hebrew), [("מוקד טלפוני", 0.58), ("שיחת מכירה", 0.37)])
        == "אי אפשר לקבוע מהי החוליה החלשה: שתי מועמדות. מבין 8 נקודות המגע שנמדדו, מועמדות: מוקד טלפוני (58%) ושיחת מכירה (37%). כ־180 תשובות נוספות בכל אחת צפויות להכריע."
    )
    #expect(
      try contenders(report(.english), [("Call centre", 0.58), ("Sales call", 0.37)])
        == "The weakest link cannot be named: two contenders. Of the 8 touchpoints measured, contenders: Call centre (58%) and Sales call (37%). About 180 more answers at each should settle it."
    )
  }

  @Test(
    "no difference, few answers and no measurement are said as such",
    arguments: [
      (
        "satisfaction.headline.no-difference", "לא נמצא הבדל מובהק בין 8 נקודות המגע שנמדדו",
        "No difference shown between the 8 touchpoints measured"
      ),
      ("satisfaction.headline.none", "שביעות הרצון לא נמדדה", "Satisfaction was not measured"),
      ("satisfaction.headline.hidden", "נאספו מעט תשובות מכדי להציג ציון", "Too few answers to show a score"),
      (
        "satisfaction.headline.directional", "אינדיקציה בלבד, כי יש מעט תשובות. הציון הנמוך ביותר: משלוח",
        "Directional only, as answers are few. The lowest score: משלוח"
      ),
    ])
  func others(key: String, hebrew: String, english: String) throws {
    #expect(try report(.hebrew).plain(key, ["k": .count(8), "name": .name("משלוח")]) == hebrew)
    #expect(try report(.english).plain(key, ["k": .count(8), "name": .name("משלוח")]) == english)
  }

  @Test(
    "every verdict on the claim says what the data say, and no more",
    arguments: [
      (
        "chain",
        "הנתונים תומכים בטענה שהחוליה החלשה מכריעה: הציון הנמוך ביותר שנתן לקוח קשור לרכישה חוזרת, והממוצע אינו מוסיף עליו (2,310 משיבים).",
        "The data support the claim that the weakest link decides: a customer's lowest rating is associated with repeat purchases, and the mean adds nothing to it (2,310 respondents)."
      ),
      (
        "average",
        "אצלכם החוליה החלשה אינה קשורה לרכישה חוזרת יותר מהממוצע של כל נקודות המגע. הנתונים אינם תומכים בטענה (2,310 משיבים).",
        "Here the weakest link is no more associated with repeat purchases than the average of all touchpoints. The data do not support the claim (2,310 respondents)."
      ),
      (
        "both",
        "גם הציון הנמוך ביותר של לקוח וגם הממוצע שלו קשורים לרכישה חוזרת, וכל אחד מוסיף על השני: החוליה החלשה חשובה, אבל לא רק היא (2,310 משיבים).",
        "Both a customer's lowest rating and the mean are associated with repeat purchases, and each adds to the other: the weakest link matters, but not it alone (2,310 respondents)."
      ),
      (
        "inconclusive",
        "הנתונים אינם מכריעים אם החוליה החלשה קשורה לרכישה חוזרת יותר מהממוצע של כל נקודות המגע (2,310 משיבים). אין בכך הפרכה של הטענה.",
        "The data do not settle whether the weakest link is more associated with repeat purchases than the average of all touchpoints (2,310 respondents). That does not refute the claim."
      ),
    ])
  func claim(verdict: String, hebrew: String, english: String) throws {
    for (language, expected) in [(Language.hebrew, hebrew), (.english, english)] {
      let w = try report(language)
      let outcome = Argument.text(w("satisfaction.outcome.repurchase"))
      #expect(w.plain("satisfaction.test." + verdict, ["n": .count(2310), "outcome": outcome]) == expected)
    }
  }

  @Test("a claim that cannot be tested says what it lacks")
  func untested() throws {
    let w = try report(.hebrew)
    #expect(
      w.plain("satisfaction.test.not-run", ["n": .count(82)])
        == "אי אפשר לבדוק כאן אם החוליה החלשה מכריעה: רק 82 משיבים דירגו לפחות שתי נקודות מגע, ונדרשים 200."
    )
    #expect(
      w.plain("satisfaction.test.not-run", ["n": .count(1)])
        == "אי אפשר לבדוק כאן אם החוליה החלשה מכריעה: רק משיב אחד דירג לפחות שתי נקודות מגע, ונדרשים 200.")
  }

  @Test("the programme's first step is a sentence anybody understands")
  func firstStep() throws {
    let he = try report(.hebrew)
    #expect(
      he.plain("programme.first.department", ["name": .name("שיווק"), "metric": .text(he("programme.metric.csat"))])
        == "הצעד הראשון: להוסיף לסקר היחסים שאלה על ״שיווק״ (CSAT).")
    #expect(
      he.plain(
        "programme.first.ease",
        [
          "name": .name("החזר כספי"), "metric": .text(he("programme.metric.ces")),
          "when": .text(he("programme.frequency.hour")),
        ]) == "הצעד הראשון, בנקודת המגע ״החזר כספי״: לשאול בתוך שעה כמה היה קל לטפל בפנייה (CES).")
  }
}
