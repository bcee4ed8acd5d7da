import Reading

/// What the two sides are called where answers are told apart by whether their customer is captive.
package enum CaptiveAnswers {
  package static let captive = "captive"
  package static let others = "others"
}

extension SurveyAnswers {
  /// Of each row of a survey whether its customer is captive; nothing where a column of the rule says nothing of it.
  ///
  /// `nil` where neither the survey nor any customers' file has one of the columns.
  package func captives(_ rule: CaptiveRule, of survey: Int) -> Attribute? {
    var all = Attribute(name: "", values: [CaptiveAnswers.captive, CaptiveAnswers.others], codes: [])
    for column in rule.columns {
      guard let rows = rows(column, of: survey) else { return nil }
      let side = rows.values.map { rule.fits($0, column) ? Int32(0) : 1 }
      let codes = rows.codes.map { $0 < 0 ? -1 : side[Int($0)] }
      // Who does not fit one of them is not captive, whatever the others say.
      all.codes = all.codes.isEmpty ? codes : zip(all.codes, codes).map { $0 == 1 || $1 == 1 ? 1 : min($0, $1) }
    }
    return all
  }
}
