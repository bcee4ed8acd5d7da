/// A column that could have a role, and how well it would do.
struct RoleCandidate {
  /// The column's place.
  var column: Int
  /// How far it is from the surest: 0 is the first of the known names, and every step is worse.
  var cost: Int
  /// What gave it away.
  var reason: RoleReason
}

/// Scores the columns of a file for every role, by their names and by what they hold.
struct RoleScorer {
  private let inspection: Inspection
  let profiles: [ColumnProfile]
  let words: [HeaderWords]
  /// The roles that a header's name means, and how surely.
  private static let rankOf: [String: [(role: ColumnRole, rank: Int)]] = {
    var rankOf: [String: [(role: ColumnRole, rank: Int)]] = [:]
    for role in ColumnRole.allCases {
      for (rank, name) in role.names.enumerated() { rankOf[simplifiedHeader(name), default: []].append((role, rank)) }
    }
    return rankOf
  }()
  /// Times of day behind a day that says nothing.
  private let clocks: [Int]
  /// Questions of a survey, and so neither ids nor what happened.
  private let questions: Set<String>

  /// Looks at every column once.
  init(_ inspection: Inspection) {
    self.inspection = inspection
    profiles = inspection.samples.indices.map(inspection.profile)
    words = inspection.columns.map(HeaderWords.init)
    clocks = inspection.clocksWithDays
    questions = Set(inspection.questions.filter { $0.metric?.isScored == true }.map(\.column))
  }

  /// Names worse than this are the last resort: a column that fits better by its values wins over them.
  static let lastResort = 1000

  // MARK: By name

  /// Every role that a column's name means and its values do not contradict, with the cost of each.
  func named() -> [(role: ColumnRole, candidate: RoleCandidate)] {
    var found: [(role: ColumnRole, candidate: RoleCandidate)] = []
    for (index, column) in inspection.columns.enumerated() {
      var seen: Set<ColumnRole> = []
      for (role, rank) in Self.rankOf[simplifiedHeader(column)] ?? [] where seen.insert(role).inserted {
        guard let penalty = penalty(role, index, rank: rank) else { continue }
        found.append((role, RoleCandidate(column: index, cost: rank + penalty, reason: .name)))
      }
    }
    return found
  }

  /// What the values take away from a name; `nil` where they rule the role out.
  private func penalty(_ role: ColumnRole, _ index: Int, rank: Int) -> Int? {
    let profile = profiles[index]
    // A column called like a role that no row fills is taken only where nothing else is.
    let emptiness = profile.isEmpty ? Self.lastResort : profile.isSparse ? 200 : 0
    switch role {
    case .customer:
      if profile.looksLikeTime && !profile.isEmpty { return nil }
      if questions.contains(inspection.columns[index]) { return nil }
      // Yes and no, or a few kinds of customer, are not who came.
      let isKind = profile.rows >= 20 && profile.distinct <= 3 && !profile.looksLikeID
      // A person's name is a weaker key than a number.
      let isName = words[index].say(.person)
      return (profile.isEmpty ? Self.lastResort : profile.isSparse ? 30 : 0) + (isKind ? Self.lastResort : 0)
        + (isName ? 40 : 0)
    case .time:
      // A column called like a time that plainly holds something else is none.
      guard profile.couldBeTime, !profile.looksLikeClock, !clocks.contains(index) else { return nil }
      return emptiness
    case .touchpoint:
      if questions.contains(inspection.columns[index]) { return nil }
      if Self.saysOutright.contains(simplifiedHeader(inspection.columns[index])) {
        if profile.isNearlyUnique, profile.looksLikeSentences { return nil }
        return emptiness
      }
      guard profile.couldBeActivity, !(words[index].say(.freeText) && profile.looksLikeFreeText) else { return nil }
      return emptiness + (profile.looksLikeNumbers ? 150 : 0)
    case .amount:
      guard profile.couldBeAmount else { return nil }
      return emptiness
    case .channel:
      guard !profile.isNearlyUnique, !profile.hasAddresses else { return nil }
      return emptiness
    case .referrer: return profile.hasAddresses ? nil : 0
    case .contact:
      // Direct or indirect; many different values are who was in contact.
      return profile.isNearlyUnique || profile.distinct > 12 || profile.looksLikeID ? nil : 0
    case .sequence: return profile.rows == 0 || profile.looksLikeNumbers ? 0 : nil
    case .product, .offer, .order, .lifecycle: return 0
    }
  }

