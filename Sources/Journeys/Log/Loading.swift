import Basics
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

/// A log and everything that was noticed while reading it.
package struct LoadedLog: Sendable {
  package var log: JourneyLog
  package var quality: DataQuality
  package var zone: TimeZoneTable
  /// What customers answered; empty without surveys.
  package var answers: SurveyAnswers
  /// What workshops decided, sheet by sheet in the order of their rows.
  package var decisions: [Decision] = []
  /// The ids of everybody in the data.
  package var ids = KnownIDs()
}

extension LoadedLog {
  /// Refuses surveys alone that say nowhere when they were answered, as a questionnaire on paper may, unless the project
  /// says it: a report is about a period.
  package func requirePeriod(_ blueprint: Blueprint) throws {
    if isUndated(blueprint), !blueprint.isUndated {
      throw LoadingError.noAnswerTimes(files: answers.surveys.map(\.name))
    }
  }

  /// Whether there are but answers, and nothing says when they were given.
  package func isUndated(_ blueprint: Blueprint) -> Bool {
    log.eventCount == 0 && blueprint.period == nil
      && answers.surveys.allSatisfy { $0.times.allSatisfy { $0 == .min } }
  }
}

/// Reads every source and assembles the log.
///
/// - Parameters:
///   - threads: how many cores may be used; the answer does not depend on it.
///   - proposes: whether values of places that look alike are looked for, which takes another look at their columns.
///   - progress: told the name of each file before it is read.
///   - rowName: what to call ``everyRowPurchase`` and ``everyRowTouch`` in the report's languages, when a file has them.
package func load(
  _ blueprint: Blueprint, _ sources: [ResolvedSource], threads: Int = 1, proposes: Bool = false,
  progress: (String) -> Void = { _ in }, rowName: (String) throws -> LocalizedText = { LocalizedText($0) }
) throws -> LoadedLog {
  let loaded = try load(
    blueprint, sources, ignoresZeros: false, threads: threads, proposes: proposes, progress: progress,
    rowName: rowName)
  // Standard input can be read only once.
  guard loaded.quality.joins.mayGainByZeros, !blueprint.hasPhoneIdentity,
    !sources.contains(where: { $0.files.contains { $0.path == "-" } })
  else { return loaded }
  // Whether zeros before a number count is seen by what joins with them and without; that takes a second reading.
  let other = try load(
    blueprint, sources, ignoresZeros: true, threads: threads, proposes: proposes, progress: { _ in }, rowName: rowName)
  return other.quality.joins.gains(over: loaded.quality.joins) ? other : loaded
}

