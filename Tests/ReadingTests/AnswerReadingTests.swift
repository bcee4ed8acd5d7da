import Foundation
import TestSupport
import Testing

@testable import Reading

/// Answers in words, labels that turn a scale, codes for no answer, stars.
@Suite struct AnswerReadingTests {
  private func points(_ cells: [String], _ metric: QuestionMetric = .csat, scale: ClosedRange<Int32>? = nil) -> [Int?] {
    AnswerReading(cells, parser: AnswerParser(), metric: metric, scale: scale).values.map { value in
      if case .number(let number) = value { Int(number.value) } else { nil }
    }
  }

  @Test(
    "scales in words, from the worst to the best",
    arguments: [
      ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
      [
        "Extremely dissatisfied", "Somewhat dissatisfied", "Neither satisfied nor dissatisfied", "Somewhat satisfied",
        "Extremely satisfied",
      ],
      ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
      ["very difficult", "difficult", "neither easy nor difficult", "easy", "very easy"],
      ["Terrible", "Poor", "Average", "Good", "Excellent"], ["Poor", "Fair", "Good", "Very good", "Excellent"],
      ["Not at all satisfied", "Slightly satisfied", "Moderately satisfied", "Very satisfied", "Extremely satisfied"],
      ["Completely dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Completely satisfied"],
      ["מאוד לא מרוצה", "לא מרוצה", "ניטרלי", "מרוצה", "מרוצה מאוד"],
      ["כלל לא מרוצה", "לא מרוצה", "נייטרלית", "מרוצה", "מרוצה מאד"],
      ["כלל לא מסכימה", "לא מסכימה", "ניטרלית", "מסכימה", "מסכימה מאוד"],
      ["מאוד לא מרוצים", "לא מרוצים", "ככה ככה", "מרוצים", "מרוצים מאוד"],
      ["גרוע", "סביר", "טוב", "טוב מאוד", "מצוין"], ["נוראי", "רע", "בסדר", "טוב", "מעולה"],
      ["כלל לא", "במידה מועטה", "במידה בינונית", "במידה רבה", "במידה רבה מאוד"],
      ["קשה מאוד", "קשה", "לא קל ולא קשה", "קל", "קל מאוד"],
      ["כלל לא מרוצה", "לא מרוצה", "מרוצה במידה בינונית", "מרוצה", "מרוצה מאוד"],
      ["מתנגדת מאוד", "מתנגדת", "לא מסכימה ולא מתנגדת", "מסכימה", "מסכימה מאוד"],
      ["גרועה", "לא טובה", "סבירה", "טובה", "מצוינת"], ["Bad", "Not good", "OK", "Good", "Excellent"],
      ["Very unhappy", "Unhappy", "OK", "Happy", "Very happy"],
      ["Poor", "Below average", "Average", "Above average", "Excellent"],
      ["Far below average", "Below average", "Average", "Above average", "Far above average"],
      [
        "Far below expectations", "Below expectations", "Met expectations", "Exceeded expectations",
        "Far exceeded expectations",
      ],
      [
        "Much worse than expected", "Worse than expected", "As expected", "Better than expected",
        "Much better than expected",
      ],
      ["Unacceptable", "Does not meet expectations", "Meets expectations", "Exceeds expectations", "Outstanding"],
      ["הרבה מתחת לציפיות", "מתחת לציפיות", "כמצופה", "מעל הציפיות", "הרבה מעל הציפיות"],
      ["במידה מועטה מאוד", "במידה מועטה", "במידה בינונית", "במידה רבה", "במידה רבה מאוד"],
      ["ממש לא מרוצה", "לא מרוצה", "בינוני", "מרוצה", "מרוצה מאד"],
    ])
  func five(words: [String]) {
    #expect(points(words) == [1, 2, 3, 4, 5])
    #expect(points(words.reversed()) == [5, 4, 3, 2, 1])
    // What nobody has answered leaves the others where they are.
    #expect(points(Array(words[1...])) == [2, 3, 4, 5] || points(Array(words[1...])).last == 5)
  }

  @Test("seven steps, three and two")
  func others() {
    let seven = [
      "Extremely difficult", "Moderately difficult", "Slightly difficult", "Neither easy nor difficult",
      "Slightly easy",
      "Moderately easy", "Extremely easy",
    ]
    #expect(points(seven, .ces) == [1, 2, 3, 4, 5, 6, 7])
    #expect(points(["Bad", "Good"]) == [1, 5])
    #expect(points(["Good", "Bad"], scale: 1...5) == [5, 1])
    #expect(points(["Dissatisfied", "Neutral", "Satisfied"]) == [1, 3, 5])
    #expect(points(["neutral or dissatisfied", "satisfied"]) == [1, 5])
    #expect(points(["לא טוב", "טוב"]) == [1, 5])
  }

