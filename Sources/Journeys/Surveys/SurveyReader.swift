import Reading

/// Reads sources of answers one after the other, with one numbering of respondents, touchpoints and languages for all.
struct SurveyReader {
  private let mapping: NameMapping
  private let identities: ResolvedIdentities
  private let zone: TimeZoneTable
  /// Columns that groups compare, wherever a file of answers has them.
  private let compared: [String]
  /// The columns that name branches and teams, of a source with these columns.
  private let units: (SourceDeclaration, [String]) -> [(unit: OrganisationUnit, column: String)]
  private let filter: RowFilter

  private(set) var answers = SurveyAnswers()
  private(set) var quality: [SurveyQuality] = []
  /// Each respondent's id, after the identity tables.
  private(set) var respondentIDs: [String] = []
  private var respondentOf: [String: Int32] = [:]
  private var languageOf: [String: Int32] = [:]
  private var languages: [String] = []
  /// Ids of touchpoints by the reader's own code, until the log's catalog is known.
  private(set) var touchpointIDs: [String] = []
  private var touchpointOf: [String: Int32] = [:]
  /// Channels as the rows write them, likewise.
  private(set) var channelNames: [String] = []
  private var channelOf: [String: Int32] = [:]
  /// What cannot be right about the coding of the file read last.
  private var faults = IssueLog()

  init(_ blueprint: Blueprint, _ identities: ResolvedIdentities, _ zone: TimeZoneTable) {
    mapping = NameMapping(blueprint)
    self.identities = identities
    self.zone = zone
    compared = blueprint.groups
    units = blueprint.unitColumns
    filter = RowFilter(blueprint)
  }

  /// Reads the files of one declared source into one survey.
  mutating func read(_ files: [SourceFile], _ declaration: SourceDeclaration) throws -> [SourceQuality] {
    var reports: [SourceQuality] = []
    var declaration = declaration
    for (index, (file, own)) in files.enumerated() {
      declaration.sheet = own.sheet
      var inspection = try inspectSource(file, declaration).withAnswersBeside()
      declaration = declaration.naming(inspection.columns)
      if index == 0 {
        let wanted =
          compared + declaration.weighting.map(\.column)
          + units(declaration, inspection.columns).map(\.column)
        for name in wanted where inspection.columns.contains(name) && !declaration.attributes.contains(name) {
          declaration.attributes.append(name)
        }
      }
      let plan = SurveyPlan(inspection, declaration)
      if index == 0 {
        begin(file, plan, declaration)
        answers.surveys[answers.surveys.count - 1].units = units(declaration, inspection.columns)
      }
      inspection = try filter.applied(to: inspection, plan.eventRoles, declaration)
      let request = plan.request(Journeys.zone(of: inspection, declaration, project: zone), declaration)
      var table = try Reading.read(inspection, request)
      var issues = try plan.doubtfulTimes(&table, inspection, request, declaration)
      issues.merge(table.issues)
      issues.merge(inspection.spoiltTexts)
      append(table, plan, wave: declaration.wave)
      issues.merge(faults)
      faults = IssueLog()
      quality[quality.count - 1].filtered += table.rowsFiltered
      var report = SourceQuality(
        name: file.name, kind: .survey, format: inspection.format,
        encoding: table.encoding ?? inspection.encoding,
        rowsRead: table.rowsRead, rowsRejected: table.issues.rejectedRows, rejectAbove: declaration.rejectAbove,
        issues: issues, guesses: plan.guesses, roles: [], time: table.times, rejectedByTouchpoint: [],
        contentHash: table.contentHash, columns: inspection.columns)
      report.decimalGuesses = table.decimalGuesses
      report.isFromProject = declaration.isFromProject
      reports.append(report)
    }
    return reports
  }

  /// The respondents of a survey by their place among all.
  func respondents(of survey: Int) -> Set<Int32> { Set(answers.surveys[survey].respondents.filter { $0 >= 0 }) }

