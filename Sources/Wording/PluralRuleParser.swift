/// Reads the condition of one plural category: `v = 0 and i % 10 = 1 and i % 100 != 11 or f % 10 = 1`.
struct PluralRuleParser {
  private var words: ArraySlice<String>

  /// What is joined by “or”, each of it joined by “and”.
  static func alternatives(_ text: String) throws(PluralRule.Problem) -> [[PluralRule.Relation]] {
    var parser = PluralRuleParser(words: words(of: text)[...])
    var result = [[try parser.relation()]]
    while let word = parser.words.popFirst() {
      switch word {
      case "or": result.append([try parser.relation()])
      case "and": result[result.count - 1].append(try parser.relation())
      default: throw PluralRule.Problem(description: "“\(word)” where “and” or “or” was to stand")
      }
    }
    return result
  }

  /// Names, numbers and ranges, and each sign by itself.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var isWord = false
    for character in text {
      switch character {
      case " ": isWord = false
      case "=" where words.last == "!": words[words.count - 1] = "!="
      case "=", "!", "%", ",":
        words.append(String(character))
        isWord = false
      default:
        if isWord { words[words.count - 1].append(character) } else { words.append(String(character)) }
        isWord = true
      }
    }
    return words
  }

  private mutating func relation() throws(PluralRule.Problem) -> PluralRule.Relation {
    let name = words.popFirst() ?? ""
    guard let operand = PluralRule.Relation.Operand(rawValue: name) else {
      throw PluralRule.Problem(description: "“\(name)” where one of n, i, v, w, f, t was to stand")
    }
    var modulus: UInt?
    if words.first == "%" {
      words.removeFirst()
      modulus = try number(words.popFirst() ?? "")
      guard modulus != 0 else { throw PluralRule.Problem(description: "“% 0” divides by nothing") }
    }
    let sign = words.popFirst() ?? ""
    guard sign == "=" || sign == "!=" else {
      throw PluralRule.Problem(description: "“\(sign)” where “=” or “!=” was to stand")
    }
    var ranges = [try range()]
    while words.first == "," {
      words.removeFirst()
      ranges.append(try range())
    }
    return PluralRule.Relation(operand: operand, modulus: modulus, isNegated: sign == "!=", ranges: ranges)
  }

  private mutating func range() throws(PluralRule.Problem) -> ClosedRange<UInt> {
    let word = words.popFirst() ?? ""
    let ends = word.split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1].isEmpty else {
      let only = try number(word)
      return only...only
    }
    let (low, high) = (try number(String(ends[0])), try number(String(ends[2])))
    guard low <= high else { throw PluralRule.Problem(description: "“\(word)” ends before it begins") }
    return low...high
  }

  private func number(_ word: String) throws(PluralRule.Problem) -> UInt {
    guard let number = UInt(word) else {
      throw PluralRule.Problem(description: "“\(word)” where a number was to stand")
    }
    return number
  }
}
