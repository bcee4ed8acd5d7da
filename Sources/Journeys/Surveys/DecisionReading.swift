import Basics
import Reading

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
  /// What the departments that own touchpoints are called, by the touchpoints' ids.
  private var departments: [String: [String]] = [:]
  private let ids: Set<String>
  /// By names without case, spaces and punctuation; `nil` where two touchpoints share one.
  private var loose: [String: String?] = [:]

  init(_ catalog: Catalog, _ blueprint: Blueprint) {
    mapping = NameMapping(blueprint)
    ids = Set(catalog.touchpoints.map(\.id))
    for touchpoint in catalog.touchpoints {
      if let own = touchpoint.department.map({ catalog.departments[$0] }) {
        departments[touchpoint.id] = ([own.id] + own.name.entries.map(\.text)).map(simplifiedHeader)
      }
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

  /// The touchpoint, and the kind of opportunity, that an id of the report's own sheet means; `nil`: none.
  func opportunity(_ written: String) -> (touchpoint: String, kind: OpportunityKind?)? {
    if let own = OpportunityID(written), let touchpoint = id(own.touchpoint) { return (touchpoint, own.kind) }
    return id(written).map { ($0, nil) }
  }

  /// Whether a cell names the department that owns the touchpoint, as the report's own sheet does before it is filled in.
  func isDepartment(_ owner: String, of touchpoint: String) -> Bool {
    departments[touchpoint]?.contains(simplifiedHeader(owner)) ?? false
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
  guard found.contains(where: { $0.role == .touchpoint || $0.role == .id }) else {
    throw LoadingError.noRole(
      file: inspection.file.name, role: .touchpoint, columns: inspection.columns, sheet: inspection.sheet,
      isFromProject: declaration.isFromProject)
  }
  return DecisionRole.allCases.compactMap { role in found.first { $0.role == role } }
}

/// Reads a sheet of decisions once the touchpoints are known.
///
/// A row that names no touchpoint, or none that is known, is rejected; a date or a status that cannot be read is an issue,
/// and the row is kept.
func readDecisions(
  _ inspection: Inspection, _ declaration: SourceDeclaration, _ touchpoints: TouchpointNames,
  zone project: TimeZoneTable
) throws -> (decisions: [Decision], sheet: DecisionSheet, quality: SourceQuality) {
  let cells = try DecisionCells(inspection, declaration, project: project)
  let (file, table) = (inspection.file.name, cells.table)
  var decisions: [Decision] = []
  var sheet = DecisionSheet(name: file, columns: cells.columns)
  var issues = table.issues
  for row in 0..<table.rowCount {
    let number = table.rowNumbers[row]
    let (id, name) = (cells.text(.id, row), cells.text(.touchpoint, row))
    let place =
      id.flatMap { touchpoints.opportunity($0) } ?? name.flatMap { touchpoints.id($0) }.map { ($0, nil) }
    var found = Decision(
      file: file, row: Int(number), touchpoint: place?.touchpoint ?? "", kind: place?.kind,
      owner: cells.text(.owner, row), due: cells.day(.due, row), effort: cells.text(.effort, row),
      cost: cells.text(.cost, row), decision: cells.text(.decision, row), doneOn: cells.day(.doneOn, row))
    let status = cells.text(.status, row)
    // A row on which somebody wrote something; the owner that the report itself proposes is nobody's writing.
    let isFilled =
      found.effort != nil || found.cost != nil || found.decision != nil || status != nil
      || cells.hasDate(.due, row) || cells.hasDate(.doneOn, row)
      || found.owner.map { id == nil || !touchpoints.isDepartment($0, of: found.touchpoint) } ?? false
    guard place != nil else {
      let role = name == nil && id != nil ? DecisionRole.id : .touchpoint
      guard let written = name ?? id else {
        guard isFilled else { continue }
        issues.add(Issue(kind: .missingValue, row: number, column: cells.header(.touchpoint), value: ""))
        issues.rejectedRows += 1
        continue
      }
      issues.add(Issue(kind: .unknownTouchpoint, row: number, column: cells.header(role), value: written))
      issues.rejectedRows += 1
      continue
    }
    guard isFilled else {
      sheet.unfilled += 1
      continue
    }
    found.status = status.flatMap { DecisionStatus(written: $0) }
    if let status, found.status == nil {
      issues.add(Issue(kind: .unknownStatus, row: number, column: cells.header(.status), value: status))
    }
    // Whoever says when it was done says that it was.
    if status == nil, found.doneOn != nil { found.status = .done }
    decisions.append(found)
  }
  sheet.decisions = decisions.count
  let quality = SourceQuality(
    name: file, kind: .decisions, format: inspection.format, encoding: inspection.encoding, rowsRead: table.rowsRead,
    rowsRejected: issues.rejectedRows, rejectAbove: declaration.rejectAbove, issues: issues, guesses: [], roles: [],
    time: table.times, rejectedByTouchpoint: [], contentHash: table.contentHash)
  return (decisions, sheet, quality)
}

/// The cells of a sheet of decisions by their roles.
private struct DecisionCells {
  let columns: [(role: DecisionRole, column: String)]
  let table: Table
  private let zone: TimeZoneTable
  /// Where the dates' columns stand as they were written: a row whose date cannot be read is filled in all the same.
  private let written: [DecisionRole: Int]

  init(_ inspection: Inspection, _ declaration: SourceDeclaration, project: TimeZoneTable) throws {
    columns = try decisionColumns(inspection, declaration)
    zone = Journeys.zone(of: inspection, declaration, project: project)
    let format = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
    let dates = columns.filter(\.role.isDate)
    written = Dictionary(uniqueKeysWithValues: zip(dates.map(\.role), columns.count...))
    table = try read(
      inspection,
      ReadRequest(
        columns: columns.map { ColumnRequest(name: $0.column, kind: $0.role.isDate ? .time(format) : .dictionary) }
          + dates.map { ColumnRequest(name: $0.column, kind: .dictionary) }, zone: zone))
  }

  /// The header of a role's column; empty where there is none.
  func header(_ role: DecisionRole) -> String { columns.first { $0.role == role }?.column ?? "" }

  func text(_ role: DecisionRole, _ row: Int) -> String? {
    columns.firstIndex { $0.role == role }.flatMap { cell($0, row) }
  }

  func day(_ role: DecisionRole, _ row: Int) -> CivilDate? {
    guard let place = columns.firstIndex(where: { $0.role == role }), case .time(let times) = table.columns[place],
      times[row] != .min
    else { return nil }
    return CivilDate(localMicros: zone.localMicros(utcMicros: times[row]))
  }

  /// Whether anything stands where the date belongs.
  func hasDate(_ role: DecisionRole, _ row: Int) -> Bool { written[role].map { cell($0, row) != nil } ?? false }

  private func cell(_ place: Int, _ row: Int) -> String? {
    guard case .dictionary(let column) = table.columns[place], column.codes[row] != DictionaryColumn.none else {
      return nil
    }
    return column.values[Int(column.codes[row])]
  }
}
