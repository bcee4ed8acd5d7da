import Yams

// What a phrase file says of its language itself, under `language`.
extension PhraseFileReader {
  func readLanguage(_ node: Node) throws(WordingError) {
    guard case .mapping(let parts) = node else { throw problem(node, "language", "wants plurals and numbers") }
    for (key, part) in parts {
      switch try name(of: key, under: "language") {
      case "plurals": plurals = try plurals(part)
      case "numbers": numbers = try numbers(part)
      case let other: throw problem(key, "language", "knows plurals and numbers, not “\(other)”")
      }
    }
  }

  private func plurals(_ node: Node) throws(WordingError) -> PluralRule {
    let key = "language.plurals"
    guard case .mapping(let rules) = node else {
      throw problem(node, key, "wants CLDR's rule for each category; {} where all numbers are alike")
    }
    var texts: [PluralCategory: String] = [:]
    for (name, rule) in rules {
      guard let category = PluralCategory(rawValue: name.string ?? "") else {
        throw problem(name, key, "“\(name.string ?? "")” is none of zero, one, two, few, many")
      }
      texts[category] = try text(rule, key: key + "." + category.rawValue)
    }
    do {
      return try PluralRule(texts)
    } catch {
      throw problem(node, key, error.description)
    }
  }

  private func numbers(_ node: Node) throws(WordingError) -> NumberFormat {
    let key = "language.numbers"
    guard case .mapping(let signs) = node else { throw problem(node, key, "wants group, decimal and percent") }
    var format = NumberFormat()
    for (name, value) in signs {
      let sign = try text(value, key: key)
      switch name.string {
      case "group": format.group = sign
      case "decimal": format.decimal = sign
      case "percent" where sign.contains("{n}"): format.percent = sign
      case "percent": throw problem(value, key, "percent lacks its number, {n}")
      case let other: throw problem(name, key, "knows group, decimal and percent, not “\(other ?? "")”")
      }
    }
    guard format.group != format.decimal, !format.decimal.isEmpty else {
      throw problem(node, key, "group and decimal must be told apart")
    }
    return format
  }

  /// The language's plural rule and number format; a file that says nothing of them is refused, since what fits one language is
  /// wrong in another.
  func grammar() throws(WordingError) -> (plurals: PluralRule, numbers: NumberFormat) {
    guard let plurals, let numbers else {
      let missing = plurals == nil ? "plurals" : "numbers"
      throw .phrase(file: file, line: 1, key: "language.\(missing)", problem: "is missing")
    }
    return (plurals, numbers)
  }
}
