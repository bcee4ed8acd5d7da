import Findings
import Pages

/// Two waves of surveys.
extension ReportJSON {
  /// `surveyWaves`: questions in the order of the later wave; `null` where surveys are not of two waves.
  static func surveyWaves(_ report: Report) -> JSON {
    guard let found = report.waves else { return .null }
    let questions = report.satisfaction.questions
    func id(_ place: Int) -> JSON { .string(questions[place].id) }
    return .object([
      "from": .string(found.firstDay.iso), "to": .string(found.lastDay.iso),
      "fromBefore": .string(found.firstDayBefore.iso), "toBefore": .string(found.lastDayBefore.iso),
      "pairs": .array(
        found.pairs.map { pair in
          .object([
            "now": id(pair.to), "before": id(pair.from), "difference": estimate(pair.figure.difference),
            "adjustedP": pair.figure.adjustedP.map { .number($0) } ?? .null,
            "verdict": .string(pair.figure.verdict.rawValue),
            "power": pair.figure.power.map { .number($0) } ?? .null, "needed": shown(pair.figure.needed),
            "cut": pair.cut.map { .string($0.rawValue) } ?? .null,
          ])
        }),
      "onlyNow": .array(found.onlyNow.map(id)), "onlyBefore": .array(found.onlyBefore.map(id)),
    ])
  }
}
