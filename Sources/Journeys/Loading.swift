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
  case noRole(file: String, role: ColumnRole, columns: [String])
  case noEvents(files: [String], rejected: Int, firstIssue: String)

  package var description: String {
    switch self {
    case .noRole(let file, let role, let columns):
      "\(file): no column found for the \(role.rawValue); columns found: " + columns.prefix(30).joined(separator: ", ")
        + ". Say which one it is: `columns: {\(role.rawValue): NAME}`"
    case .noEvents(let files, let rejected, let firstIssue):
      "\(files.joined(separator: ", ")): no usable event in \(rejected) rows" + (firstIssue.isEmpty ? "" : "; first: \(firstIssue)")
    }
  }
}

/// A log and everything that was noticed while reading it.
package struct LoadedLog: Sendable {
  package var log: EventLog
  package var quality: DataQuality
  package var zone: TimeZoneTable
}

/// Reads every source and assembles the log.
///
/// - Parameter progress: told the name of each file before it is read.
package func load(
  _ blueprint: Blueprint, _ sources: [ResolvedSource], progress: (String) -> Void = { _ in }
) throws -> LoadedLog {
  guard let zone = TimeZoneTable(identifier: blueprint.timezone ?? "UTC") else {
    throw ProjectFileError.unreadable(file: "timezone", why: "unknown zone \"\(blueprint.timezone ?? "UTC")\"")
  }
  var batches: [EventBatch] = []
  var quality: [SourceQuality] = []
  var identities = IdentityTable()
  var unused: [String] = []
  for source in sources {
    for file in source.files {
      switch source.declaration.kind {
      case .events:
        progress(file.name)
        let (batch, report) = try readEvents(file, source.declaration, zone)
        batches.append(batch)
        quality.append(report)
      case .identities:
        progress(file.name)
        quality.append(try readIdentities(file, source.declaration, zone, &identities))
      case .customers:
        progress(file.name)
        quality.append(try readCustomers(file, source.declaration, zone, &identities))
      case .survey, .decisions:
        unused.append(file.name)
      }
    }
  }
  var assembly = LogAssembly(blueprint, zone: zone)
  let (log, counts) = assembly.assemble(batches, identities: identities)
  let report = DataQuality(
    sources: quality, assembly: counts, identities: identities.customerOf.count,
    isZoneGuessed: blueprint.timezone == nil, unused: unused)
  guard log.eventCount > 0 else {
    let first = report.eventSources.compactMap { $0.issues.samples.first }.first.map { "\($0)" } ?? ""
    throw LoadingError.noEvents(files: report.eventSources.map(\.name), rejected: report.rowsRead, firstIssue: first)
  }
  return LoadedLog(log: log, quality: report, zone: zone)
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

private func readEvents(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable
) throws -> (EventBatch, SourceQuality) {
  let inspection = try inspect(file, format: declaration.format.flatMap { InputFormat(rawValue: $0) })
  let (roles, guesses) = roles(inspection, declaration)
  func column(_ role: ColumnRole) -> String? { roles.first { $0.role == role }?.column }
  for role in [ColumnRole.customer, .time, .touchpoint] where column(role) == nil {
    throw LoadingError.noRole(file: file.name, role: role, columns: inspection.columns)
  }
  let timeFormat = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
  var requests: [ColumnRequest] = []
  var places: [ColumnRole: Int] = [:]
  for role in ColumnRole.allCases {
    guard let name = column(role) else { continue }
    let kind: ColumnKind
    switch role {
    case .time: kind = .time(timeFormat)
    case .amount: kind = .decimal
    case .sequence: kind = .integer
    case .customer, .touchpoint, .channel, .order, .referrer, .lifecycle: kind = .dictionary
    case .product, .offer, .contact: continue
    }
    places[role] = requests.count
    requests.append(
      ColumnRequest(name: name, kind: kind, required: role == .customer || role == .time || role == .touchpoint))
  }
  let table = try read(
    inspection,
    ReadRequest(columns: requests, zone: zone, countRejectedBy: places[.touchpoint], limits: ReadingLimits()))
  func dictionary(_ role: ColumnRole) -> DictionaryColumn? {
    guard let place = places[role], case .dictionary(let column) = table.columns[place] else { return nil }
    return column
  }
  func numbers(_ role: ColumnRole) -> [Int64]? {
    guard let place = places[role] else { return nil }
    switch table.columns[place] {
    case .time(let values), .decimal(let values), .integer(let values): return values
    case .dictionary: return nil
    }
  }
  let empty = DictionaryColumn(codes: [], values: [])
  let batch = EventBatch(
    customer: dictionary(.customer) ?? empty, time: numbers(.time) ?? [], touchpoint: dictionary(.touchpoint) ?? empty,
    channel: dictionary(.channel), amount: numbers(.amount), order: dictionary(.order), sequence: numbers(.sequence),
    referrer: dictionary(.referrer), lifecycle: dictionary(.lifecycle),
    hasDatesOnly: table.times?.hasTimeOfDay == false)
  let quality = SourceQuality(
    name: file.name, kind: .events, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: guesses, roles: roles, time: table.times, rejectedByTouchpoint: table.rejectedBy,
    contentHash: table.contentHash)
  return (batch, quality)
}

private func readIdentities(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: inout IdentityTable
) throws -> SourceQuality {
  let inspection = try inspect(file, format: declaration.format.flatMap { InputFormat(rawValue: $0) })
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
    contentHash: table.contentHash)
}

/// Reads who the known customers are; their attributes are not used yet.
private func readCustomers(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: inout IdentityTable
) throws -> SourceQuality {
  let inspection = try inspect(file, format: declaration.format.flatMap { InputFormat(rawValue: $0) })
  let guesses = guessRoles(inspection)
  let name =
    declaration.columns.first { $0.role == "customer" }?.column
    ?? guesses.first { $0.role == .customer }?.column ?? inspection.columns.first ?? "customer"
  let table = try read(
    inspection,
    ReadRequest(
      columns: [ColumnRequest(name: name, kind: .dictionary, required: true)], zone: zone, countRejectedBy: nil,
      limits: ReadingLimits()))
  if case .dictionary(let customers) = table.columns[0] { identities.customers.formUnion(customers.values) }
  return SourceQuality(
    name: file.name, kind: .customers, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: [], roles: [], time: nil, rejectedByTouchpoint: [],
    contentHash: table.contentHash)
}
