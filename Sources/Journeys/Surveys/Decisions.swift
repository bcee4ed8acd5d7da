import Basics
import Reading

/// What a workshop decided about a touchpoint: a row of its sheet, filled in.
package struct Decision: Sendable, Equatable {
  /// The sheet's file, and the row in it.
  package var file: String
  package var row: Int
  /// Id of a touchpoint of the catalog.
  package var touchpoint: String
  /// Who sees to it.
  package var owner: String?
  package var due: CivilDate?
  /// What it takes, in the workshop's own words.
  package var effort: String?
  package var decision: String?
}

/// What a column of a sheet of decisions holds.
package enum DecisionRole: String, CaseIterable, Sendable {
  case touchpoint, owner, due, effort, decision

  /// Headers that mean this role, the surest first; compared without case, spaces and punctuation.
  var names: [String] {
    switch self {
    case .touchpoint:
      [
        "touchpoint", "touchpoint id", "touchpoint name", "נקודת מגע", "נקודת המגע", "מזהה נקודת מגע", "שם נקודת המגע",
        "hole",
        "leak", "חור", "נקודת דליפה",
      ]
    case .owner:
      [
        "owner", "responsible", "assigned to", "assignee", "אחראי/ת", "אחראי", "אחראית", "אחראים", "באחריות",
        "בעל/ת אחריות",
      ]
    case .due:
      [
        "due", "due date", "due by", "deadline", "by when", "target date", "לביצוע עד", "תאריך לביצוע", "מועד לביצוע",
        "תאריך יעד",
        "מועד יעד", "עד מתי", "לוח זמנים",
      ]
    case .effort: ["effort", "מאמץ", "היקף המאמץ"]
    case .decision: ["decision", "decided", "what was decided", "action", "החלטה", "ההחלטה", "מה הוחלט", "פעולה"]
    }
  }
}

/// What reading one sheet of decisions found.
package struct DecisionSheet: Sendable {
  /// The file's name.
  package var name: String
  /// The columns that are read.
  package var columns: [(role: DecisionRole, column: String)]
  /// Rows with an owner, a date, an effort or a decision, at a touchpoint that is known.
  package var decisions = 0
  /// Rows that only name a touchpoint: nobody has filled them in.
  package var unfilled = 0
}

/// Finds the touchpoint that a person means, who writes its id or any of its names.
struct TouchpointNames {
  private let mapping: NameMapping
  private let ids: Set<String>
  /// By names without case, spaces and punctuation; `nil` where two touchpoints share one.
  private var loose: [String: String?] = [:]

  init(_ catalog: Catalog, _ blueprint: Blueprint) {
    mapping = NameMapping(blueprint)
    ids = Set(catalog.touchpoints.map(\.id))
    for touchpoint in catalog.touchpoints {
      note(touchpoint.id, touchpoint.id)
      for entry in touchpoint.name.entries { note(entry.text, touchpoint.id) }
    }
    for declared in blueprint.touchpoints where ids.contains(declared.id) {
      for alias in declared.aliases { note(alias, declared.id) }
    }
  }

  private mutating func note(_ name: String, _ id: String) {
    let plain = simplifiedHeader(name)
    guard !plain.isEmpty else { return }
    if let known = loose[plain], known != id { loose[plain] = .some(nil) } else { loose[plain] = id }
  }

  /// The id, or `nil` for a name that nothing has, or that two have.
  func id(_ name: String) -> String? {
    if let id = mapping.touchpoint(name), ids.contains(id) { return id }
    return loose[simplifiedHeader(name)] ?? nil
  }
}

