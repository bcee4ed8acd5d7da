/// What a file is, as one look at its beginning tells.
package enum FileKind: Sendable, Equatable {
  /// A row for each touch of a customer.
  case log
  /// A row for each person who answered, or for each answer.
  case survey
  /// A row for each customer.
  case customers
  /// Two columns of ids: an id and whose it is.
  case identities
  /// What workshops decided about touchpoints.
  case decisions
  /// Counts of many, and nobody's touches.
  case totals(TotalsUnit)
  /// Nothing says enough.
  case unclear(Lack)

  /// What the counts of a table of totals are of.
  package enum TotalsUnit: String, Sendable, CaseIterable { case hour, day, page, path }

  /// What a log would need and the file does not have.
  package enum Lack: Sendable, Equatable {
    /// No column says whose the rows are.
    case customer
    /// No column says when.
    case time
    /// Several columns could say what a row is, none of them surely.
    case touchpoint
  }
}

/// What a file is; the one place where that is decided, for drafts, checks and reports alike.
package func fileKind(_ inspection: Inspection) -> FileKind {
  switch inspection.format {
  case .xes: return .log
  case .sav, .surveyTool: return .survey
  case .csv, .tsv, .xlsx, .jsonl, .fixedWidth: break
  }
  if inspection.survey != nil { return .survey }
  switch inspection.shape {
  case .wide, .history: return .log
  case .answers: return .survey
  case .long: return FileSigns(inspection).kind
  case .everyRow(_, let original):
    var table = inspection
    (table.shape, table.columns, table.samples) = (.long, original.columns, original.samples)
    return FileSigns(table).kind
  }
}

/// Whether rows are people who answered, or their answers.
package func looksLikeSurvey(_ inspection: Inspection) -> Bool { fileKind(inspection) == .survey }

/// What the columns of a table say about its rows.
private struct FileSigns {
  private let inspection: Inspection
  private let scorer: RoleScorer
  private let roles: [RoleGuess]
  private let signs: SurveySigns

  init(_ inspection: Inspection) {
    self.inspection = inspection
    scorer = RoleScorer(inspection)
    roles = guessRoles(inspection)
    signs = SurveySigns(inspection, scorer, roles)
  }

  var kind: FileKind {
    // A layout that one system alone writes is what that system's rows are, whatever else is among its columns.
    switch inspection.export {
    case .shopifyOrders, .zendeskTickets, .ga4, .amplitude, .segment, .matomoVisits: return .log
    case .mondayBoard, .hubSpot, nil: break
    }
    if isDecisions { return .decisions }
    if isSurvey { return .survey }
    if let unit = totals { return .totals(unit) }
    if isIdentities { return .identities }
    if isCustomers { return .customers }
    if place(.customer) == nil { return .unclear(.customer) }
    if place(.time) == nil { return .unclear(.time) }
    if place(.touchpoint) == nil, place(.amount) == nil,
      !wordColumns(inspection, besides: roles.map(\.column)).isEmpty
    {
      return .unclear(.touchpoint)
    }
    return .log
  }

  private func guess(_ role: ColumnRole) -> RoleGuess? { roles.first { $0.role == role } }

  private func place(_ role: ColumnRole) -> Int? {
    guess(role).flatMap { inspection.columns.firstIndex(of: $0.column) }
  }

  // MARK: Surveys

  private var isSurvey: Bool {
    if signs.isFromTool { return true }
    if signs.pairs != nil, place(.amount) == nil { return true }
    if signs.points.count >= 5 { return true }
    // A list of those who were asked, with what they said: each of them may have been asked several times.
    if signs.tellsOfSending, !signs.scores.isEmpty, !isScoreRare, place(.amount) == nil, place(.order) == nil {
      return true
    }
    // Money is no answer, and who comes back again and again was not asked each time.
    let isLog = isEventLog
    if signs.hasResponseID, !signs.scores.isEmpty { return !isLog || signs.saysSo }
    if isLog { return false }
    if !signs.scores.isEmpty, !signs.comments.isEmpty, !isScoreRare, place(.order) == nil {
      return isOnePerCustomer || signs.saysSo
    }
    return signs.asksToRecommend || signs.isOneQuestion || isOneRatingEach
  }