  /// Whether any answer of a survey says whose it is.
  func hasRespondents(_ survey: Int) -> Bool { answers.surveys[survey].respondents.contains { $0 >= 0 } }

  private mutating func begin(_ file: InputFile, _ plan: SurveyPlan, _ declaration: SourceDeclaration) {
    let hasTouchpoints = plan.column(.touchpoint) != nil || plan.questions.contains { $0.touchpoint != nil }
    let type = declaration.surveyType ?? (hasTouchpoints ? .transactional : .relational)
    var survey = SurveyAnswers.Survey(name: file.name, type: type)
    for question in plan.questions {
      let touchpoint = question.touchpoint.map { touchpointCode($0) }
      if let scale = question.scaleInForce {
        survey.questions.append(
          SurveyAnswers.Question(
            declaration: question, scale: scale, touchpoint: touchpoint, department: nil, scores: [], events: []))
      } else if question.metric == .choice {
        survey.choices.append(SurveyAnswers.ChoiceQuestion(declaration: question, touchpoint: touchpoint))
      } else {
        survey.texts.append(
          SurveyAnswers.TextQuestion(declaration: question, touchpoint: touchpoint, rows: [], texts: []))
      }
    }
    survey.weighting = declaration.weighting
    survey.wave = declaration.wave
    survey.attributes = declaration.attributes.map { ($0, DictionaryColumn(codes: [], values: [])) }
    answers.surveys.append(survey)
    quality.append(
      SurveyQuality(
        name: file.name, type: type, isTypeGuessed: declaration.surveyType == nil,
        guessedQuestions: declaration.questions.isEmpty ? plan.questions : []))
  }

