import Journeys
import Reading

/// An export, what it seems to be, and what was answered about it.
package struct DraftSource {
  /// What keeps a file out of the report until somebody answers it.
  package enum Question: Equatable {
    /// No column says whose the rows are, when they happened, or what happened.
    case column(ColumnRole)
    /// Counts of many, and nobody's touches.
    case totals(FileKind.TotalsUnit)
    /// Something that neither a log nor a survey is.
    case other(OtherFile)
    /// Reading it failed.
    case unreadable(String)
    /// Somebody said that it does not belong here.
    case leftOut
  }

  /// What somebody said, in place of what the file itself gives away.
  struct Answers {
    var kind: SourceDeclaration.Kind?
    /// Of each role the columns it is made of.
    var columns: [(role: ColumnRole, parts: [String])] = []
    var isLeftOut = false
  }

  /// How many sheets of a workbook are looked at.
  private static let sheetsTried = 30

  /// The name written into the project file.
  let name: String
  private(set) package var kind = SourceDeclaration.Kind.events
  private(set) package var inspection: Inspection
  /// Roles that are columns of the file itself, or made of them.
  private(set) var guesses: [RoleGuess] = []
  private(set) var shape = TableShape.Declared.auto
  /// The sheets whose rows are read, where a workbook has several.
  private(set) var sheets: [String] = []
  /// What has to be known before the file can be used; `nil`: nothing.
  package var question: Question?
  private(set) var answers: Answers
  /// What reading it told about its times.
  var time: TimeReport?
  var rowsRead = 0
  var rowsRejected = 0

  /// Looks at a file, or looks again at what was answered about it.
  init(_ file: InputFile, _ name: String, _ answers: Answers = Answers()) throws {
    self.name = name
    self.answers = answers
    var declaration = SourceDeclaration(files: [file.path])
    declaration.isKindDeclared = answers.kind == .events || !answers.columns.isEmpty
    for (role, parts) in answers.columns {
      guard parts.count > 1 else {
        declaration.columns.append((role.rawValue, parts[0]))
        continue
      }
      let made = MadeColumn(role: role, parts: parts, reason: .name)
      declaration.made.append(made)
      declaration.columns.append((role.rawValue, made.name))
    }
    inspection = try eventInspection(file, declaration)
    try chooseSheets(file, declaration)
    let found = fileKind(inspection)
    kind = answers.kind ?? (declaration.isKindDeclared ? .events : Self.kind(found))
    if kind == .survey {
      // The columns as they are, without what a log of events would need beside them.
      var plain = SourceDeclaration(files: [file.path])
      plain.sheet = sheets.first
      inspection = try inspectSource(file, plain).withAnswersBeside()
    }
    understandColumns(declaration)
    question = answers.isLeftOut ? .leftOut : ownQuestion(found, isDeclared: declaration.isKindDeclared)
  }

  /// Whether the file is part of the project as it stands.
  package var isUsed: Bool { question == nil }

  private static func kind(_ found: FileKind) -> SourceDeclaration.Kind {
    switch found {
    case .survey: .survey
    case .identities: .identities
    case .customers: .customers
    case .decisions: .decisions
    case .log, .totals, .unclear: .events
    }
  }

  /// The first sheet whose columns say enough, as the first of all may be a summary, and those under the same header.
  private mutating func chooseSheets(_ file: InputFile, _ declaration: SourceDeclaration) throws {
    guard let place = inspection.sheet, place.sheets.count > 1 else { return }
    var own = declaration
    for sheet in [place.sheet] + place.sheets.prefix(ResolvedSource.sheetsTried).filter({ $0 != place.sheet }) {
      own.sheet = sheet
      guard let other = try? eventInspection(file, own), Self.saysEnough(other) else { continue }
      inspection = other
      break
    }
    let (chosen, columns) = (inspection.sheet?.sheet ?? place.sheet, inspection.ownColumns)
    var plain = SourceDeclaration(files: [file.path])
    sheets = [chosen]
    let isMade = !inspection.made.isEmpty
    sheets += place.sheets.prefix(ResolvedSource.sheetsTried).filter { sheet in
      plain.sheet = sheet
      guard sheet != chosen, let others = try? inspectSource(file, plain).columns else { return false }
      return others == columns || (!isMade && haveSameNames(others, columns))
    }
    sheets.sort { (place.sheets.firstIndex(of: $0) ?? 0) < (place.sheets.firstIndex(of: $1) ?? 0) }
  }

  private static func saysEnough(_ inspection: Inspection) -> Bool {
    let roles = guessRoles(inspection).map(\.role)
    return looksLikeSurvey(inspection) || [.customer, .time, .touchpoint].allSatisfy { roles.contains($0) }
  }

  private mutating func understandColumns(_ declaration: SourceDeclaration) {
    let declared = declaration.columns.compactMap { entry in
      ColumnRole(rawValue: entry.role).map { RoleGuess(role: $0, column: entry.column, reason: .name) }
    }
    let all =
      declared
      + guessRoles(inspection).filter { guess in
        !declared.contains { $0.role == guess.role || $0.column == guess.column }
      }
    guesses = all
    switch inspection.shape {
    case .long: break
    case .everyRow(_, let original): guesses = all.filter { original.columns.contains($0.column) }
    case .wide(_, let original):
      shape = .wide
      guesses = all.filter { original.columns.contains($0.column) }
    case .history: shape = .history
    case .answers: break
    }
  }

  private func ownQuestion(_ found: FileKind, isDeclared: Bool) -> Question? {
    if answers.kind == nil, !isDeclared, let other = inspection.otherFile { return .other(other) }
    guard kind == .events else { return nil }
    if isDeclared {
      let missing = [ColumnRole.customer, .time].first { role in
        !guesses.contains { $0.role == role } && !(role == .time && shape == .wide)
      }
      if let missing { return .column(missing) }
      let isNamed = guesses.contains { $0.role == .touchpoint } || inspection.isEveryRow || shape != .auto
      return isNamed ? nil : .column(.touchpoint)
    }
    switch found {
    case .totals(let unit): return .totals(unit)
    case .unclear(.customer): return .column(.customer)
    case .unclear(.time):
      // A column that is called like a time and cannot be read is a matter of how it is written: reading says so.
      return unreadableTimeColumn(inspection) == nil ? .column(.time) : nil
    case .unclear(.touchpoint): return .column(.touchpoint)
    case .log, .survey, .customers, .identities, .decisions: return nil
    }
  }

  /// The source as it is declared for reading.
  var declaration: SourceDeclaration {
    var declaration = SourceDeclaration(files: [inspection.file.path])
    declaration.kind = kind
    declaration.isKindDeclared = true
    declaration.shape = shape
    if sheets.count > 1, kind == .events {
      declaration.sheets = .named(sheets)
    } else {
      declaration.sheet = sheets.first
    }
    declaration.columns = columns
    declaration.made = inspection.made.filter { made in columns.contains { $0.column == made.name } }
    return declaration
  }

  /// Roles and columns as they are declared; two of an identity table, the customer alone of a list of customers.
  var columns: [(role: String, column: String)] {
    let customer = guesses.first { $0.role == .customer }?.column
    switch kind {
    case .events:
      let roles = guesses.map { ($0.role.rawValue, $0.column) }
      let taken = guesses.flatMap { parts(of: $0.column) }
      return roles + (inspection.branchColumn(besides: taken).map { [(PlaceRole.branch.rawValue, $0)] } ?? [])
    case .identities:
      let names = inspection.columns
      let known = customer ?? names.last ?? ""
      return [("id", names.first { $0 != known } ?? known), ("customer", known)]
    case .customers:
      // A list whose rows have nothing but a number of their own: the first column that is never the same twice.
      let own = inspection.columns.indices.first { index in
        let values = inspection.samples[index].filter { !$0.isEmpty }
        return !values.isEmpty && Set(values).count == values.count
      }
      return (customer ?? own.map { inspection.columns[$0] }).map { [("customer", $0)] } ?? []
    case .survey, .decisions: return []
    }
  }

  /// The columns that make a role's, for which one made of several has a name of its own.
  func parts(of column: String) -> [String] {
    inspection.made.first { $0.name == column }?.parts ?? [column]
  }
}
