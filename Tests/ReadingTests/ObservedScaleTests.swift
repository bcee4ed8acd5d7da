import Testing

@testable import Reading

/// Scales that nothing but the answers tells.
@Suite struct ObservedScaleTests {
  /// Answers as often as said, in turn rather than one after the other.
  private func answers(_ counts: [Int: Int]) -> [String] {
    var left = counts
    var all: [String] = []
    while left.contains(where: { $0.value > 0 }) {
      for (value, count) in left.sorted(by: { $0.key < $1.key }) where count > 0 {
        all.append(String(value))
        left[value] = count - 1
      }
    }
    return all
  }

  private func question(_ counts: [Int: Int], _ text: String = "How satisfied are you?") -> QuestionColumn {
    QuestionGuess(column: "q", text: text, samples: answers(counts)).question
  }

  @Test("an 8 or a 9 beyond a gap is a code for no answer", arguments: [8, 9])
  func gap(code: Int) {
    let few = question([1: 28, 2: 27, 3: 25, 4: 61, 5: 55, code: 4])
    #expect(few.low == 1 && few.high == 5 && few.likelyMissing == [String(code)])
    // A tenth of the answers, too.
    let many = question([1: 29, 2: 29, 3: 24, 4: 44, 5: 56, code: 18])
    #expect(many.low == 1 && many.high == 5 && many.likelyMissing == [String(code)])
    let effort = question([1: 20, 2: 20, 3: 20, 4: 30, 5: 40, code: 10], "How easy was it to get help?")
    #expect(effort.metric == .ces && effort.low == 1 && effort.high == 5 && effort.likelyMissing == [String(code)])
  }

  @Test("a 9 without a gap, among few answers, or beside a 10 is a point of a scale of ten")
  func noGap() {
    for counts in [
      [1: 20, 2: 20, 3: 20, 4: 30, 5: 40, 6: 1, 7: 9, 8: 20, 9: 30], [1: 1, 2: 1, 3: 2, 4: 2, 5: 1, 9: 1],
      [1: 20, 2: 20, 3: 20, 4: 30, 5: 40, 9: 5, 10: 4], [2: 20, 3: 20, 4: 30, 5: 40, 9: 10],
      [1: 10, 2: 10, 3: 10, 4: 10, 5: 10, 9: 40],
    ] {
      let found = question(counts)
      #expect(found.low == 1 && found.high == 10 && found.likelyMissing.isEmpty, "\(counts)")
    }
  }

  @Test(
    "many answers that use every point of an unusual scale, and both ends often, are on that scale",
    arguments: [
      ([1: 56, 2: 64, 3: 80], 1, 3), ([1: 50, 2: 40, 3: 40, 4: 70], 1, 4),
      ([1: 30, 2: 24, 3: 30, 4: 32, 5: 28, 6: 56], 1, 6), ([1: 14, 2: 27, 3: 15, 4: 61, 5: 60, 6: 22], 1, 6),
      ([0: 32, 1: 36, 2: 37, 3: 36, 4: 59], 0, 4),
    ])
  func used(counts: [Int: Int], low: Int, high: Int) {
    let found = question(counts)
    #expect(found.low == low && found.high == high && found.likelyMissing.isEmpty)
  }

  @Test(
    "few answers, an end that hardly anybody used, and a point that nobody used leave the usual scale",
    arguments: [
      ([1: 20, 2: 20, 3: 30], 5, ""), ([1: 20, 2: 20, 3: 20, 4: 20], 5, ""), ([2: 60, 3: 70, 4: 70], 5, ""),
      ([1: 2, 2: 60, 3: 70, 4: 68], 5, ""), ([1: 60, 2: 60, 3: 70, 4: 2], 5, ""), ([1: 60, 3: 70, 4: 70], 5, ""),
      ([3: 5, 4: 60, 5: 100], 5, ""), ([1: 20, 2: 20, 3: 30, 4: 20, 5: 30, 6: 4], 7, ""),
      ([0: 1, 1: 50, 2: 50, 3: 40, 4: 59], 5, "0"), ([0: 30, 1: 30, 2: 30, 3: 30, 4: 40, 5: 40], 5, "0"),
    ])
  func usual(counts: [Int: Int], high: Int, missing: String) {
    let found = question(counts)
    #expect(found.low == 1 && found.high == high && found.likelyMissing.joined(separator: ",") == missing)
  }

  @Test("codes from 11 to 15 are no percents, and eighty to ninety-five are")
  func codes() {
    let codes = question([11: 13, 12: 5, 13: 24, 14: 61, 15: 97])
    #expect(codes.metric == .csat && codes.low == nil && codes.high == nil && codes.likelyMissing.isEmpty)
    let percents = question([80: 20, 85: 20, 90: 20, 95: 20])
    #expect(percents.low == 0 && percents.high == 100)
  }

  @Test("the questions beside it tell the scale of one of which a point was never used")
  func siblings() throws {
    func found(_ other: [Int: Int], _ own: [Int: Int]) throws -> QuestionColumn {
      let columns = ["How satisfied are you with delivery?", "How satisfied are you with support?"]
      return try #require(questionsByWording(columns, [answers(other), answers(own)]).last)
    }
    let five = [1: 20, 2: 30, 3: 40, 4: 50, 5: 60]
    let four = try found(five, [1: 50, 2: 40, 3: 40, 4: 70])
    #expect(four.low == 1 && four.high == 5 && four.likelyMissing.isEmpty)
    let nought = try found(five, [0: 32, 1: 36, 2: 37, 3: 36, 4: 59])
    #expect(nought.low == 1 && nought.high == 5 && nought.likelyMissing == ["0"])
    let six = try found(five, [1: 14, 2: 27, 3: 15, 4: 61, 5: 60, 6: 22])
    #expect(six.low == 1 && six.high == 5 && six.likelyMissing == ["6"])
    let seven = try found(
      [1: 20, 2: 20, 3: 20, 4: 30, 5: 30, 6: 40, 7: 40], [1: 30, 2: 24, 3: 30, 4: 32, 5: 28, 6: 56])
    #expect(seven.low == 1 && seven.high == 7 && seven.likelyMissing.isEmpty)
    let alike = try found([1: 50, 2: 40, 3: 40, 4: 70], [1: 60, 2: 40, 3: 40, 4: 60])
    #expect(alike.low == 1 && alike.high == 4)
  }
}
