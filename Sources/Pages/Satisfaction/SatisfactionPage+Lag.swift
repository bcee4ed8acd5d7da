import Findings
import Wording

extension SatisfactionPage {
  /// How long after their events people answered, beside what each type of survey promises.
  func lagSection() -> Section? {
    guard !surveys.lags.isEmpty else { return nil }
    let rows = surveys.lags.map { lag in
      Table.Row([
        text(typeName(lag.type)), datum(lag.answers), seconds(lag.medianSeconds), seconds(lag.lowerSeconds),
        seconds(lag.upperSeconds), text(w("satisfaction.lag.promise." + lag.type.rawValue)),
      ])
    }
    return Section(
      id: "lag", heading: w("satisfaction.lag-title"),
      blocks: [
        .paragraph(w("satisfaction.lag-read")),
        .table(
          Table(
            id: "lag", caption: w("satisfaction.lag-table"),
            columns: [
              column("satisfaction.column.type", .text), column("satisfaction.column.answered"),
              column("satisfaction.column.lag-median"), column("satisfaction.column.lag-quarter"),
              column("satisfaction.column.lag-three-quarters"), column("satisfaction.column.lag-promise", .text),
            ], rows: rows)),
      ])
  }
}