  /// Adds a file's rows to the survey begun last.
  private mutating func append(_ table: Table, _ plan: SurveyPlan, wave: DateSpan?) {
    let s = answers.surveys.count - 1
    var survey = answers.surveys[s]
    var report = quality[s]
    let before = survey.rowCount
    let touchpoints = plan.dictionary(.touchpoint, table)
    // What each distinct name means is looked up once; -2 stands for a name that `filter` leaves out.
    let touchpointCodes: [Int32] =
      touchpoints?.values.map { mapping.touchpoint(plain($0)).map { touchpointCode($0) } ?? -2 } ?? []
    let kept = (0..<table.rowCount).filter { row in
      guard let touchpoints, touchpoints.codes[row] != DictionaryColumn.none else { return true }
      return touchpointCodes[Int(touchpoints.codes[row])] != -2
    }
    report.rows += table.rowsRead
    report.filtered += table.rowCount - kept.count
    func codes(_ column: DictionaryColumn?, _ meaning: [Int32]) -> [Int32] {
      guard let column else { return [] }
      return kept.map { column.codes[$0] == DictionaryColumn.none ? -1 : meaning[Int(column.codes[$0])] }
    }
    let customers = plan.dictionary(.customer, table)
    if respondentOf.isEmpty { respondentOf.reserveCapacity(customers?.values.count ?? 0) }
    let respondentCodes = customers?.values.map { respondentCode(plain($0)) } ?? []
    survey.respondents += customers == nil ? kept.map { _ in -1 } : codes(customers, respondentCodes)
    let times = plan.numbers(.time, table)
    let undated = wave.map { zone.utcMicros(localMicros: Int64($0.middle.daysSince1970) * Micros.day) } ?? .min
    survey.times += kept.map { row in
      guard let time = times?[row], time != .min else { return undated }
      return time
    }
    if let invited = plan.numbers(.invited, table) {
      survey.invited += kept.map { invited[$0] }
      report.invited += kept.count { invited[$0] != .min }
    }
    survey.touchpoints += codes(touchpoints, touchpointCodes)
    let channels = plan.dictionary(.channel, table)
    let channelCodes = channels?.values.map { channelCode(plain($0)) } ?? []
    survey.channels += channels == nil ? kept.map { _ in -1 } : codes(channels, channelCodes)
    let languages = plan.dictionary(.language, table)
    let languageCodes = languages?.values.map { languageCode(plain($0)) } ?? []
    survey.languages += codes(languages, languageCodes)
    if let weights = plan.numbers(.weight, table) {
      report.withoutWeight += kept.count { weights[$0] == .min }
      survey.weights += kept.map { max(0, weights[$0]) }
    }
    for a in survey.attributes.indices {
      guard let column = plan.attribute(survey.attributes[a].name, table) else { continue }
      survey.attributes[a].column.append(kept.map { column.codes[$0] }, column.values)
    }
    var isAnswered = [Bool](repeating: false, count: kept.count)
    for q in survey.questions.indices {
      if let fault = appendScores(table, plan, kept, &survey.questions[q], &report, &isAnswered) { faults.add(fault) }
    }
    for fault in ratingsAgainstRecommendation(survey.questions, rows: before..<before + kept.count) {
      faults.add(fault)
    }
    for c in survey.choices.indices {
      let name = survey.choices[c].declaration.column
      survey.choices[c].append(
        plan.dictionary(question: name, table), plan.labels(of: name), rows: kept, &report, &isAnswered)
      if let column = plan.dictionary(question: name, table) {
        faults.merge(column.severalAnswers(column: name, rows: kept, numbers: table.rowNumbers))
      }
    }
    for t in survey.texts.indices {
      guard let column = plan.dictionary(question: survey.texts[t].declaration.column, table) else { continue }
      let parser = survey.texts[t].declaration.parser
      let isText = column.values.map { !plain($0).isEmpty && !parser.isDeclined($0) }
      for (i, row) in kept.enumerated() where column.codes[row] != DictionaryColumn.none {
        guard isText[Int(column.codes[row])] else { continue }
        isAnswered[i] = true
        survey.texts[t].rows.append(Int32(before + i))
        survey.texts[t].texts.append(column.values[Int(column.codes[row])])
      }
    }
    survey.isAnswered += isAnswered
    report.answered += isAnswered.count { $0 }
    report.strays.sort { $0.rows != $1.rows ? $0.rows > $1.rows : precedes($0, $1) }
    report.strays = Array(report.strays.prefix(20))
    answers.surveys[s] = survey
    quality[s] = report
  }

  private func precedes(_ a: SurveyQuality.Stray, _ b: SurveyQuality.Stray) -> Bool {
    a.column != b.column
      ? a.column.utf8.lexicographicallyPrecedes(b.column.utf8) : a.value.utf8.lexicographicallyPrecedes(b.value.utf8)
  }

  /// Adds a question's scores; returns what about their coding cannot be right, if anything.
  private func appendScores(
    _ table: Table, _ plan: SurveyPlan, _ kept: [Int], _ question: inout SurveyAnswers.Question,
    _ report: inout SurveyQuality, _ isAnswered: inout [Bool]
  ) -> Issue? {
    let name = question.declaration.column
    guard let column = plan.dictionary(question: name, table) else {
      question.scores += kept.map { _ in SurveyAnswers.none }
      return nil
    }
    let reading = AnswerReading(
      column.values, parser: question.declaration.parser, metric: question.declaration.metric, scale: question.scale,
      labels: plan.labels(of: name))
    let scale = AnswerScale(
      question.scale, isReversed: reading.isReversed(declared: question.declaration.isReversed))
    let cells = reading.values
    if question.declaration.metric == .nps, let eleven = elevenWithoutNought(cells, column, kept) {
      // A score with the elevens left out would look like any other, and be wrong.
      question.scores += kept.map { _ in SurveyAnswers.none }
      return Issue(
        kind: .recommendationFromOne, row: table.rowNumbers[eleven], column: name,
        value: column.values[Int(column.codes[eleven])])
    }
    var strayRows = [Int](repeating: 0, count: cells.count)
    question.scores.reserveCapacity(question.scores.count + kept.count)
    for (i, row) in kept.enumerated() {
      var score = SurveyAnswers.none
      let code = column.codes[row]
      if code != DictionaryColumn.none {
        switch cells[Int(code)] {
        case .number(let number):
          guard let value = scale.score(number) else { fallthrough }
          score = value
          isAnswered[i] = true
          report.scores += 1
        case .words:
          report.outOfScale += 1
          strayRows[Int(code)] += 1
        case .declined: report.declined += 1
        }
      }
      question.scores.append(score)
    }
    for (code, rows) in strayRows.enumerated() where rows > 0 {
      report.strays.append(
        SurveyQuality.Stray(
          column: question.declaration.column, value: String(plain(column.values[code]).prefix(60)), rows: rows))
    }
    return nil
  }

