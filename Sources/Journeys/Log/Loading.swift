import Reading

/// One declared source with the files it stands for, in order.
package struct ResolvedSource: Sendable {
  package var declaration: SourceDeclaration
  package var files: [InputFile]
  package init(declaration: SourceDeclaration, files: [InputFile]) {
    self.declaration = declaration
    self.files = files
  }
}

/// Why a source cannot be used at all.
package enum LoadingError: Error, CustomStringConvertible {
  case noRole(file: String, role: ColumnRole, columns: [String], sheet: SheetPlace?)
  case unreadableTimes(file: String, column: String, values: [String])
  case survey(file: String)
  case noWorkbook(file: String, sheet: String)
  case noQuestions(files: [String])
  case noAnswerTimes(files: [String])
  case noAnswers(files: [String], leftOut: Int)
  case noEvents(files: [String], rejected: Int, firstIssue: String)

  package var description: String {
    switch self {
    case .noRole(let file, let role, let columns, let sheet):
      "\(file): no column found for the \(role.rawValue); columns found: " + listed(columns)
        + ". Say which one it is: `columns: {\(role.rawValue): NAME}`"
        + (sheet.map(otherSheets) ?? "")
    case .unreadableTimes(let file, let column, let values):
      "\(file): column \"\(clipped(column))\" looks like the time, but its values cannot be read ("
        + values.map { "\"\($0)\"" }.joined(separator: ", ")
        + "); write them as 2026-01-31 or 31/01/2026 14:05, or say how they are written: "
        + "`columns: {time: NAME}, time-format: \"d MMM yyyy\"`"
    case .survey(let file):
      "\(file): this looks like a survey, a row for each person who answered, and not like a log of interactions; "
        + "draft a project file for it: masa init \"\(file)\""
    case .noWorkbook(let file, let sheet):
      "\(file): `sheet: \(clipped(sheet))` is for workbooks, and this is none; remove it, or name the right file"
    case .noQuestions(let files):
      "\(listed(files)): no question was recognised among the columns of this survey; say which they are: "
        + "`questions: [{column: NAME, metric: nps}]`, where metric is nps, csat, ces or text"
    case .noAnswers(let files, let leftOut):
      "\(listed(files)): not one answer"
        + (leftOut > 0 ? ": all \(leftOut) rows are previews, tests or deleted, or left out by `filter`" : "")
    case .noAnswerTimes(let files):
      "\(listed(files)): no column says when the survey was answered; name it in `columns: {time: NAME}`, or give the "
        + "period in the project file, as `period: 2026-01-01..2026-06-30`"
    case .noEvents(let files, let rejected, let firstIssue):
      "\(files.joined(separator: ", ")): no usable event in \(rejected) rows"
        + (firstIssue.isEmpty ? "" : "; first: \(firstIssue)")
    }
  }
}

/// A log and everything that was noticed while reading it.
package struct LoadedLog: Sendable {
  package var log: JourneyLog
  package var quality: DataQuality
  package var zone: TimeZoneTable
  /// What customers answered; empty without surveys.
  package var answers: SurveyAnswers
  /// What workshops decided, sheet by sheet in the order of their rows.
  package var decisions: [Decision] = []
}

extension LoadedLog {
  /// Refuses surveys alone that say nowhere when they were answered, as a questionnaire on paper may, unless the project
  /// says it: a report is about a period.
  package func requirePeriod(_ blueprint: Blueprint) throws {
    guard log.eventCount == 0, blueprint.period == nil,
      answers.surveys.allSatisfy({ $0.times.allSatisfy { $0 == .min } })
    else { return }
    throw LoadingError.noAnswerTimes(files: answers.surveys.map(\.name))
  }
}

