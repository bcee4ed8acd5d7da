import Reading

/// What a column of times says against itself: times far from all others, and days that a spreadsheet took for months.
///
/// Rows have lost their numbers by the time this can be known, so the column is read once more; which only a file with such
/// times has to pay for.
struct DoubtfulTimes {
  private let inspection: Inspection
  private let request: ColumnRequest
  private let zone: TimeZoneTable
  /// An issue for every row of which something is to be said.
  private(set) var issues = IssueLog()

  init(
    _ inspection: Inspection, column: String, format: TimeFormat, zone: TimeZoneTable, report: TimeReport?,
    far: FarTimes?
  ) throws(ReadingError) {
    self.inspection = inspection
    self.zone = zone
    request = ColumnRequest(name: column, kind: .time(format))
    if let far { try addFar(far) }
    // A warning never ends a run: where rows cannot be told, the column is.
    if report?.isSwapped == true, (try? addSwapped()) == nil {
      issues.add(Issue(kind: .swappedDayMonth, row: 1, column: column, value: ""))
    }
  }

  private mutating func addFar(_ far: FarTimes) throws(ReadingError) {
    let table = try read(inspection, ReadRequest(columns: [request], zone: zone))
    guard case .time(let times) = table.columns[0] else { return }
    for (row, time) in times.enumerated() where time != .min && !far.sound.contains(time) {
      issues.add(Issue(kind: .farTime, row: table.rowNumbers[row], column: request.name, value: day(time)))
    }
  }

  private mutating func addSwapped() throws(ReadingError) {
    let text = ColumnRequest(name: request.name, kind: .dictionary)
    let table = try read(inspection, ReadRequest(columns: [text], zone: zone))
    guard case .dictionary(let texts) = table.columns[0] else { return }
    let isYearFirst = texts.values.map { $0.utf8.prefix(4).count { (0x30...0x39).contains($0) } == 4 }
    for (row, code) in texts.codes.enumerated() where code != DictionaryColumn.none && isYearFirst[Int(code)] {
      issues.add(
        Issue(
          kind: .swappedDayMonth, row: table.rowNumbers[row], column: request.name, value: texts.values[Int(code)]))
    }
  }

  private func day(_ micros: Int64) -> String {
    guard SourcePlan.possibleTimes.contains(micros) else { return "" }
    let local = zone.localMicros(utcMicros: micros)
    return CivilDate(daysSince1970: Int(local >= 0 ? local / Micros.day : (local - Micros.day + 1) / Micros.day)).iso
  }
}