  /// Headers that say what a row is whatever it holds.
  private static let saysOutright = Set(
    [
      "concept:name", "touchpoint", "touch_point", "נקודת מגע", "נקודת המגע", "event_name", "event", "activity",
      "פעילות",
    ]
    .map(simplifiedHeader))

  // MARK: By words and content

  /// Columns among these that could have a role although no known name says so, the best first.
  func unnamed(_ role: ColumnRole, among free: [Int], customer: Int?) -> [RoleCandidate] {
    let found: [RoleCandidate]
    switch role {
    case .time: found = free.compactMap(asTime)
    case .customer: found = free.compactMap(asCustomer)
    case .touchpoint: found = free.compactMap { asTouchpoint($0, customer: customer) }
    case .amount: found = free.compactMap(asAmount)
    case .lifecycle:
      found = free.filter { profiles[$0].looksLikeLifecycle }.map {
        RoleCandidate(column: $0, cost: 0, reason: .content)
      }
    case .channel: found = free.compactMap(asChannel)
    case .product, .offer, .referrer, .contact, .order, .sequence: found = []
    }
    return found.sorted { ($0.cost, $0.column) < ($1.cost, $1.column) }
  }

  private func asTime(_ index: Int) -> RoleCandidate? {
    let profile = profiles[index]
    let saysSo = words[index].say(anyOf: [.day, .clock])
    guard profile.looksLikeTime || (saysSo && profile.rows > 0 && profile.couldBeTime), !words[index].say(.duration),
      !profile.looksLikeClock, !clocks.contains(index),
      saysSo || (!words[index].namesAnID && profile.areDigitsTimes)
    else { return nil }
    var cost = profile.hasTimeOfDay ? 0 : 20
    if profile.isSparse { cost += 100 }
    if !profile.looksLikeTime { cost += 30 }
    // What ended, was changed or is due later is not when something happened.
    let late: Set<String> = [
      "end", "ended", "updated", "modified", "changed", "closed", "solved", "resolved", "due", "deadline", "expiry",
      "expires", "until", "birth", "birthday", "dob", "joined", "completion", "complete", "completed", "cancelled",
      "סיום", "עדכון", "סגירה", "יעד", "לידה", "הצטרפות",
    ]
    if words[index].words.contains(where: late.contains) { cost += 10 }
    return RoleCandidate(column: index, cost: cost, reason: saysSo ? .words : .content)
  }

  private func asCustomer(_ index: Int) -> RoleCandidate? {
    let profile = profiles[index]
    let words = words[index]
    guard !profile.looksLikeTime, !profile.looksLikeClock, profile.looksLikeID || isMail(profile),
      !questions.contains(inspection.columns[index])
    else { return nil }
    if words.say(anyOf: [.duration, .clock, .day, .rating, .quantity, .status, .person, .record]) { return nil }
    let isKey = words.namesAnID
    // A street is no address to write to, and a club no number of its card.
    if words.say(.place), !profile.looksLikeMail { return nil }
    if words.say(.trait), !isKey { return nil }
    if words.say(.step), isKey || profile.looksLikeNumbers { return nil }
    if words.say(.thing) { return nil }
    // Numbers of few digits without a name for them count or measure something.
    if profile.looksLikePoints || (inspection.hasHeader && !isKey && !words.namesSomebody && profile.looksMeasured) {
      return nil
    }
    let isDocument = words.say(.document)
    return RoleCandidate(
      column: index,
      cost: (isKey || words.namesSomebody ? 0 : 20) + (isDocument ? 15 : 0) + (words.say(.device) ? 10 : 0),
      reason: isKey || words.namesSomebody ? .words : .content)
  }