  /// Whether nearly every customer has one row and nearly every row a rating: answers, whatever their touchpoint is called.
  ///
  /// What was bought is no answer, and a list of customers may well hold what they once said.
  private var isOneRatingEach: Bool {
    guard inspection.export == nil, let customer = place(.customer), place(.time) != nil, place(.amount) == nil,
      place(.order) == nil, !isCustomers
    else { return false }
    let profile = scorer.profiles[customer]
    guard profile.rows >= RatedRows.fewest, profile.rows * 4 <= profile.distinct * 5 else { return false }
    let taken = roles.filter { $0.role != .touchpoint }.map(\.column)
    return !RatedRows(inspection, scorer).columns(besides: taken).isEmpty
  }

  /// Whether rows are touches of customers, although a column of theirs looks like answers on a scale.
  ///
  /// Customer, time and a touchpoint of few repeated texts are all there, and so is one thing that answers to a survey do
  /// not have: several rows for each customer, an amount or an order, or a score in the lesser part of the rows alone.
  private var isEventLog: Bool {
    guard inspection.questions.count(where: { $0.metric != .text && $0.metric != .choice }) <= 1, !signs.saysSo,
      !signs.hasResponseID,
      let customer = place(.customer), place(.time) != nil, let touchpoint = guess(.touchpoint),
      let place = place(.touchpoint), scorer.profiles[place].looksLikeActivity,
      !inspection.questions.contains(where: { $0.column == touchpoint.column }),
      !SurveySigns.areGrades(inspection.samples[place])
    else { return false }
    if self.place(.amount) != nil || self.place(.order) != nil { return true }
    // Nobody is asked after every touch of many: where every row has a score, few rows a customer are answers.
    let profile = scorer.profiles[customer]
    let usual = isEveryRowScored ? 4 : 2
    if profile.rows >= usual * profile.distinct { return true }
    // The first rows of a log in the order of time may hold each customer once, but do not each hold an answer, be it in
    // faces, in words or on a scale that nobody uses.
    return !touchpoint.byContent && isScoreRare && !isOneRatingEach
  }

  /// Whether nearly every row holds a score.
  private var isEveryRowScored: Bool {
    signs.scores.contains { scorer.profiles[$0].rows * 10 >= scorer.profiles[$0].sampled * 9 }
  }

  /// Whether fewer than half of the rows that name somebody hold a score.
  private var isScoreRare: Bool {
    let scores = signs.scores.map { scorer.profiles[$0].rows }.max() ?? 0
    let rows = place(.customer).map { scorer.profiles[$0].rows } ?? inspection.samples.first?.count ?? 0
    return scores * 2 < rows
  }

  private var isOnePerCustomer: Bool {
    guard let customer = place(.customer) else { return true }
    let profile = scorer.profiles[customer]
    return profile.rows * 2 < profile.distinct * 3
  }

  // MARK: Others

  private var isDecisions: Bool {
    let headers = Set(inspection.columns.map(simplifiedHeader))
    // The report's own sheet has an id, which elsewhere is a customer's.
    let own: [Set<String>] = [["id", "place", "decision", "doneon"], ["מזהה", "מקום", "החלטה", "בוצעבתאריך"]]
    if own.contains(where: headers.isSuperset(of:)) { return true }
    let decided: Set<String> = ["decision", "decided", "whatwasdecided", "החלטה", "ההחלטה", "מההוחלט"]
    let touchpoint: Set<String> = [
      "touchpoint", "touchpointid", "touchpointname", "place", "נקודתמגע", "נקודתהמגע", "מקום",
    ]
    return !headers.isDisjoint(with: decided) && !headers.isDisjoint(with: touchpoint) && place(.customer) == nil
  }

