import Reading

/// The beginning of a source's file, in the format and the sheet that the project declares, with the columns it makes.
package func inspectSource(_ file: InputFile, _ declaration: SourceDeclaration) throws -> Inspection {
  var inspection = try inspect(
    file, format: declaration.format.flatMap { InputFormat(rawValue: $0) }, sheet: declaration.sheet,
    hints: ReadingHints(encoding: declaration.encoding, headerRow: declaration.headerRow))
  if let sheet = declaration.sheet, inspection.sheet == nil {
    throw LoadingError.noWorkbook(file: file.name, sheet: sheet)
  }
  inspection.decimals = declaration.decimals
  if declaration.keepsTests { inspection = inspection.keepingTests() }
  for made in declaration.made {
    for part in made.parts where !inspection.columns.contains(part) {
      throw ReadingError.noColumn(file: file.name, name: part, columns: inspection.columns)
    }
    inspection = inspection.making(made)
  }
  return inspection
}

/// The zone of a file's times that have none of their own: declared for the source, known to the file, or the project's.
func zone(of inspection: Inspection, _ declaration: SourceDeclaration, project: TimeZoneTable) -> TimeZoneTable {
  (declaration.timezone ?? inspection.declaredZone).flatMap { TimeZoneTable(identifier: $0) } ?? project
}