  private func isMail(_ profile: ColumnProfile) -> Bool { profile.looksLikeMail && profile.distinct < profile.rows }

  private func asTouchpoint(_ index: Int, customer: Int?) -> RoleCandidate? {
    let profile = profiles[index]
    let words = words[index]
    guard profile.looksLikeActivity, !profile.isSparse, !questions.contains(inspection.columns[index]) else {
      return nil
    }
    let saysSo = words.say(.happening)
    // What customers wrote is never published as the name of a touchpoint.
    if profile.looksLikeFreeText { return nil }
    // Words that grade are answers, and so is what stands under a header that asks.
    if SurveySigns.areGrades(inspection.samples[index]) { return nil }
    if words.say(.person) || words.isBareName || inspection.columns[index].hasSuffix("?") { return nil }
    if words.say(anyOf: [.place, .trait]), !saysSo { return nil }
    if words.say(anyOf: [.rating, .quantity, .duration]), !saysSo { return nil }
    var cost = saysSo ? 0 : 40
    if words.say(.status) { cost += 30 }
    if words.say(.freeText), !saysSo { cost += 20 }
    if let customer, staysTheSame(index, by: customer) { cost += 25 }
    // Of several such columns the one with most distinct values says most about what happened.
    return RoleCandidate(
      column: index, cost: cost * 200 + max(0, 100 - profile.distinct), reason: saysSo ? .words : .content)
  }

  private func asChannel(_ index: Int) -> RoleCandidate? {
    let profile = profiles[index]
    let isNamed = words[index].words.contains { ["channel", "channels", "ערוץ", "הערוץ"].contains($0) }
    guard isNamed, profile.looksLikeActivity, profile.distinct <= 20 else { return nil }
    return RoleCandidate(column: index, cost: profile.isSparse ? 5 : 0, reason: .words)
  }

  /// Whether a column's value is nearly always the same for one customer, as what he is and not what he does.
  func staysTheSame(_ index: Int, by customer: Int) -> Bool {
    var values: [String: Set<String>] = [:]
    var rows: [String: Int] = [:]
    for (id, value) in zip(inspection.samples[customer], inspection.samples[index]) where !id.isEmpty && !value.isEmpty
    {
      values[id, default: []].insert(value)
      rows[id, default: 0] += 1
    }
    let returning = rows.filter { $0.value >= 2 }
    guard returning.count >= 5 else { return false }
    let changing = returning.keys.count { (values[$0]?.count ?? 0) >= 2 }
    return changing * 20 < returning.count
  }

  private func asAmount(_ index: Int) -> RoleCandidate? {
    let profile = profiles[index]
    // Without a header nothing but the decimals tells money from a quantity.
    guard inspection.hasHeader else {
      return profile.looksLikeAmount ? RoleCandidate(column: index, cost: -index, reason: .content) : nil
    }
    let money: Set<String> = [
      "amount", "total", "revenue", "sales", "paid", "סכום", "סהכ", "לתשלום", "הכנסה", "הכנסות", "תשלום", "מחיר",
    ]
    let others: Set<String> = [
      "discount", "tax", "taxes", "vat", "shipping", "refunded", "refund", "fee", "qty", "quantity", "unit", "items",
      "count", "points", "balance", "cost", "outstanding", "tip", "id", "no", "number", "sessions", "users", "visits",
      "הנחה", "מעמ", "משלוח", "כמות", "יחידה", "פריטים", "יתרה", "נקודות", "זיכוי", "עלות", "מספר", "שיחות",
    ]
    let own = words[index].words
    guard own.contains(where: money.contains), !own.contains(where: others.contains), profile.looksLikeNumbers,
      !profile.looksLikeTime, !profile.looksLikePoints
    else { return nil }
    return RoleCandidate(column: index, cost: profile.isSparse ? 5 : 0, reason: .words)
  }
}