/// Reads every source and assembles the log.
///
/// - Parameters:
///   - threads: how many cores may be used; the answer does not depend on it.
///   - progress: told the name of each file before it is read.
package func load(
  _ blueprint: Blueprint, _ sources: [ResolvedSource], threads: Int = 1, progress: (String) -> Void = { _ in }
) throws -> LoadedLog {
  guard let zone = TimeZoneTable(identifier: blueprint.timezone ?? "UTC") else {
    throw ProjectFileError.unreadable(file: "timezone", why: "unknown zone \"\(blueprint.timezone ?? "UTC")\"")
  }
  var events: [EventSource] = []
  var quality: [Int: SourceQuality] = [:]
  var identities = IdentityTable(hasPhones: blueprint.hasPhoneIdentity)
  var attributes = CustomerAttributes(blueprint)
  var sheets: [(place: Int, inspection: Inspection)] = []
  let files = sources.flatMap { source in source.files.map { (file: $0, declaration: source.declaration) } }
  // Who is who must be known before events are grouped by customer.
  for (place, (file, declaration)) in files.enumerated() {
    switch declaration.kind {
    case .identities:
      progress(file.name)
      quality[place] = try readIdentities(file, declaration, zone, &identities)
    case .customers:
      progress(file.name)
      quality[place] = try readCustomers(file, declaration, zone, &identities, &attributes)
    case .decisions:
      // Read when the touchpoints are known; but a file that cannot be read is better known now.
      let inspection = try inspectSource(file, declaration)
      _ = try decisionColumns(inspection, declaration)
      sheets.append((place, inspection))
    case .events, .survey: break
    }
  }
  let purchases = PurchaseNames(blueprint)
  for (place, (file, declaration)) in files.enumerated() where declaration.kind == .events {
    progress(file.name)
    let (source, report) = try readEvents(
      file, declaration, zone, identities, threads: threads, isPurchase: { purchases.isPurchase($0) })
    events.append(source)
    quality[place] = report
  }
  var reader = SurveyReader(blueprint, identities, zone)
  var surveys: [SourceDeclaration] = []
  var place = 0
  for source in sources {
    if source.declaration.kind == .survey, !source.files.isEmpty {
      for file in source.files { progress(file.name) }
      surveys.append(source.declaration)
      for (index, report) in try reader.read(source.files, source.declaration).enumerated() {
        quality[place + index] = report
      }
    }
    place += source.files.count
  }
  var assembly = LogAssembly(withEveryRowPurchases(blueprint, quality.values.map { $0 }), zone: zone)
  var (log, counts) = assembly.assemble(
    events, identities: identities, threads: threads, wanted: reader.respondentIDs)
  if events.isEmpty, !reader.answers.isEmpty { log = try log.spanning(reader.answers, blueprint) }
  let (answers, answerQuality) = reader.finish(
    log, places: assembly.places, blueprint, channels: surveys.map(\.channel), customers: attributes)
  var decisions: [Decision] = []
  var decisionSheets: [DecisionSheet] = []
  lazy var touchpoints = TouchpointNames(log.catalog, blueprint)
  for (place, inspection) in sheets {
    progress(inspection.file.name)
    let found = try readDecisions(inspection, files[place].declaration, touchpoints, zone: zone)
    decisions += found.decisions
    decisionSheets.append(found.sheet)
    quality[place] = found.quality
  }
  var report = DataQuality(
    sources: files.indices.compactMap { quality[$0] }, assembly: counts, identities: identities.customerOf.count,
    isZoneGuessed: blueprint.timezone == nil, surveys: answerQuality, decisions: decisionSheets)
  report.idleKeys = (blueprint.idleKeys + (try blueprint.checkGroups(report.sources))).sortedByPlace()
  report.excluded = ExcludedCounts(log, answers)
  // A client that has only asked its customers, and recorded nothing they did, still has something to report.
  guard log.eventCount > 0 || (events.isEmpty && !answers.isEmpty) else {
    if events.isEmpty {
      let surveys = report.sources.filter { $0.kind == .survey }
      throw LoadingError.noAnswers(files: surveys.map(\.name), leftOut: surveys.reduce(0) { $0 + $1.rowsRead })
    }
    let first = report.eventSources.compactMap { $0.issues.samples.first }.first.map(described) ?? ""
    throw LoadingError.noEvents(files: report.eventSources.map(\.name), rejected: report.rowsRead, firstIssue: first)
  }
  return LoadedLog(log: log, quality: report, zone: zone, answers: answers, decisions: decisions)
}