  private mutating func touchpointCode(_ id: String) -> Int32 {
    // A declared question names a touchpoint as an event would: by id, name or alias.
    let id = mapping.touchpoint(id) ?? id
    return Self.code(id, &touchpointOf, &touchpointIDs)
  }
  private mutating func channelCode(_ name: String) -> Int32 { Self.code(name, &channelOf, &channelNames) }
  private mutating func languageCode(_ name: String) -> Int32 { Self.code(name, &languageOf, &languages) }
  private mutating func respondentCode(_ raw: String) -> Int32 {
    guard !raw.isEmpty, let id = identities.customer(raw) else { return -1 }
    return Self.code(id, &respondentOf, &respondentIDs)
  }

  private static func code(_ text: String, _ codeOf: inout [String: Int32], _ texts: inout [String]) -> Int32 {
    // One look at the dictionary, whether the text is new or not.
    let code = known(&codeOf[text, default: -1], new: Int32(texts.count))
    if code == texts.count { texts.append(text) }
    return code
  }

  private static func known(_ code: inout Int32, new: Int32) -> Int32 {
    if code < 0 { code = new }
    return code
  }

  /// The answers once the log is there: codes become the catalog's, and answers find their events.
  consuming func finish(
    _ log: JourneyLog, places: [SurveyAnswers.Place?], _ blueprint: Blueprint, channels declared: [String?],
    customers: CustomerAttributes
  ) -> (answers: SurveyAnswers, quality: [SurveyQuality]) {
    var answers = answers
    var quality = quality
    answers.places = places
    answers.languages = languages
    answers.attributes = customers.resolved(identities, respondentOf)
    answers.groups = respondentIDs.map { surveyGroup($0) }
    let numbering = SurveyNumbering(log.catalog, touchpoints: touchpointIDs, channels: channelNames)
    numbering.apply(&answers, declaredChannels: declared)
    attach(&answers, &quality, log, blueprint.windows)
    for s in quality.indices { numbering.countUnknown(answers.surveys[s], &quality[s]) }
    return (answers, quality)
  }
}

extension DictionaryColumn {
  /// Adds cells coded by another list of values.
  fileprivate mutating func append(_ more: [UInt32], _ moreValues: [String]) {
    if values.isEmpty {
      values = moreValues
      codes += more
      return
    }
    var codeOf: [String: UInt32] = [:]
    for (code, value) in values.enumerated() { codeOf[value] = UInt32(code) }
    let meaning = moreValues.map { value -> UInt32 in
      if let code = codeOf[value] { return code }
      codeOf[value] = UInt32(values.count)
      values.append(value)
      return UInt32(values.count - 1)
    }
    codes += more.map { $0 == DictionaryColumn.none ? $0 : meaning[Int($0)] }
  }
}

/// The group of 256 a respondent belongs to: that of the same id among events, so that a customer is drawn as one.
func surveyGroup(_ id: String) -> UInt8 {
  var id = id
  return id.withUTF8 { bytes in
    let key = bytes.count > 15 ? RowKey(long: bytes, place: 0) : RowKey(short: bytes)
    return UInt8(truncatingIfNeeded: key.hash >> 56)
  }
}