  @Test(
    "scales of four and of six steps have four points and six",
    arguments: [
      ["Not at all satisfied", "Not very satisfied", "Fairly satisfied", "Very satisfied"],
      ["בכלל לא מרוצה", "לא כל כך מרוצה", "די מרוצה", "מאוד מרוצה"],
      ["Very poor", "Poor", "Fair", "Good", "Very good", "Excellent"],
      ["כלל לא", "במידה מועטה מאוד", "במידה מועטה", "במידה בינונית", "במידה רבה", "במידה רבה מאוד"],
    ])
  func even(words: [String]) {
    let reading = AnswerReading(words, parser: AnswerParser(), metric: .csat)
    #expect(reading.wordScale == 1...Int32(words.count))
    #expect(points(words).compactMap(\.self) == Array(1...words.count))
    #expect(points(words.reversed()).compactMap(\.self) == Array((1...words.count).reversed()))
  }

  @Test("beside other steps, what is above expectations stands where they leave room")
  func expectations() {
    #expect(points(["Below expectations", "Met expectations", "Exceeded expectations"]) == [1, 3, 5])
    #expect(points(["Poor", "Fair", "Good", "Exceeded expectations"]).last == 5)
    // What nobody exceeded by far leaves the step for it free.
    let four = ["Far below expectations", "Below expectations", "Met expectations", "Exceeded expectations"]
    #expect(points(four) == [1, 2, 3, 4])
    #expect(points(["Below average", "Average", "Above average", "Excellent"]) == [2, 3, 4, 5])
  }

  @Test("words that grade nothing stay words, and so do words among numbers and of a recommendation")
  func words() {
    #expect(points(["Haifa", "Eilat"]) == [nil, nil])
    #expect(points(["Yes", "No"]) == [nil, nil])
    #expect(points(["5", "4", "3", "good"]) == [5, 4, 3, nil])
    #expect(points(["Very likely", "Unlikely"], .nps) == [nil, nil])
  }

  @Test("labels say which end of the codes is good")
  func labels() {
    func reading(_ cells: [String], _ labels: [AnswerLabel] = []) -> AnswerReading {
      AnswerReading(cells, parser: AnswerParser(), metric: .csat, scale: 1...5, labels: labels)
    }
    #expect(reading(["1 - Very satisfied", "3 - Neutral", "5 - Very dissatisfied"]).isReversedByLabels)
    #expect(!reading(["5 - Very satisfied", "3 - Neutral", "1 - Very dissatisfied"]).isReversedByLabels)
    #expect(reading(["1 - מרוצה מאוד", "2", "5 - מאוד לא מרוצה"]).isReversedByLabels)
    #expect(!reading(["1 - Very satisfied", "2 - Satisfied"]).isReversedByLabels)
    let codes = [("1", "Strongly agree"), ("2", "Agree"), ("4", "Disagree"), ("5", "Strongly disagree")]
    #expect(reading(["1", "4"], codes.map { AnswerLabel(code: $0.0, label: $0.1) }).isReversedByLabels)
    let straight = zip(["5", "4", "2", "1"], codes).map { AnswerLabel(code: $0.0, label: $0.1.1) }
    #expect(!reading(["1", "4"], straight).isReversedByLabels)
    // Said by labels and by the project, the scale is turned once.
    let both = reading(["1 - Very satisfied", "5 - Very dissatisfied"])
    #expect(both.isReversed(declared: true) && both.isReversed(declared: false))
  }

  @Test("a code labelled N/A is no answer")
  func noAnswer() {
    for label in [
      "N/A", "Not applicable", "Don't know", "Did not use", "לא רלוונטי", "לא יודע/ת", "Prefer not to say",
    ] {
      let cells = ["5 - Very satisfied", "1 - Very dissatisfied", "6 - " + label]
      #expect(AnswerReading(cells, parser: AnswerParser(), metric: .csat).values[2] == .declined)
      let labels = [
        AnswerLabel(code: "1", label: "Disagree"), AnswerLabel(code: "5", label: "Agree"),
        AnswerLabel(code: "9", label: label),
      ]
      #expect(
        AnswerReading(["9", "5"], parser: AnswerParser(), metric: .csat, labels: labels).values[0] == .declined)
      #expect(AnswerReading(["Good", "Bad", label], parser: AnswerParser(), metric: .csat).values[2] == .declined)
    }
    // Amidst the others "no opinion" is the middle.
    let labels = ["Strongly disagree", "Disagree", "No opinion", "Agree", "Strongly agree"].enumerated().map {
      AnswerLabel(code: String($0 + 1), label: $1)
    }
    let middle = AnswerReading(["3"], parser: AnswerParser(), metric: .csat, labels: labels).values[0]
    #expect(middle != .declined)
  }

  @Test("stars are counted")
  func stars() {
    #expect(points(["★★★★☆", "⭐⭐", "FIVE", "3 stars", "four stars", "★★★★★"]) == [4, 2, 5, 3, 4, 5])
  }

  @Test("a recommendation stored from 1 to 11 has no code for no answer, and labels recode it")
  func fromOne() {
    let cells = (1...11).map(String.init)
    let samples = (0..<110).map { cells[$0 % 11] }
    let question = QuestionGuess(column: "nps", text: "nps", samples: samples).question
    #expect(question.metric == .nps)
    #expect(question.likelyMissing.isEmpty)
    let labels = (1...11).map { AnswerLabel(code: String($0), label: String($0 - 1)) }
    let reading = AnswerReading(cells, parser: AnswerParser(), metric: .nps, labels: labels)
    let recoded = reading.values.map { value -> Int in
      if case .number(let number) = value { Int(number.value) } else { -1 }
    }
    #expect(recoded == Array(0...10))
  }
}