extension JourneyLog {
  /// The same log over the time of the answers, for a client without events.
  fileprivate func spanning(
    _ answers: SurveyAnswers, _ blueprint: Blueprint
  ) throws -> JourneyLog {
    let files = answers.surveys.map(\.name)
    guard answers.surveys.contains(where: { !$0.questions.isEmpty || !$0.texts.isEmpty }) else {
      throw LoadingError.noQuestions(files: files)
    }
    let times = answers.surveys.flatMap { survey in
      survey.times.indices.compactMap { survey.isAnswered[$0] && survey.times[$0] != .min ? survey.times[$0] : nil }
    }
    var parts = parts
    guard let first = times.min(), let last = times.max() else {
      return JourneyLog(
        parts: &parts, catalog: catalog, observedUntil: period.upperBound, period: period, excluded: excluded,
        spare: nil)
    }
    let own = blueprint.period == nil ? first...last : period
    return JourneyLog(
      parts: &parts, catalog: catalog, observedUntil: blueprint.observedUntil == nil ? last : observedUntil,
      period: own,
      excluded: excluded, spare: nil)
  }
}

/// Where else in a workbook the rows may be.
private func otherSheets(_ place: SheetPlace) -> String {
  let others = place.sheets.filter { $0 != place.sheet }
  return others.isEmpty
    ? "" : "; this is sheet \"\(clipped(place.sheet))\", for another: `sheet: NAME`, one of: \(listed(others))"
}

/// An issue in words, for a message about a whole file.
private func described(_ issue: Issue) -> String {
  let place = "row \(issue.row)" + (issue.column.isEmpty ? "" : ", column \"\(issue.column)\"")
  switch issue.kind {
  case .missingValue: return "\(place) is empty"
  case .unreadableTime:
    return "\(place): \"\(issue.value)\" is no time that can be read; right would be 2026-01-31 14:05 or 31/01/2026,"
      + " or a `time-format` that says how it is written"
  case .unreadableNumber: return "\(place): \"\(issue.value)\" is no number"
  case .raggedRow: return "\(place) has fewer or more cells than the header"
  case .unclosedQuote: return "\(place): a quotation mark never ends"
  case .badEncoding: return "\(place): bytes that are no text"
  case .badRecord: return "\(place) is no JSON object"
  case .formulaError: return "\(place): a formula that ended in an error"
  case .notAnAnswer: return "\(place) is no answer but a preview or a test"
  case .declaredMissing: return "\(place): \"\(issue.value)\" is a code for no answer"
  case .otherField: return "\(place): \"\(issue.value)\" is another field than the stage"
  case .unknownTouchpoint: return "\(place): \"\(issue.value)\" is no touchpoint of the project or the data"
  }
}

/// The beginning of a source's file, in the format and the sheet that the project declares.
package func inspectSource(_ file: InputFile, _ declaration: SourceDeclaration) throws -> Inspection {
  let inspection = try inspect(
    file, format: declaration.format.flatMap { InputFormat(rawValue: $0) }, sheet: declaration.sheet)
  if let sheet = declaration.sheet, inspection.sheet == nil {
    throw LoadingError.noWorkbook(file: file.name, sheet: sheet)
  }
  return inspection
}

/// The zone of a file's times that have none of their own: declared for the source, known to the file, or the project's.
func zone(of inspection: Inspection, _ declaration: SourceDeclaration, project: TimeZoneTable) -> TimeZoneTable {
  (declaration.timezone ?? inspection.declaredZone).flatMap { TimeZoneTable(identifier: $0) } ?? project
}

