import Reading

/// What a column of times says against itself: times far from all others, days that a spreadsheet took for months, and dates
/// that can be read in two ways where no cell tells which.
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
    if report?.isSwapped == true {
      addCells(.swappedDayMonth) { $0.utf8.prefix(4).count { (0x30...0x39).contains($0) } == 4 }
    }
    switch report?.doubt {
    case let doubt? where doubt == .placeOfYear: addCells(.placeOfYear, doubt.concerns)
    case let doubt?: addCells(.dateOrUnix, doubt.concerns)
    case nil: break
    }
  }

  private mutating func addFar(_ far: FarTimes) throws(ReadingError) {
    let table = try read(inspection, ReadRequest(columns: [request], zone: zone))
    guard case .time(let times) = table.columns[0] else { return }
    for (row, time) in times.enumerated() where time != .min && !far.sound.contains(time) {
      issues.add(Issue(kind: .farTime, row: table.rowNumbers[row], column: request.name, value: day(time)))
    }
  }

  /// An issue for every cell of the kind, or one for the column where rows cannot be told: a warning never ends a run.
  private mutating func addCells(_ kind: IssueKind, _ isMeant: (String) -> Bool) {
    let text = ColumnRequest(name: request.name, kind: .dictionary)
    guard let table = try? read(inspection, ReadRequest(columns: [text], zone: zone)),
      case .dictionary(let texts) = table.columns[0]
    else {
      issues.add(Issue(kind: kind, row: 1, column: request.name, value: ""))
      return
    }
    let meant = texts.values.map(isMeant)
    for (row, code) in texts.codes.enumerated() where code != DictionaryColumn.none && meant[Int(code)] {
      issues.add(
        Issue(kind: kind, row: table.rowNumbers[row], column: request.name, value: texts.values[Int(code)]))
    }
  }

  private func day(_ micros: Int64) -> String {
    guard SourcePlan.possibleTimes.contains(micros) else { return "" }
    let local = zone.localMicros(utcMicros: micros)
    return CivilDate(daysSince1970: Int(local >= 0 ? local / Micros.day : (local - Micros.day + 1) / Micros.day)).iso
  }
}