/// Surveys as clients sent them: which columns are questions, and of what.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientSurveyTests {
  private func inspection(_ name: String) throws -> Inspection {
    try inspect(InputFile(path: try #require(Repository.sharedData).appending(path: name).path), format: nil)
  }

  private func asked(_ inspection: Inspection) -> [String: QuestionColumn] {
    Dictionary(inspection.questions.map { ($0.column, $0) }) { first, _ in first }
  }

  @Test("one stray 7 in a count of comments is no scale for a group")
  func group() throws {
    let questions = asked(try inspection("cases/survey-group-scale/2016-group-scale.csv"))
    for name in ["Q9BOARDING", "Q9FOOD", "Q9RESTROOM", "Q9ALL"] {
      #expect(questions[name]?.metric == .csat)
      #expect(questions[name]?.low == 1 && questions[name]?.high == 5)
      #expect(questions[name]?.likelyMissing.contains("6") == true)
    }
    #expect(questions["Q9COM"] == nil)
  }

  @Test("twenty-seven items of a bank are ratings by their answers")
  func bank() throws {
    let questions = try inspection("survey/bank/bank_satisfaction.csv").questions.filter { $0.metric == .csat }
    #expect(questions.count == 27)
    #expect(questions.allSatisfy { $0.low == 0 && $0.high == 10 || $0.low == 1 && $0.high == 10 })
  }

  @Test("fourteen items of an airline from 0 to 5 are ratings, and the word that sums them up is one")
  func airline() throws {
    let items = [
      "Inflight wifi service", "Departure/Arrival time convenient", "Ease of Online booking", "Gate location",
      "Food and drink", "Online boarding", "Seat comfort", "Inflight entertainment", "On-board service",
      "Leg room service", "Baggage handling", "Checkin service", "Inflight service", "Cleanliness",
    ]
    var generator = Seeded(state: 7)
    var text = "id,Gender,Customer Type,Age,Class,Flight Distance," + items.joined(separator: ",")
    text += ",Departure Delay in Minutes,satisfaction\n"
    for row in 0..<300 {
      let marks = items.map { _ in String([0, 1, 2, 3, 3, 4, 4, 4, 5, 5].randomElement(using: &generator) ?? 3) }
      text +=
        "\(70_172 + row),\(row % 2 == 0 ? "Male" : "Female"),Loyal Customer,\(20 + row % 60),Eco,\(200 + row * 7),"
      text += marks.joined(separator: ",") + ",\(row % 40),\(row % 3 == 0 ? "satisfied" : "neutral or dissatisfied")\n"
    }
    try withFile(Array(text.utf8), name: "airline.csv") { file in
      let questions = asked(try inspect(file, format: nil))
      for item in items {
        #expect(questions[item]?.metric == .csat || questions[item]?.metric == .ces, "\(item)")
        #expect(questions[item]?.high == 5, "\(item)")
        #expect(questions[item]?.likelyMissing == ["0"], "\(item)")
      }
      #expect(questions["satisfaction"]?.metric == .csat)
      #expect(questions["Age"] == nil && questions["Departure Delay in Minutes"] == nil)
    }
  }

  @Test(
    "the time and the recommendation of KoboToolbox, Formbricks and Delighted",
    arguments: [
      ("45-kobo.csv", "_submission_time", "How likely are you to recommend us (0-10)?"),
      ("46-formbricks.csv", "Timestamp", "1. How likely are you to recommend us to a friend or colleague?"),
      ("47-delighted.csv", "Created at", "Score"),
    ])
  func tools(name: String, time: String, question: String) throws {
    let inspection = try inspection("cases/32-known-survey-tools/" + name)
    #expect(looksLikeSurvey(inspection))
    #expect(asked(inspection)[question]?.metric == .nps)
    let roles = SurveyRole.guesses(inspection, besides: inspection.questions.map(\.column))
    #expect(roles.first { $0.role == .time }?.column == time)
  }

  @Test("reviews with stars are a survey of one rating")
  func reviews() throws {
    let stars = ["★★★★★", "★★★★☆", "★☆☆☆☆", "★★★☆☆"]
    let text =
      "Review ID,Date,Reviewer,Rating,Review\n"
      + (0..<40).map { "r\($0),2026-06-01,name \($0),\(stars[$0 % 4]),it was what it was number \($0)\n" }.joined()
    try withFile(Array(text.utf8), name: "reviews.csv") { file in
      let inspection = try inspect(file, format: nil)
      #expect(looksLikeSurvey(inspection))
      #expect(asked(inspection)["Rating"]?.metric == .csat)
      #expect(asked(inspection)["Rating"]?.high == 5)
    }
  }
}