private func load(
  _ blueprint: Blueprint, _ sources: [ResolvedSource], ignoresZeros: Bool, threads: Int, proposes: Bool,
  progress: (String) -> Void, rowName: (String) throws -> LocalizedText
) throws -> LoadedLog {
  guard let zone = TimeZoneTable(identifier: blueprint.timezone ?? "UTC") else {
    throw ProjectFileError.unusable(file: blueprint.file, unknownZone("timezone", blueprint.timezone ?? "UTC"))
  }
  var events: [EventSource] = []
  var quality: [Int: SourceQuality] = [:]
  var table = IdentityTable(hasPhones: blueprint.hasPhoneIdentity, ignoresZeros: ignoresZeros)
  var attributes = CustomerAttributes(blueprint)
  var club = ClubReading(blueprint.club, zone)
  var friends = FriendReading()
  var sheets: [(place: Int, inspection: Inspection)] = []
  var filesOf = try sources.map { try $0.sourceFiles() }
  let equalFiles = filesOf.withoutEqualFiles()
  let files = filesOf.flatMap { $0 }
  let filter = RowFilter(blueprint)
  // Who is who must be known before events are grouped by customer.
  for (place, (file, declaration)) in files.enumerated() {
    switch declaration.kind {
    case .identities:
      progress(file.name)
      quality[place] = try readIdentities(file, declaration, zone, &table)
    case .customers:
      progress(file.name)
      quality[place] = try readCustomers(
        file, place, declaration, zone, &table, &attributes, &club, &friends, filter, proposes: proposes)
    case .decisions:
      // Read when the touchpoints are known; but a file that cannot be read is better known now.
      let inspection = try inspectSource(file, declaration)
      _ = try decisionColumns(inspection, declaration)
      sheets.append((place, inspection))
    case .events, .survey: break
    }
  }
  let identities = table.resolved()
  attributes.kept.resolve(identities)
  let declarationOf = filesOf.enumerated().flatMap { place, own in own.map { _ in place } }
  let purchases = PurchaseNames(blueprint)
  for (place, (file, declaration)) in files.enumerated() where declaration.kind == .events {
    progress(file.name)
    var (source, report) = try readEvents(
      file, declaration, zone, identities, filter: filter, traits: blueprint.traitColumns + blueprint.personaSubjects,
      numbers: blueprint.personaNumbers, offers: blueprint.offers?.column, units: blueprint.unitColumns,
      threads: threads,
      isPurchase: { purchases.isPurchase($0) })
    source.declaration = declarationOf[place]
    events.append(source)
    if proposes { report.alike = try alikeValues(file, declaration) }
    quality[place] = report
  }
  var reader = SurveyReader(blueprint, identities, zone)
  var surveys: [SourceDeclaration] = []
  var place = 0
  for (source, own) in zip(sources, filesOf) {
    if source.declaration.kind == .survey, !own.isEmpty {
      for file in own { progress(file.file.name) }
      surveys.append(source.declaration)
      for (index, report) in try reader.read(own, source.declaration).enumerated() {
        quality[place + index] = report
      }
    }
    place += own.count
  }
  let (guessing, guessedPurchases) = blueprint.guessingPurchases(events)
  let hasRefunds =
    blueprint.negativeAmounts == .refund
    && events.contains { $0.rows.hasNegativeAmounts && $0.rows.hasOrders && $0.rows.hasPurchases(guessing) }
  for (place, source) in zip(files.indices.filter { files[$0].declaration.kind == .events }, events) {
    if let states = source.ownStates(guessing) { quality[place]?.orderStates = states }
  }
  var assembly = LogAssembly(
    try withEveryRowPurchases(guessing, quality.values.map { $0 }, hasRefunds: hasRefunds, rowName), zone: zone,
    otherName: try rowName(otherTouchpoints))
  let listed = identities.customers ?? []
  let clubNames = club.names(identities)
  let friendNames = friends.names(events, identities)
  var (log, counts) = assembly.assemble(
    events, identities: identities, threads: threads, wanted: reader.respondentIDs + listed + clubNames + friendNames,
    columns: attributes.kept)
  for (place, issues) in assembly.ofCustomers.issues { quality[place]?.issues.merge(issues) }
  let listedPlaces = assembly.places.dropFirst(reader.respondentIDs.count)
  log.club = club.resolved(clubNames, listedPlaces.dropFirst(listed.count).prefix(clubNames.count), log)
  if let found = friends.resolved(listedPlaces.dropFirst(listed.count + clubNames.count).prefix(friendNames.count), log)
  {
    log.note(found.links, ofLists: found.ofLists)
  }
  var idleTraits: [IdleKey] = []
  if !blueprint.traitColumns.isEmpty || !blueprint.personas.isEmpty {
    let found = attributes.listed(identities, listed, Array(listedPlaces.prefix(listed.count)))
    idleTraits = log.tellApart(blueprint, listed: found.values, places: found.places, crowded: counts.crowdedAttributes)
    if !blueprint.personas.isEmpty {
      idleTraits += try log.tellPersonas(
        blueprint, columns: try blueprint.checkPersonas(files.indices.compactMap { quality[$0] }), listed: found.values,
        places: found.places, crowded: counts.crowdedAttributes, threads: threads)
    }
  }
  let joins = CustomerJoins(
    files, declarationOf, events, counts, reader, listed: listed, assembly.sourcesOf, identities)
  reportNameless(&quality, files, counts)
  counts.filtered += quality.values.reduce(0) { $0 + ($1.kind == .events ? $1.rowsFiltered : 0) }
  if events.isEmpty, !reader.answers.isEmpty { log = try log.spanning(reader.answers, blueprint, zone) }
  let (answers, answerQuality) = reader.finish(
    log, places: Array(assembly.places.prefix(reader.respondentIDs.count)), blueprint, channels: surveys.map(\.channel),
    customers: attributes)
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
    sources: files.indices.compactMap { quality[$0] }, assembly: counts, identities: identities.linkedIDs,
    isZoneGuessed: blueprint.timezone == nil, surveys: answerQuality, decisions: decisionSheets)
  report.joins = joins
  report.equalFiles = equalFiles
  report.listedCustomers = identities.customers.map { Set($0).count }
  let eventFiles = files.filter { $0.declaration.kind == .events }.map(\.file.name)
  report.overlaps = counts.overlaps.map { pair, rows in
    (pair: pair, count: OverlapCount(first: eventFiles[pair[0]], second: eventFiles[pair[1]], rows: rows))
  }.sorted { $0.pair.lexicographicallyPrecedes($1.pair) }.map(\.count)
  report.idleKeys =
    (filter.idleRenames(report.sources, blueprint.sources) + files.idleDecimalMarks(quality) + blueprint.idleKeys
    + blueprint.sources.idleAttributes(
      ofEvents: counts.crowdedAttributes, ofCustomers: assembly.ofCustomers.idle)
    + (try blueprint.checkGroups(
      report.sources, hasJourneys: log.catalog.hasPurchase || !log.catalog.channels.isEmpty)) + idleTraits
    + (try blueprint.checkClub(report.sources)) + (try blueprint.checkCaptive(report.sources, log))
    + (try blueprint.checkOffers(report.sources, crowded: counts.crowdedAttributes))
    + (try blueprint.checkOrganisation(report.sources, crowded: counts.crowdedAttributes)))
    .sortedByPlace()
  if log.eventCount > 0 {
    try blueprint.checkCosts(log.catalog)
    try blueprint.checkChannelGroups(log.catalog)
  }
  report.excluded = ExcludedCounts(log, answers)
  report.guessedPurchases = guessedPurchases
  report.guessedRefunds = guessing.touchpoints.filter { $0.isGuessed && $0.kind == .refund }.map(\.id)
  report.impossiblePurchases = impossiblePurchases(blueprint, log, counts)
  // A client that has only asked its customers, and recorded nothing they did, still has something to report.
  guard log.eventCount > 0 || (events.isEmpty && !answers.isEmpty) else {
    if events.isEmpty {
      let surveys = report.sources.filter { $0.kind == .survey }
      throw LoadingError.noAnswers(files: surveys.map(\.name), leftOut: surveys.reduce(0) { $0 + $1.rowsRead })
    }
    throw LoadingError.noEvents(
      files: report.eventSources.map(\.name), rows: report.rowsRead, why: whyNoEvents(report, blueprint))
  }
  try log.requireEvents(in: blueprint.period, zone: zone)
  var ids = KnownIDs(reader.respondentIDs + identities.resolver.ids)
  ids.keys = log.parts.map(\.keys)
  ids.longTexts = assembly.longTexts
  return LoadedLog(log: log, quality: report, zone: zone, answers: answers, decisions: decisions, ids: ids)
}