/// Roles of a source's columns: what the project declares, and guesses for the rest.
private func roles(
  _ inspection: Inspection, _ declaration: SourceDeclaration
) -> (roles: [(role: ColumnRole, column: String)], guesses: [RoleGuess]) {
  let declared = declaration.columns.compactMap { entry in ColumnRole(rawValue: entry.role).map { ($0, entry.column) } }
  let guesses = guessRoles(inspection).filter { guess in
    !declared.contains { $0.0 == guess.role || $0.1 == guess.column }
  }
  let all = declared + guesses.map { ($0.role, $0.column) }
  return (all.map { (role: $0.0, column: $0.1) }, guesses)
}

/// The name of the touchpoint of a file whose rows are all purchases.
package let everyRowPurchase = "purchase"
/// The name of the touchpoint of a file that says of its rows neither what they are nor what they cost.
package let everyRowTouch = "interaction"

/// The beginning of a file of events, its rows understood as declared or as its columns give away.
///
/// Where nothing says what a row is, every row is one touchpoint: a purchase if there is an amount.
package func eventInspection(_ file: InputFile, _ declaration: SourceDeclaration) throws -> Inspection {
  let inspection = try inspectSource(file, declaration).reshaped(declaration.shape)
  let understood = roles(inspection, declaration).roles
  let found = understood.map(\.role)
  guard !found.contains(.touchpoint), found.contains(.customer), found.contains(.time), !looksLikeSurvey(inspection)
  else { return inspection }
  if found.contains(.amount) { return inspection.withEveryRow(everyRowPurchase) }
  // Some column of words may well say what happened, in more ways than a guess dares to take for touchpoints.
  let used = understood.map(\.column)
  return wordColumns(inspection, besides: used).isEmpty ? inspection.withEveryRow(everyRowTouch) : inspection
}

/// Declares the purchase of files whose every row is one, unless the project says itself what it is.
private func withEveryRowPurchases(_ blueprint: Blueprint, _ sources: [SourceQuality]) -> Blueprint {
  var blueprint = blueprint
  let names = [
    (everyRowPurchase, ["he": "רכישה", "en": "Purchase"], TouchpointKind.purchase),
    (everyRowTouch, ["he": "אינטראקציה", "en": "Interaction"], .touch),
  ]
  for (id, words, kind) in names {
    guard sources.contains(where: { $0.everyRow == id }),
      !blueprint.touchpoints.contains(where: { $0.id == id || $0.aliases.contains(id) }),
      !blueprint.rename.contains(where: { matches($0.from, id) })
    else { continue }
    let entries = ["he", "en"].compactMap { code in words[code].map { (code: code, text: $0) } }
    var touchpoint = TouchpointDeclaration(id: id, name: LocalizedText(entries: entries))
    touchpoint.kind = kind
    blueprint.touchpoints.append(touchpoint)
  }
  return blueprint
}

