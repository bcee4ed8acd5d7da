import TestSupport
import Testing

@testable import Reading

@Suite struct QuestionTests {
  @Test(
    "the number of an answer is the one it begins with, ends with, or puts in brackets",
    arguments: [
      ("7", 7.0), ("10 - Extremely likely", 10), ("5 – מרוצים מאוד", 5), ("\u{200F}5\u{200F} – מרוצים", 5),
      ("מרוצים מאוד (5)", 5),
      ("(4) Good", 4), ("4,5", 4.5), ("4.5", 4.5), ("-1", -1), ("9/10", 9), ("9 מתוך 10", 9), ("٧", 7), ("5️⃣", 5),
      ("0", 0),
      ("Extremely likely - 10", 10), ("1,234", 1234), ("80%", 80), ("10=סביר מאוד", 10),
      // Arabic-Indic, Persian, Devanagari, Bengali and wide digits, with the decimal mark of Arabic.
      ("٥", 5), ("۵", 5), ("५", 5), ("৫", 5), ("５", 5), ("١٠ - جدا", 10), ("٤٫٥", 4.5),
      ("Satisfied (4)", 4), ("Satisfied (4) – מרוצה", 4), ("Satisfied [4]", 4), ("9 out of 10", 9), ("4 of 5", 4),
    ])
  func numbers(text: String, number: Double) { #expect(AnswerNumber(text)?.value == number) }

  @Test(
    "what an answer is out of is told apart from the answer",
    arguments: [("9/10", 10.0), ("4 / 5", 5), ("80/100", 100), ("9 מתוך 10", 10), ("9 out of 10", 10)])
  func tops(text: String, top: Double) { #expect(AnswerNumber(text)?.outOf == top) }

  @Test(
    "what is no answer to a scale has no number",
    arguments: [
      "", "Blank", "5-10", "5 – 10", "10:30", "2026-06-14", "14/06/2026", "A5", "5th", "between 3 and 4", "לא יודע",
      "11/10", "3-4", "4-5", "3/4", "3 / 4", "3 out of 4", "3 or 4", "3 to 4", "3 עד 4", "1, 3", "1;3", "3 4", "4½",
      "I called 3 times", "חיכיתי 2 דקות בתור",
    ])
  func noNumbers(text: String) { #expect(AnswerNumber(text) == nil) }

  @Test("a parser tells numbers, codes for no answer, labels and words apart")
  func parser() {
    let parser = AnswerParser(
      missing: ["Blank", "99", "٨"], missingNumbers: [-9 ... -7],
      labels: [AnswerLabel(code: "2", label: "Rather not"), AnswerLabel(code: "-8", label: "Refused")])
    func number(_ cell: String) -> Double? {
      if case .number(let number) = parser.value(of: cell) { number.value } else { nil }
    }
    #expect(number("Good (4)") == 4 && number("Rather not") == 2)
    for cell in ["Blank", " BLANK\u{200F}", "99", "99 - not relevant", "٩٩", "8", "-8", "Refused"] {
      #expect(parser.value(of: cell) == .declined, "\(cell)")
    }
    #expect(parser.value(of: "no idea") == .words && parser.value(of: "3-4") == .words)
  }

  @Test("a scale takes whole points within it, out of its own top, and turns them round where a high one is bad")
  func scale() throws {
    func score(_ text: String, _ scale: AnswerScale) -> Int32? { AnswerNumber(text).flatMap { scale.score($0) } }
    let ten = AnswerScale(0...10)
    #expect(score("9/10", ten) == 9 && score("4/5", ten) == nil && score("7.5", ten) == nil && score("11", ten) == nil)
    #expect(score("4/5", AnswerScale(1...5)) == 4 && score("9/10", AnswerScale(1...5)) == nil)
    #expect(score("1", AnswerScale(1...5, isReversed: true)) == 5)
  }

  @Test(
    "a Hebrew question is known when it speaks to both genders at once",
    arguments: [
      ("עד כמה את/ה שבע/ת רצון מהטיפול? (1 כלל לא - 5 מאוד)", QuestionMetric.csat),
      ("עד כמה הנך שבע/שבעת רצון מהשירות", .csat), ("האם אתם שבעי/ות רצון?", .csat),
      ("כמה את(ה) מרוצה(ת) מהמוצר?", .csat),
      ("עד כמה סביר שתמליצ/י עלינו לחבר/ה?", .nps), ("באיזו מידה היה לך/ם קל לקבל מענה?", .ces),
      ("מה היית משנה? פרט/י", .text),
    ])
  func bothGenders(text: String, metric: QuestionMetric) {
    #expect(QuestionWording.metric(of: text) == metric)
  }

  @Test("answers that say what they are out of tell the scale")
  func outOf() {
    func question(_ column: String, _ samples: [String]) -> QuestionColumn {
      QuestionGuess(column: column, text: column, samples: samples).question
    }
    #expect(question("csat", ["3/10", "4/10"]).high == 10)
    #expect(question("ces", ["3/5", "4/5"]).high == 5)
    #expect(question("nps", ["9/10", "8/10"]).metric == .nps)
    #expect(question("nps", ["4/5", "5/5"]).metric == nil)
  }

  @Test(
    "wordings are known in Hebrew and English",
    arguments: [
      ("How likely are you to recommend us to a friend?", QuestionMetric.nps), ("NPS score", .nps),
      ("באיזו מידה סביר שתמליצו על [החברה] לחברים או לבני משפחה?", .nps), ("מה הסיכוי שתמליץ עלינו?", .nps),
      ("באופן כללי, עד כמה אתם מרוצים מהשירות שקיבלתם ב: [נקודת המגע]?", .csat),
      ("מהי מידת שביעות הרצון שלך?", .csat), ("Overall, how satisfied are you with us?", .csat), ("csat", .csat),
      ("היה לי קל לטפל בפנייה שלי.", .ces), ("[company] made it easy for me to handle my issue", .ces),
      ("How much effort did you personally have to put forth?", .ces), ("כמה קַל היה למצוא אותנו?", .ces),
      ("מדוע נתתם ציון זה?", .text), ("Why did you give us that score?", .text),
      ("אילו חברות בתחום הביטוח עולות בדעתכם?", .text), ("נימוק", .text), ("Likelihood to Recommend", .nps),
      ("Recommend 0-10", .nps), ("המלצה (0-10)", .nps), ("ציון המלצה", .nps), ("סבירות להמליץ", .nps),
    ])
  func wordings(text: String, metric: QuestionMetric) { #expect(QuestionWording.metric(of: text) == metric) }

  @Test(
    "other wordings are not taken for questions",
    arguments: ["amount", "customer_id", "process", "עיר", "Release", "נקלט", "Recommended product", "המלצה"])
  func others(text: String) { #expect(QuestionWording.metric(of: text) == nil) }

  @Test("a recommendation on a scale of five is no NPS; words are no score")
  func contradicted() {
    let five = QuestionGuess(
      column: "q", text: "Would you recommend us?",
      samples: Array(repeating: ["1", "5", "3"], count: 10).flatMap(\.self))
    #expect(five.question.metric == nil)
    let declared = QuestionGuess(
      column: "q", text: "How likely are you to recommend us? 1 - not, 5 - very", samples: ["5"])
    #expect(declared.question.metric == nil)
    #expect(declared.question.high == 5)
    let words = QuestionGuess(
      column: "q", text: "What would you recommend we change?",
      samples: ["more people on the phone", "shorter waiting times please"])
    #expect(words.question.metric == .text)
    let scored = QuestionGuess(column: "q", text: "How easy was it to explain your problem?", samples: ["6", "7"])
    #expect(scored.question.metric == .ces)
  }

  @Test("a scale comes from labels first, then from the text, then from the answers")
  func scales() {
    let labels = [AnswerLabel(code: "1", label: "bad"), AnswerLabel(code: "7", label: "good")]
    #expect(QuestionGuess(column: "q", text: "satisfied? (1-5)", samples: ["3"], labels: labels).question.high == 7)
    #expect(QuestionGuess(column: "q", text: "satisfied? (1-10)", samples: ["3"]).question.high == 10)
    #expect(QuestionGuess(column: "q", text: "satisfied?", samples: ["3", "6"]).question.high == 7)
    #expect(QuestionGuess(column: "q", text: "satisfied?", samples: ["3", "0", "10"]).question.low == 0)
    let missing = AnswerLabel(code: "99", label: "don't know", isUserMissing: true)
    let nps = QuestionGuess(
      column: "nps", text: "recommend us", samples: ["9", "99"], labels: [missing], missing: [99...99]
    ).question
    #expect(nps.metric == .nps && nps.high == 10)
  }

  @Test(
    "a code far from the scale makes no scale of a hundred", arguments: ["99", "98", "999", "-1", "-99"])
  func farCode(_ code: String) {
    let answers = ["1", "2", "3", "4", "5", "4", "5", "3"]
    let question = QuestionGuess(column: "q", text: "How satisfied are you?", samples: answers + [code]).question
    #expect(question.low == 1 && question.high == 5 && question.likelyMissing == [code])
  }

  @Test("answers up to 99 are out of a hundred, and those as far below nought as above it have a scale on both sides")
  func wideScales() {
    let percents = QuestionGuess(column: "q", text: "How satisfied are you?", samples: ["40", "99", "85", "7", "60"])
    #expect(percents.question.low == 0 && percents.question.high == 100)
    let sides = QuestionGuess(column: "q", text: "How satisfied are you?", samples: ["-2", "2", "0", "1", "-1", "2"])
    #expect(sides.question.low == -2 && sides.question.high == 2 && sides.question.likelyMissing.isEmpty)
  }

  @Test("a recommendation stored from 1 to 11 is known for one however many elevens there are")
  func elevens() {
    let question = QuestionGuess(
      column: "q", text: "How likely are you to recommend us?", samples: ["11", "11", "10", "9", "1", "11", "6"])
    #expect(question.question.metric == .nps && question.question.likelyMissing.isEmpty)
  }

  @Test(
    "words that grade are answers of people who answered, whatever their column is called",
    arguments: [
      ("respondent_id,answered,The staff was helpful", ["strongly disagree", "Disagree", "AGREE", "Strongly  Agree"]),
      ("מזהה משיב,תאריך מענה,השירות היה אדיב", ["מתנגדת מאוד", "מתנגדת", "מסכימה", "מסכימה מאוד"]),
      ("מזהה משיב,תאריך מענה,איך היה השירות?", ["גרועה", "לא טובה", "טובה", "מצוינת"]),
    ])
  func gradedColumns(header: String, words: [String]) throws {
    let rows = (0..<40).map { "R\($0),2026-03-0\(1 + $0 % 9) 10:00,\(words[$0 % 4])\n" }.joined()
    try withFile(Array((header + "\n" + rows).utf8)) { file in
      let inspection = try inspect(file, format: nil)
      #expect(looksLikeSurvey(inspection))
      #expect(withGrids(inspection).map(\.metric) == [.csat])
    }
  }

  @Test(
    "a question that every row answers and nobody understands is listed without a metric",
    arguments: [
      ("How likely are you to recommend us to a friend?", ["Very unlikely", "Unlikely", "Likely", "Very likely"]),
      ("How satisfied are you?", ["🙁", "🙂", "😍", "😐"]),
      ("How difficult was it to solve your problem?", ["1", "2", "3", "5"]),
    ])
  func notUnderstood(header: String, answers: [String]) throws {
    let rows = (0..<40).map { "c\($0),2026-03-0\(1 + $0 % 9),\(answers[$0 % 4])\n" }.joined()
    try withFile(Array(("customer_id,date,\(header)\n" + rows).utf8)) { file in
      let inspection = try inspect(file, format: nil)
      #expect(looksLikeSurvey(inspection))
      #expect(inspection.questions.map(\.column) == [header])
      #expect(inspection.questions.map(\.metric) == [nil])
    }
  }

  @Test("a plain CSV lists the questions its names tell")
  func plain() throws {
    let (inspection, _, _) = try survey(
      "customer_id,date,nps,notes,CSAT_delivery\nC1,2026-06-01,9,call back,4\nC2,2026-06-02,10,,5\n")
    #expect(inspection.format == .csv)
    #expect(inspection.questions.map(\.column) == ["nps", "CSAT_delivery"])
    #expect(inspection.questions.map(\.metric) == [.nps, .csat])
  }

  @Test(
    "the airport's and the bank's files are plain CSVs",
    .enabled(if: Repository.sharedData != nil, "the shared data are absent"),
    arguments: ["sfo/2017_SFO_Customer_Survey.csv", "bank/bank_satisfaction.csv"])
  func shared(path: String) throws {
    let inspection = try survey(sharedSurvey(path)).inspection
    #expect(inspection.format == .csv)
    guard path.hasPrefix("sfo") else {
      // Every column but the gender is an item of the same 0 to 10, by what stands in it.
      #expect(inspection.questions.map(\.column) == inspection.columns.filter { $0 != "gender" })
      #expect(inspection.questions.count == 27)
      #expect(inspection.questions.allSatisfy { $0.metric == .csat && $0.low == 0 && $0.high == 10 })
      return
    }
    // The items that the survey's code list has people rate from 1 to 5, in the order of the columns, and the NPS.
    let items = [
      "Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7INFODOWN", "Q7INFOUP", "Q7WIFI", "Q7ROADS",
      "Q7PARK", "Q7AIRTRAIN", "Q7LTPARKING", "Q7RENTAL", "Q7ALL", "Q9BOARDING", "Q9AIRTRAIN", "Q9RENTAL", "Q9FOOD",
      "Q9RESTROOM", "Q9ALL",
    ]
    #expect(inspection.questions.map(\.column) == items + ["NETPRO"])
    #expect(inspection.questions.filter(\.isOverall).map(\.column) == ["Q7ALL"])
    for question in inspection.questions.dropLast() {
      #expect(question.metric == .csat && question.low == 1 && question.high == 5)
      #expect(question.likelyMissing == ["0", "6", "Blank"])
    }
    #expect(inspection.questions.last?.likelyMissing == ["11"])
  }
}