  private var totals: FileKind.TotalsUnit? {
    guard place(.customer) == nil || isCustomerByContent else { return nil }
    let counts = inspection.columns.indices.filter { index in
      scorer.profiles[index].looksLikeCounts && !scorer.profiles[index].looksLikeTime
        && scorer.words[index].say(.count) && !scorer.words[index].namesAnID
    }
    guard !counts.isEmpty else { return nil }
    // Nothing but what is counted, by when or where, and its counts.
    let others = inspection.columns.indices.filter { index in
      !scorer.profiles[index].looksLikeNumbers && !scorer.profiles[index].looksLikeTime
        && !scorer.profiles[index].looksLikeClock
    }
    func says(_ names: Set<String>) -> Bool {
      inspection.columns.indices.contains { !Set(scorer.words[$0].words).isDisjoint(with: names) }
    }
    if says(["path", "paths", "מסלול"]), counts.count >= 1 { return .path }
    if says(["hour", "שעה", "hours"]), others.count <= 2 { return .hour }
    if let time = place(.time), others.count <= 2 { return scorer.profiles[time].hasTimeOfDay ? .hour : .day }
    if says(["page", "url", "screen", "landing", "דף", "עמוד"]), others.count <= 2 { return .page }
    return nil
  }

  /// Whether nothing but repeated numbers made a column the customer: where many are counted, so are counts.
  private var isCustomerByContent: Bool {
    guard let guess = guess(.customer), let place = place(.customer) else { return false }
    return guess.byContent && !scorer.words[place].namesAnID
  }

  private var isIdentities: Bool {
    guard inspection.columns.count == 2, place(.time) == nil else { return false }
    return inspection.samples.allSatisfy { values in
      let filled = values.filter { !$0.isEmpty }
      let ids = filled.filter { value in
        !value.contains(" ") && value.utf8.contains { (0x30...0x39).contains($0) }
      }
      return filled.count >= 2 && ids.count * 10 >= filled.count * 9
    }
  }

  private var isCustomers: Bool {
    guard place(.amount) == nil else { return false }
    guard let customer = place(.customer) else { return isListOfPeople }
    if let touchpoint = guess(.touchpoint), !touchpoint.byContent { return false }
    let profile = scorer.profiles[customer]
    guard profile.rows >= 2, profile.distinct == profile.rows else { return false }
    guard let time = guess(.time) else { return true }
    let joined: Set<String> = [
      "joined", "join", "created", "registered", "registration", "signup", "since", "opened", "הצטרפות", "רישום",
      "הרשמה", "יצירה", "פתיחה", "הקמה",
    ]
    let isJoining = !Set(HeaderWords(time.column).words).isDisjoint(with: joined) && profile.rows >= 20
    return personalColumns.count { $0 != customer && inspection.columns[$0] != time.column } >= (isJoining ? 1 : 2)
  }

  /// Whether rows are people although nothing but an id names them: no time, an id of its own in each row, and what people are.
  private var isListOfPeople: Bool {
    guard place(.time) == nil else { return false }
    let isNumbered = inspection.columns.indices.contains { index in
      ["id", "key", "מזהה", "no", "number", "מספר"].contains(simplifiedHeader(inspection.columns[index]))
        && scorer.profiles[index].rows >= 2 && scorer.profiles[index].distinct == scorer.profiles[index].rows
    }
    return isNumbered && personalColumns.count >= 2
  }

  /// Columns that say what somebody is, or how he is reached.
  private var personalColumns: [Int] {
    inspection.columns.indices.filter { index in
      !scorer.words[index].namesAnID
        && (scorer.words[index].say(anyOf: [.trait, .person]) || scorer.profiles[index].looksLikeMail
          || scorer.words[index].isBareName
          || !Set(scorer.words[index].words).isDisjoint(with: [
            "company", "industry", "phone", "mobile", "email", "mail", "birth", "birthday", "member", "newsletter",
            "consent", "טלפון", "נייד",
            "אימייל", "מייל", "דואל", "חבר", "דיוור", "חברה", "ענף",
          ]))
    }
  }
}