private func readEvents(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: IdentityTable,
  threads: Int, isPurchase: (String) -> Bool
) throws -> (EventSource, SourceQuality) {
  let inspection = try eventInspection(file, declaration).withPurchases(isPurchase)
  let (roles, guesses) = roles(inspection, declaration)
  // Answers have columns that pass for touchpoints by their content alone; a report on them would be nonsense.
  let isNamed =
    roles.contains { $0.role == .touchpoint } && !guesses.contains { $0.role == .touchpoint && $0.byContent }
  if !isNamed, !inspection.isReshaped, looksLikeSurvey(inspection) { throw LoadingError.survey(file: file.name) }
  func column(_ role: ColumnRole) -> String? { roles.first { $0.role == role }?.column }
  func required(_ role: ColumnRole) throws -> String {
    guard let name = column(role) else {
      if role == .time, let (column, values) = unreadableTimeColumn(inspection) {
        throw LoadingError.unreadableTimes(file: file.name, column: column, values: values)
      }
      throw LoadingError.noRole(file: file.name, role: role, columns: inspection.columns, sheet: inspection.sheet)
    }
    return name
  }
  let request = KeyedRequest(
    key: try required(.customer), time: try required(.time), label: try required(.touchpoint), group: column(.channel),
    amount: column(.amount), sequence: column(.sequence), order: column(.order), lifecycle: column(.lifecycle),
    referrer: column(.referrer), timeFormat: declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto,
    zone: Journeys.zone(of: inspection, declaration, project: zone), threads: threads)
  let rows: KeyedRows
  if identities.customerOf.isEmpty, !identities.hasPhones {
    rows = try readKeyed(inspection, request)
  } else {
    // Two ids of one customer are brought together before anything is grouped, and keep the file's order.
    let names = KeyNames(identities)
    let raw = try readKeyed(inspection, request, partitions: 1)
    rows = raw.rekeyed(request, partitions: partitionCount(rows: raw.rowCount)) { names.customer($0, $1) }
  }
  var quality = SourceQuality(
    name: file.name, kind: .events, format: inspection.format, encoding: inspection.encoding,
    rowsRead: rows.rowsRead, rowsRejected: rows.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: rows.issues, guesses: guesses, roles: roles, time: rows.times, rejectedByTouchpoint: rows.rejectedBy,
    contentHash: rows.contentHash)
  if case .everyRow(let touchpoint, _) = inspection.shape { quality.everyRow = touchpoint }
  quality.columns = inspection.columns
  return (EventSource(rows: rows, request: request), quality)
}

private func readIdentities(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: inout IdentityTable
) throws -> SourceQuality {
  let inspection = try inspectSource(file, declaration)
  func column(_ role: String, _ fallback: Int) -> String {
    declaration.columns.first { $0.role == role }?.column
      ?? (inspection.columns.count > fallback ? inspection.columns[fallback] : role)
  }
  let request = ReadRequest(
    columns: [
      ColumnRequest(name: column("id", 0), kind: .dictionary, required: true),
      ColumnRequest(name: column("customer", 1), kind: .dictionary, required: true),
    ], zone: zone, countRejectedBy: nil, limits: ReadingLimits())
  let table = try read(inspection, request)
  if case .dictionary(let ids) = table.columns[0], case .dictionary(let customers) = table.columns[1] {
    for row in 0..<table.rowCount {
      identities.add(id: ids.values[Int(ids.codes[row])], customer: customers.values[Int(customers.codes[row])])
    }
  }
  return SourceQuality(
    name: file.name, kind: .identities, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: [], roles: [], time: nil, rejectedByTouchpoint: [],
    contentHash: table.contentHash, columns: inspection.columns)
}

/// Reads who the known customers are, and of their attributes those that groups and weights ask for.
private func readCustomers(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: inout IdentityTable,
  _ attributes: inout CustomerAttributes
) throws -> SourceQuality {
  let inspection = try inspectSource(file, declaration)
  let guesses = guessRoles(inspection)
  let name =
    declaration.columns.first { $0.role == "customer" }?.column
    ?? guesses.first { $0.role == .customer }?.column ?? inspection.columns.first ?? "customer"
  let wanted = attributes.wanted(in: inspection.columns, besides: name)
  let table = try read(
    inspection,
    ReadRequest(
      columns: [ColumnRequest(name: name, kind: .dictionary, required: true)]
        + wanted.map { ColumnRequest(name: $0, kind: .dictionary) }, zone: zone, countRejectedBy: nil,
      limits: ReadingLimits()))
  attributes.add(table, wanted)
  if case .dictionary(let customers) = table.columns[0] {
    for customer in customers.values { identities.add(customer: customer) }
  }
  return SourceQuality(
    name: file.name, kind: .customers, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: [], roles: [], time: nil, rejectedByTouchpoint: [],
    contentHash: table.contentHash, columns: inspection.columns)
}