/// Roles of a source's columns: what the project declares, and guesses for the rest.
func roles(
  _ inspection: Inspection, _ declaration: SourceDeclaration
) -> (roles: [(role: ColumnRole, column: String)], guesses: [RoleGuess]) {
  let declared = declaration.columns.compactMap { entry in ColumnRole(rawValue: entry.role).map { ($0, entry.column) } }
  var guesses = guessRoles(inspection).filter { guess in
    !declared.contains { $0.0 == guess.role || $0.1 == guess.column }
  }
  // How times are written tells the column, too.
  if let format = declaration.timeFormat.flatMap({ TimeFormat(declared: $0) }), format != .auto,
    !declared.contains(where: { $0.0 == .time })
  {
    let guess = guesses.first { $0.role == .time }?.column
    if let column = timeColumn(inspection, written: format, guess: guess), column != guess,
      !declared.contains(where: { $0.1 == column })
    {
      guesses.removeAll { $0.role == .time || $0.column == column }
      guesses.append(RoleGuess(role: .time, column: column, reason: .content))
    }
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
  let declared = declaration.columns.compactMap { ColumnRole(rawValue: $0.role) }
  let table = try inspectSource(file, declaration)
  var inspection = table.reshaped(declaration.shape)
  if !inspection.isReshaped, declaration.shape == .auto { inspection = table.recognising(besides: declared) }
  if let always = declaration.always { return inspection.withEveryRow(always) }
  if let every = inspection.exportsEveryRow, !inspection.isReshaped, !declared.contains(.touchpoint) {
    return inspection.withEveryRow(every)
  }
  let understood = roles(inspection, declaration).roles
  let found = understood.map(\.role)
  guard !found.contains(.touchpoint), found.contains(.customer), found.contains(.time),
    declaration.isKindDeclared || isLog(inspection)
  else { return inspection }
  if found.contains(.amount) { return inspection.withEveryRow(everyRowPurchase) }
  // Some column of words may well say what happened, in more ways than a guess dares to take for touchpoints.
  let used = understood.map(\.column)
  return wordColumns(inspection, besides: used).isEmpty ? inspection.withEveryRow(everyRowTouch) : inspection
}

/// Whether rows may be touches: nothing says that they are something else.
private func isLog(_ inspection: Inspection) -> Bool {
  switch fileKind(inspection) {
  case .log, .unclear: true
  case .survey, .customers, .identities, .decisions, .totals: false
  }
}

/// Refuses a file that is no log of interactions, unless the project says that it is one.
private func requireLog(_ inspection: Inspection, _ declaration: SourceDeclaration, _ guesses: [RoleGuess]) throws {
  let isNamed = [ColumnRole.customer, .touchpoint].allSatisfy { role in
    declaration.columns.contains { $0.role == role.rawValue }
  }
  if declaration.isKindDeclared || isNamed || declaration.always != nil || inspection.isReshapedByProject(declaration) {
    return
  }
  switch fileKind(inspection) {
  case .log, .unclear: return
  case .survey: throw LoadingError.survey(file: inspection.file.name)
  case .customers: throw LoadingError.otherKind(file: inspection.file.name, .customers)
  case .identities: throw LoadingError.otherKind(file: inspection.file.name, .identities)
  case .decisions: throw LoadingError.otherKind(file: inspection.file.name, .decisions)
  case .totals(let unit): throw LoadingError.totals(file: inspection.file.name, unit)
  }
}

extension Inspection {
  fileprivate func isReshapedByProject(_ declaration: SourceDeclaration) -> Bool {
    switch declaration.shape {
    case .auto, .long: false
    case .wide, .history: isReshaped
    }
  }
}

/// Reads one file of events.
///
/// - Parameters:
///   - filter: rows left out by their columns, of the project and of the source.
///   - traits: columns that tell customers apart on their way back, kept where the file has them.
///   - numbers: of those of which only numbers are asked for, the spans.
///   - offers: the column that names offers, in files that have it and name none themselves.
///   - units: the columns that name branches and teams, of a source with these columns.
///   - isPurchase: whether a stage's name stands for a purchase.
func readEvents(
  _ file: InputFile, _ declared: SourceDeclaration, _ zone: TimeZoneTable, _ identities: ResolvedIdentities,
  filter: RowFilter, traits: [String], numbers: [String: [NumberSpan]], offers: String?,
  units: (SourceDeclaration, [String]) -> [(unit: OrganisationUnit, column: String)], threads: Int,
  isPurchase: (String) -> Bool
) throws -> (EventSource, SourceQuality) {
  var inspection = try eventInspection(file, declared).withPurchases(isPurchase)
  let declaration = declared.naming(inspection.columns)
  var (roles, guesses) = roles(inspection, declaration)
  try requireLog(inspection, declaration, guesses)
  func column(_ role: ColumnRole) -> String? { roles.first { $0.role == role }?.column }
  func required(_ role: ColumnRole) throws -> String {
    guard let name = column(role) else {
      if role == .time, let (column, values) = unreadableTimeColumn(inspection) {
        throw LoadingError.unreadableTimes(
          file: file.name, column: column, values: values, isFromProject: declaration.isFromProject)
      }
      throw LoadingError.noRole(
        file: file.name, role: role, columns: inspection.ownColumns, sheet: inspection.sheet,
        isFromProject: declaration.isFromProject)
    }
    return name
  }
  inspection = try filter.applied(to: inspection, roles, declaration)
  // How contact was made is kept as an attribute is.
  let contact = column(.contact)
  let campaign = declaration.declaredColumn(PlaceRole.campaign.rawValue)
  let offer =
    declaration.declaredColumn(ColumnRole.offer.rawValue)
    ?? offers.flatMap { inspection.columns.contains($0) ? $0 : nil }
  let units = units(declaration, inspection.columns)
  func request() throws -> KeyedRequest {
    var asked = KeyedRequest(
      key: try required(.customer), time: try required(.time), label: try required(.touchpoint),
      group: column(.channel),
      amount: column(.amount), sequence: column(.sequence), order: column(.order), lifecycle: column(.lifecycle),
      referrer: column(.referrer), timeFormat: declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto,
      zone: Journeys.zone(of: inspection, declaration, project: zone), threads: threads)
    // Two ids of one customer are brought together before anything is grouped, and keep the file's order.
    asked.ids = identities.resolver
    let product = declaration.declaredProduct
    asked.attributes = declaration.attributes
    // A column that the project names and the file has not is refused as those of other roles are.
    let named = [product, contact, campaign, offer].compactMap { $0 } + units.map(\.column)
    for name in traits.filter(inspection.columns.contains) + named
    where !asked.attributes.contains(name) {
      asked.attributes.append(name)
    }
    // Who is to be told by a number alone has one that stands for all that fit the same.
    for (name, spans) in numbers where asked.attributes.contains(name) && !declaration.attributes.contains(name) {
      guard !named.contains(name) else { continue }
      asked.bounds[name] = spans.flatMap { [$0.low, $0.high] }
    }
    // A guessed column may be anything, and its other words are nobody's mistake.
    if declaration.columns.contains(where: { $0.role == ColumnRole.contact.rawValue }) {
      asked.contact = contact.map { ($0, ContactMode.isUnderstood) }
    }
    return asked
  }
  var asked = try request()
  var read = try readKeyed(inspection, asked)
  // The first rows named everybody and later ones do not: what names the device stands in for them.
  if let guess = guesses.first(where: { $0.role == .customer }),
    read.nameless.contains(where: { !$0.isEmpty }),
    let device = inspection.deviceColumn(besides: guess.column)
  {
    let made = MadeColumn(role: .customer, parts: [guess.column, device], reason: .name)
    inspection = inspection.making(made)
    for index in roles.indices where roles[index].role == .customer { roles[index].column = made.name }
    for index in guesses.indices where guesses[index].role == .customer { guesses[index].column = made.name }
    asked = try request()
    read = try readKeyed(inspection, asked)
  }
  let far = read.farTimes
  let doubtful = try DoubtfulTimes(
    inspection, column: asked.time, format: asked.timeFormat, zone: asked.zone, report: read.times, far: far)
  var issues = read.issues
  issues.merge(doubtful.issues)
  issues.merge(inspection.spoiltTexts)
  var quality = SourceQuality(
    name: file.name, kind: .events, format: inspection.format, encoding: read.encoding ?? inspection.encoding,
    rowsRead: read.rowsRead, rowsRejected: read.issues.rejectedRows + (far?.rows ?? 0),
    rejectAbove: declaration.rejectAbove, issues: issues, guesses: guesses, roles: roles, time: read.times,
    rejectedByTouchpoint: read.rejectedBy,
    contentHash: read.contentHash)
  quality.rowsFiltered = read.rowsFiltered
  quality.decimalGuesses = read.decimalGuess.map { [$0] } ?? []
  quality.isFromProject = declaration.isFromProject
  quality.sheetsPassedOver = declaration.sheetsPassedOver
  quality.made = inspection.made
  // Who says himself which column is the time has said what he wants of the other.
  quality.unreadClock = guesses.first { $0.role == .time }.flatMap { inspection.unreadClock(beside: $0.column) }
  quality.columns = inspection.columns
  if case .everyRow(let touchpoint, _) = inspection.shape { quality.everyRow = touchpoint }
  if quality.everyRow == everyRowPurchase {
    quality.orderStates = inspection.orderStates(besides: roles.map(\.column)) { filter.looks(at: $0, declaration) }
  }
  var source = EventSource(rows: read, request: asked)
  source.keptAttributes = declaration.attributes.count
  source.product = declaration.declaredProduct
  (source.campaign, source.offer) = (campaign, offer)
  source.units = units
  source.namesDevices = isDeviceColumn(asked.key)
  source.contact = contact
  source.readsContactOnly =
    contact.map { name in
      !declaration.attributes.contains(name) && !traits.contains(name) && declaration.declaredProduct != name
        && campaign != name && offer != name && !units.contains { $0.column == name }
    } ?? false
  source.far = far
  return (source, quality)
}