extension JourneyLog {
  /// The same log over the time of the answers, for a client without events.
  fileprivate func spanning(
    _ answers: SurveyAnswers, _ blueprint: Blueprint, _ zone: TimeZoneTable
  ) throws -> JourneyLog {
    let files = answers.surveys.map(\.name)
    guard answers.surveys.contains(where: { !$0.questions.isEmpty || !$0.texts.isEmpty || !$0.choices.isEmpty }) else {
      throw LoadingError.noQuestions(files: files)
    }
    func times(ofAnswered: Bool) -> [Int64] {
      answers.surveys.flatMap { survey in
        survey.times.indices.compactMap {
          (survey.isAnswered[$0] || !ofAnswered) && survey.times[$0] != .min ? survey.times[$0] : nil
        }
      }
    }
    // Answers of which none could be used were given on their days all the same.
    let answered = times(ofAnswered: true)
    let times = answered.isEmpty ? times(ofAnswered: false) : answered
    var parts = parts
    guard let first = times.min(), let last = times.max() else {
      return JourneyLog(
        parts: &parts, catalog: catalog, observedUntil: period.upperBound, period: period, excluded: excluded,
        spare: nil)
    }
    // A wave is answered on all of its days, whichever one stands for them.
    let waves = blueprint.sources.compactMap(\.wave)
    func start(_ day: Int) -> Int64 { zone.utcMicros(localMicros: Int64(day) * Micros.day) }
    let from = min(first, waves.map { start($0.first.daysSince1970) }.min() ?? first)
    let until = max(last, waves.map { start($0.last.daysSince1970 + 1) - 1 }.max() ?? last)
    let own = blueprint.period == nil ? from...until : period
    return JourneyLog(
      parts: &parts, catalog: catalog, observedUntil: blueprint.observedUntil == nil ? until : observedUntil,
      period: own,
      excluded: excluded, spare: nil)
  }
}

