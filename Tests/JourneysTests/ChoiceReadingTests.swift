import Testing

@testable import Journeys
@testable import Reading

/// What cells of a question with a list to choose from are taken for.
struct ChoiceReadingTests {
  @Test("codes stand for their labels, one labelled N/A for none, and capitals or marks nobody sees part no answers")
  func labels() {
    var question = SurveyAnswers.ChoiceQuestion(declaration: QuestionDeclaration(column: "q", metric: .choice))
    var quality = SurveyQuality(name: "s", type: .relational, isTypeGuessed: false)
    var answered = [Bool](repeating: false, count: 6)
    let labels = [("1", "Price"), ("2", "Service"), ("9", "Not applicable")].map { AnswerLabel(code: $0, label: $1) }
    question.append(
      DictionaryColumn(
        codes: [0, 1, 2, 3, DictionaryColumn.none, 4], values: ["1", "2", "9", "price", "\u{200F}Service\u{A0}"]),
      labels, rows: Array(0..<6), &quality, &answered)
    #expect(question.options == ["Price", "Service"])
    #expect(question.answers == [0, 1, SurveyAnswers.none, 0, SurveyAnswers.none, 1])
    #expect(answered == [true, true, false, true, false, true])
    #expect(quality.choices == 4 && quality.declined == 1)
  }

  @Test("declared codes are no answers, and a second file goes on with the same list")
  func files() {
    var question = SurveyAnswers.ChoiceQuestion(declaration: QuestionDeclaration(column: "q", metric: .choice))
    question.declaration.missing = ["0", "אחר"]
    var quality = SurveyQuality(name: "s", type: .relational, isTypeGuessed: false)
    var answered = [Bool](repeating: false, count: 3)
    for values in [["מחיר", "0", "אחר"], ["שירות", "מחיר", "0"]] {
      question.append(
        DictionaryColumn(codes: [0, 1, 2], values: values), [], rows: [0, 1, 2], &quality, &answered)
    }
    #expect(question.options == ["מחיר", "שירות"])
    #expect(question.answers == [0, SurveyAnswers.none, SurveyAnswers.none, 1, 0, SurveyAnswers.none])
  }

  @Test(
    "several answers in one cell are named, and a comma inside an answer is none",
    arguments: [
      (["Price;Service;", "Price", "Service;Other"], ["Price;Service;", "Service;Other"]),
      (["Price, Service", "price", "Service", "No, thanks"], ["Price, Service"]),
      (["a | b", "b | c", "c | a"], ["a | b", "b | c", "c | a"]), (["Tel Aviv, north", "Haifa, north"], []),
      (["24/7", "Price"], []),
    ] as [([String], [String])])
  func several(cells: [String], named: [String]) {
    let column = DictionaryColumn(codes: cells.indices.map { UInt32($0) } + [DictionaryColumn.none], values: cells)
    let issues = column.severalAnswers(
      column: "q", rows: Array(0...cells.count), numbers: (0...cells.count).map { UInt32($0 + 2) })
    #expect(issues.count(of: .severalAnswers, column: "q") == named.count)
    #expect(issues.samples.map(\.value) == named)
  }
}
