import Testing

@testable import Wording

/// Plural categories by CLDR's rules; the numbers beside them are the samples that CLDR publishes with them.
@Suite struct PluralTests {
  private static let arabic: [PluralCategory: String] = [
    .zero: "n = 0", .one: "n = 1", .two: "n = 2", .few: "n % 100 = 3..10", .many: "n % 100 = 11..99",
  ]
  private static let russian: [PluralCategory: String] = [
    .one: "v = 0 and i % 10 = 1 and i % 100 != 11",
    .few: "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    .many: "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
  ]
  private static let latvian: [PluralCategory: String] = [
    .zero: "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
    .one: "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and f % 10 = 1",
  ]
  private static let danish: [PluralCategory: String] = [.one: "n = 1 or t != 0 and i = 0,1"]

  private func categories(_ rules: [PluralCategory: String], _ numbers: [Int]) throws -> [PluralCategory] {
    let rule = try PluralRule(rules)
    return numbers.map { rule.category(of: PluralOperands($0)) }
  }

  private func decimal(_ units: UInt, _ places: Int) -> PluralOperands {
    PluralOperands(Digits.Fixed(isNegative: false, units: units, places: places))
  }

  @Test("whole numbers fall into the categories of their language")
  func whole() throws {
    let numbers = [0, 1, 2, 3, 10, 11, 26, 99, 100, 102, 103, 111, 1_000]
    #expect(
      try categories(Self.arabic, numbers)
        == [.zero, .one, .two, .few, .few, .many, .many, .many, .other, .other, .few, .many, .other])
    #expect(
      try categories(Self.russian, [1, 21, 101, 2, 22, 104, 0, 5, 11, 12, 19, 100, 111])
        == [.one, .one, .one, .few, .few, .few] + Array(repeating: .many, count: 7))
    #expect(
      try categories(Self.latvian, [0, 10, 11, 20, 1, 21, 2, 22]) == [
        .zero, .zero, .zero, .zero, .one, .one, .other, .other,
      ])
    #expect(try categories([:], [0, 1, 2]) == [.other, .other, .other])
    #expect(try categories(Self.arabic, [-1, .min]) == [.one, .few], "|Int.min| ends in 08")
  }

  @Test("a fraction falls where its printed digits put it")
  func fractions() throws {
    let danish = try PluralRule(Self.danish)
    #expect(danish.category(of: decimal(1, 1)) == .one)
    #expect(danish.category(of: decimal(16, 1)) == .one)
    #expect(danish.category(of: decimal(20, 1)) == .other)
    let latvian = try PluralRule(Self.latvian)
    #expect(latvian.category(of: decimal(11, 1)) == .one)
    #expect(latvian.category(of: decimal(11, 2)) == .zero)
    #expect(latvian.category(of: decimal(12, 1)) == .other)
    let arabic = try PluralRule(Self.arabic)
    #expect(arabic.category(of: decimal(35, 1)) == .other, "n = 3.5 is in no range of whole numbers")
    #expect(try PluralRule(Self.russian).category(of: decimal(15, 1)) == .other)
  }

  @Test("a form for one number goes before the category, a range before what is left")
  func forms() throws {
    let w = try wording(.hebrew, "x: {other: o, 1..10: r, one: c, 0: none, 1: exact}")
    let chosen = [0, 1, 2, 3, 10, 11].map { w("x", ["n": .count($0)]).plain }
    #expect(chosen == ["none", "exact", "r", "r", "r", "o"])
    #expect(
      [25, 100, 101].map { w.unit("x", Digits.Fixed(isNegative: false, units: $0, places: 1)).plain } == [
        "r", "r", "o",
      ])
  }

  @Test("a choice by a number follows the language's categories")
  func choices() throws {
    let w = try wording(.hebrew, "x: \"{n:two=t|0=z|other=o}\"")
    #expect([0, 1, 2, 3].map { w("x", ["n": .count($0)]).plain } == ["z", "o", "t", "o"])
  }

  @Test("a language's own signs part its numbers")
  func numbers() throws {
    let grammar = "language: {plurals: {}, numbers: {group: \" \", decimal: \",\", percent: \"{n} %\"}}"
    let phrases = try Phrases(yaml: grammar, language: .english, file: "x.yml")
    let w = Wording(language: .english, phrases: phrases, currency: "EUR", vocabulary: [:])
    #expect(w.number(12_040).plain == "12 040")
    #expect(w.decimal(1_234.5, places: 2).plain == "1 234,50")
    #expect(w.percent(0.286, base: 5_000).plain == "28,6 %")
    #expect(w.captionRange(0.25, 0.29, base: 400).plain == "25–29 %")
    #expect(w.money(12_500_000).plain == "€12,50")
  }

  @Test(
    "a rule that cannot be read says what is wrong",
    arguments: [
      ("x = 1", "“x” where one of n, i, v, w, f, t was to stand"), ("n", "“” where “=” or “!=” was to stand"),
      ("n = one", "“one” where a number was to stand"), ("n = 5..3", "“5..3” ends before it begins"),
      ("n % 0 = 1", "“% 0” divides by nothing"), ("n = 1 n = 2", "“n” where “and” or “or” was to stand"),
      ("", "“” where one of n, i, v, w, f, t was to stand"),
    ])
  func mistakes(rule: String, expected: String) throws {
    let problem = try #require(throws: PluralRule.Problem.self) { try PluralRule([.one: rule]) }
    #expect(problem.description == expected)
  }
}