/// The columns of a sheet of decisions: what the project declares, and the rest by their headers.
func decisionColumns(
  _ inspection: Inspection, _ declaration: SourceDeclaration
) throws -> [(role: DecisionRole, column: String)] {
  var found: [(role: DecisionRole, column: String)] = declaration.columns.compactMap { entry in
    DecisionRole(rawValue: entry.role).map { ($0, entry.column) }
  }
  for role in DecisionRole.allCases where !found.contains(where: { $0.role == role }) {
    let free = inspection.columns.filter { column in !found.contains { $0.column == column } }
    let column = role.names.lazy.map(simplifiedHeader).compactMap { name in free.first { simplifiedHeader($0) == name }
    }.first
    if let column { found.append((role, column)) }
  }
  guard found.contains(where: { $0.role == .touchpoint }) else {
    throw LoadingError.noRole(
      file: inspection.file.name, role: .touchpoint, columns: inspection.columns, sheet: inspection.sheet,
      isFromProject: declaration.isFromProject)
  }
  return DecisionRole.allCases.compactMap { role in found.first { $0.role == role } }
}

/// Reads a sheet of decisions once the touchpoints are known.
///
/// A row whose touchpoint is missing or unknown is rejected; a date that cannot be read is an issue, and the row is kept.
func readDecisions(
  _ inspection: Inspection, _ declaration: SourceDeclaration, _ touchpoints: TouchpointNames,
  zone project: TimeZoneTable
) throws -> (decisions: [Decision], sheet: DecisionSheet, quality: SourceQuality) {
  let file = inspection.file.name
  let columns = try decisionColumns(inspection, declaration)
  let zone = zone(of: inspection, declaration, project: project)
  let format = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
  // The date as written comes along: a row whose date cannot be read is filled in all the same.
  let written = columns.first { $0.role == .due }.map { [ColumnRequest(name: $0.column, kind: .dictionary)] } ?? []
  let table = try read(
    inspection,
    ReadRequest(
      columns: columns.map { ColumnRequest(name: $0.column, kind: $0.role == .due ? .time(format) : .dictionary) }
        + written, zone: zone))
  func cell(_ place: Int, _ row: Int) -> String? {
    guard case .dictionary(let column) = table.columns[place], column.codes[row] != DictionaryColumn.none else {
      return nil
    }
    return column.values[Int(column.codes[row])]
  }
  func text(_ role: DecisionRole, _ row: Int) -> String? {
    columns.firstIndex { $0.role == role }.flatMap { cell($0, row) }
  }
  func day(_ row: Int) -> CivilDate? {
    guard let place = columns.firstIndex(where: { $0.role == .due }), case .time(let times) = table.columns[place],
      times[row] != .min
    else { return nil }
    return CivilDate(localMicros: zone.localMicros(utcMicros: times[row]))
  }
  var decisions: [Decision] = []
  var sheet = DecisionSheet(name: file, columns: columns)
  var issues = table.issues
  let column = columns.first { $0.role == .touchpoint }?.column ?? ""
  for row in 0..<table.rowCount {
    let number = table.rowNumbers[row]
    let found = Decision(
      file: file, row: Int(number), touchpoint: "", owner: text(.owner, row), due: day(row), effort: text(.effort, row),
      decision: text(.decision, row))
    let isFilled =
      found.owner != nil || found.effort != nil || found.decision != nil
      || (!written.isEmpty && cell(columns.count, row) != nil)
    guard let name = text(.touchpoint, row) else {
      guard isFilled else { continue }
      issues.add(Issue(kind: .missingValue, row: number, column: column, value: ""))
      issues.rejectedRows += 1
      continue
    }
    guard let id = touchpoints.id(name) else {
      issues.add(Issue(kind: .unknownTouchpoint, row: number, column: column, value: name))
      issues.rejectedRows += 1
      continue
    }
    guard isFilled else {
      sheet.unfilled += 1
      continue
    }
    var decision = found
    decision.touchpoint = id
    decisions.append(decision)
  }
  sheet.decisions = decisions.count
  let quality = SourceQuality(
    name: file, kind: .decisions, format: inspection.format, encoding: inspection.encoding, rowsRead: table.rowsRead,
    rowsRejected: issues.rejectedRows, rejectAbove: declaration.rejectAbove, issues: issues, guesses: [], roles: [],
    time: table.times, rejectedByTouchpoint: [], contentHash: table.contentHash)
  return (decisions, sheet, quality)
}
