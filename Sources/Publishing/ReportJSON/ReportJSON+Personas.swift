import Findings

// Customers by rule.
extension ReportJSON {
  /// One for each persona, in the order of the project file; then those who fit none, and who fit two at once.
  static func personas(_ report: Report, _ languages: [String]) -> [JSON.Member] {
    guard let found = report.personas else {
      return [JSON.Member("personas", .array([])), JSON.Member("personaOverlap", .null)]
    }
    return [
      JSON.Member(
        "personas",
        .array(
          found.personas.map { own in
            .object([
              "id": .string(own.persona.id),
              "name": .object(languages.map { JSON.Member($0, .string(own.persona.name.text($0))) }),
              "columns": .array(own.columns.map { .string($0) }), "customers": shown(own.customers),
              "share": estimate(own.share),
            ])
          })),
      JSON.Member(
        "personaOverlap",
        .object([
          "none": shown(found.none), "noneShare": estimate(found.noneShare),
          "pairs": .array(
            found.overlaps.map { own in
              .object([
                "first": .string(own.first.id), "second": .string(own.second.id), "customers": shown(own.customers),
                "share": estimate(own.share),
              ])
            }),
        ])),
    ]
  }
}
