import Testing

@testable import Reading

/// What a question's own text says of the ends of its scale.
@Suite struct ScaleEndsTests {
  private func isReversed(_ text: String, _ samples: [String] = ["1", "2", "5", "4"]) -> Bool {
    QuestionGuess(column: "q", text: text, samples: samples).question.isReversed
  }

  @Test(
    "a text that calls the lowest point the best turns the scale",
    arguments: [
      "How satisfied are you with our service? (1 = very satisfied, 5 = very dissatisfied)",
      "How satisfied are you? 1 - very satisfied; 5 - not at all satisfied",
      "On a scale from 1 (very satisfied) to 5 (very dissatisfied), how satisfied are you?",
      "How satisfied are you, where 1 is very satisfied and 5 is very dissatisfied?",
      "Overall satisfaction (1=excellent/5=poor)", "Overall satisfaction: 1 – best, 5 – worst",
      "How easy was it to get help? (1 = very easy, 5 = very difficult)",
      "The company made it easy for me (1 = strongly agree, 5 = strongly disagree)",
      "עד כמה אתם מרוצים מהשירות? (1 - מרוצה מאוד, 5 - כלל לא מרוצה)",
      "עד כמה אתם שבעי רצון? 1 = שבע/ת רצון מאוד, ו-5 = מאוד לא מרוצה/ת",
      "How dissatisfied are you with our service? 1 not at all, 5 extremely",
      "How dissatisfied are you with our service?",
    ])
  func reversed(text: String) { #expect(isReversed(text)) }

  @Test(
    "a text that calls the highest point the best, or says nothing sure of the ends, does not",
    arguments: [
      "How satisfied are you with our service? (1 = very dissatisfied, 5 = very satisfied)",
      "How satisfied are you? 5 = very satisfied, 1 = very dissatisfied", "How satisfied are you? (1-5)",
      "How satisfied are you?", "How satisfied are you on a 5-point scale, 1 being the lowest?",
      "How satisfied are you? (very dissatisfied (1) to very satisfied (5))",
      "How satisfied are you? Very satisfied = 5, very dissatisfied = 1",
      "How satisfied are you? Very dissatisfied 1 2 3 4 5 very satisfied",
      "How satisfied are you? (1 = very satisfied, 5 = other)", "1. How satisfied are you? 5 = not at all",
      "How satisfied or dissatisfied are you?", "How dissatisfied or satisfied are you?",
      "How dissatisfied are you? (1 = very dissatisfied, 5 = very satisfied)",
      "עד כמה את/ה שבע/ת רצון מהטיפול? (1 כלל לא - 5 מאוד)",
      "עד כמה אתם מרוצים מהשירות? (1 - כלל לא מרוצה, 5 - מרוצה מאוד)",
    ])
  func straight(text: String) { #expect(!isReversed(text)) }

  @Test("a recommendation is turned, too")
  func recommendation() {
    let answers = ["0", "2", "10", "7", "1"]
    #expect(isReversed("האם תמליץ/י עלינו לחברים? (0 = בהחלט, 10 = בכלל לא)", answers))
    #expect(!isReversed("האם תמליץ/י עלינו לחברים? (0 = בכלל לא, 10 = בהחלט)", answers))
    #expect(isReversed("How likely are you to recommend us? 0 - extremely likely, 10 - not at all likely", answers))
  }

  @Test("labels of the answers go before the text, and words that grade are turned by nothing")
  func labels() {
    let text = "How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)"
    #expect(!isReversed(text, ["1 - Very dissatisfied", "3", "5 - Very satisfied"]))
    #expect(isReversed(text, ["1 - Very satisfied", "3", "5 - Very dissatisfied"]))
    #expect(!isReversed(text, ["Very satisfied", "Dissatisfied", "Very dissatisfied"]))
  }
}