/// Declares the purchase of files whose every row is one, unless the project says itself what it is.
private func withEveryRowPurchases(
  _ blueprint: Blueprint, _ sources: [SourceQuality], hasRefunds: Bool, _ rowName: (String) throws -> LocalizedText
) rethrows -> Blueprint {
  var blueprint = blueprint
  for (id, kind) in [
    (everyRowPurchase, TouchpointKind.purchase), (everyRowTouch, .touch), (negativeRefund, .refund),
  ] {
    guard sources.contains(where: { $0.everyRow == id }) || (id == negativeRefund && hasRefunds),
      !blueprint.touchpoints.contains(where: { $0.id == id || $0.aliases.contains(id) }),
      !blueprint.rename.contains(where: { matches($0.from, id) })
    else { continue }
    var touchpoint = TouchpointDeclaration(id: id, name: try rowName(id))
    touchpoint.kind = kind
    // Money back is the till's, and no touch of the customer's.
    if kind == .refund {
      touchpoint.isCompanyInitiated = true
      touchpoint.isGuessed = true
    }
    blueprint.touchpoints.append(touchpoint)
  }
  return blueprint
}

/// Notes how many of the rows that were rejected for want of a customer are sales all the same.
private func reportNameless(
  _ quality: inout [Int: SourceQuality], _ files: [SourceFile], _ counts: AssemblyCounts
) {
  let places = files.indices.filter { files[$0].declaration.kind == .events }
  for (place, used) in zip(places, counts.walkIns.used) {
    quality[place]?.walkIns = used
  }
}

private func readIdentities(
  _ file: InputFile, _ declaration: SourceDeclaration, _ zone: TimeZoneTable, _ identities: inout IdentityTable
) throws -> SourceQuality {
  let inspection = try inspectSource(file, declaration)
  func declared(_ role: String) -> String? { declaration.columns.first { $0.role == role }?.column }
  let found = identityColumns(inspection, id: declared("id"), customer: declared("customer"))
  func column(_ role: String, _ found: String?, _ fallback: Int) -> String {
    declared(role) ?? found ?? (inspection.columns.count > fallback ? inspection.columns[fallback] : role)
  }
  // A row without one of the two links nothing, as an event before login does not; that is no fault of it.
  let request = ReadRequest(
    columns: [
      ColumnRequest(name: column("id", found?.id, 0), kind: .ids),
      ColumnRequest(name: column("customer", found?.customer, 1), kind: .ids),
    ], zone: zone, countRejectedBy: nil, limits: ReadingLimits())
  let table = try read(inspection, request)
  var unlinked = 0
  if case .ids(let ids) = table.columns[0], case .ids(let customers) = table.columns[1] {
    unlinked = identities.addTable(ids, customers: customers)
  }
  var quality = SourceQuality(
    name: file.name, kind: .identities, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: [], roles: [], time: nil, rejectedByTouchpoint: [],
    contentHash: table.contentHash, columns: inspection.columns)
  quality.unlinked = unlinked
  return quality
}

/// Reads who the known customers are, and of their attributes those that are kept and that groups and weights ask for.
private func readCustomers(
  _ file: InputFile, _ place: Int, _ declaration: SourceDeclaration, _ zone: TimeZoneTable,
  _ identities: inout IdentityTable, _ attributes: inout CustomerAttributes, _ club: inout ClubReading,
  _ friends: inout FriendReading, _ filter: RowFilter, proposes: Bool
) throws -> SourceQuality {
  let inspection = try filter.renamed(try inspectSource(file, declaration), [], declaration)
  let guesses = guessRoles(inspection)
  let name =
    declaration.columns.first { $0.role == "customer" }?.column
    ?? guesses.first { $0.role == .customer && !club.columns.contains($0.column) }?.column
    ?? inspection.columns.first { !club.columns.contains($0) } ?? "customer"
  let wanted = attributes.wanted(in: inspection.columns, besides: name, keeping: declaration.attributes)
  let ofClub = club.wanted(in: inspection.columns, besides: name)
  let referrers = friends.wanted(declaration, besides: name)
  let table = try read(
    inspection,
    ReadRequest(
      columns: [ColumnRequest(name: name, kind: .dictionary, required: true)]
        + wanted.map { ColumnRequest(name: $0, kind: .dictionary) } + ofClub + referrers, zone: zone,
      countRejectedBy: nil,
      limits: ReadingLimits()))
  attributes.add(table, wanted, keeping: declaration.attributes, file: place)
  club.add(table, first: 1 + wanted.count, count: ofClub.count)
  if !referrers.isEmpty { friends.add(table, place: 1 + wanted.count + ofClub.count) }
  if case .dictionary(let customers) = table.columns[0] {
    for customer in customers.values { identities.add(customer: customer) }
  }
  var quality = SourceQuality(
    name: file.name, kind: .customers, format: inspection.format, encoding: inspection.encoding,
    rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
    issues: table.issues, guesses: [], roles: [], time: nil, rejectedByTouchpoint: [],
    contentHash: table.contentHash, columns: inspection.columns)
  if proposes { quality.alike = try alikeValues(file, declaration) }
  return quality
}
