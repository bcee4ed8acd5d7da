/// A model with its names turned into positions, and every name checked.
struct ResolvedModel: Sendable {
  /// Positions of touchpoints with weights.
  struct Choice: Sendable {
    /// Positions in the model.
    var touchpoints: [Int]
    /// How often each is chosen, in proportion.
    var weights: [Int]
  }

  /// The model itself.
  let model: ClientModel
  /// By persona: on the first day, and on the last.
  let entries: [Choice]
  let entriesLater: [Choice]
  /// By persona.
  let returnEntries: [Choice]
  /// By persona.
  let loopEntries: [Choice]
  /// By persona, then touchpoint.
  let next: [[Choice]]
  /// Where a purchase ends well.
  let delivery: Int
  /// Where people turn after a purchase.
  let service: Choice
  /// Where purchases are undone.
  let refund: Int?
  /// Where friends come in.
  let referral: Int?
  /// The club's monthly mailing.
  let mailing: Int?
  /// The club's birthday gift.
  let birthday: Int?
  /// The club's raffle.
  let raffle: Int?
  /// Where customers are asked back, and where they then buy.
  let welcomeBack: Int?
  let boughtBack: Choice?
  /// Where no more letters are asked for.
  let optOut: Int?
  /// By touchpoint, whether how it felt decides about setting out again.
  let decides: [Bool]
  /// By branch, how many stop there in percent of others.
  let branchLeaks: [Int]
  /// Place among the attributes, and the value's, that say who has nowhere else to go.
  let captive: (attribute: Int, value: Int)?
  /// Where rows without a customer happen.
  let unidentifiedAt: Choice

  /// Places among the club's codes of what is no letter's: a friend's, and the one anybody may use.
  static let friendsCode = 3
  static let anybodysCode = 4

  /// The place among the club's codes of what a letter offers; `nil` of what is no letter.
  func coupon(sentAt touchpoint: Int) -> Int? {
    if touchpoint == welcomeBack { return 5 }
    return [mailing, birthday, raffle].firstIndex { $0 == touchpoint }
  }

  /// Where people of a persona come in on a day of so many.
  func entries(_ persona: Int, day: Int, of days: Int) -> Choice {
    var own = entries[persona]
    let later = entriesLater[persona]
    for place in own.weights.indices {
      own.weights[place] = own.weights[place] * (days - day) + later.weights[place] * day
    }
    return own
  }

  /// Looks every name up, and refuses a model that names what it does not have.
  init(_ model: ClientModel) throws(SimulationError) {
    func position(_ id: String) throws(SimulationError) -> Int {
      guard let found = model.touchpoints.firstIndex(where: { $0.id == id }) else {
        throw .unknownTouchpoint(id, model: model.id)
      }
      return found
    }
    func positions(_ shares: Shares) throws(SimulationError) -> Choice {
      var found: [Int] = []
      for name in shares.names { found.append(try position(name)) }
      return Choice(touchpoints: found, weights: shares.weights)
    }
    func leaning(_ choice: Choice, _ percents: [Int]) -> Choice {
      var leaned = choice
      for (place, touchpoint) in choice.touchpoints.enumerated() {
        leaned.weights[place] = choice.weights[place] * percents[touchpoint]
      }
      return leaned
    }

    self.model = model
    let plainEntries = try positions(model.entries)
    let plainReturns = try positions(model.returnEntries)
    let plainLoops = try positions(model.loopEntries)
    var plainNext: [Choice] = []
    for touchpoint in model.touchpoints { plainNext.append(try positions(touchpoint.next)) }
    var allPercents: [[Int]] = []
    for persona in model.personas {
      var percents = [Int](repeating: 100, count: model.touchpoints.count)
      for (name, percent) in zip(persona.leanings.names, persona.leanings.weights) {
        percents[try position(name)] = percent
      }
      allPercents.append(percents)
    }
    entries = allPercents.map { leaning(plainEntries, $0) }
    let later = try positions(model.entriesLater ?? model.entries)
    var sameLater = Choice(touchpoints: plainEntries.touchpoints, weights: plainEntries.weights.map { _ in 0 })
    for (place, touchpoint) in plainEntries.touchpoints.enumerated() {
      if let own = later.touchpoints.firstIndex(of: touchpoint) { sameLater.weights[place] = later.weights[own] }
    }
    entriesLater = allPercents.map { leaning(sameLater, $0) }
    returnEntries = allPercents.map { leaning(plainReturns, $0) }
    loopEntries = allPercents.map { leaning(plainLoops, $0) }
    next = allPercents.map { percents in plainNext.map { leaning($0, percents) } }
    delivery = try position(model.afterPurchase.delivery)
    service = try positions(model.afterPurchase.service)
    if let id = model.afterPurchase.refund { refund = try position(id) } else { refund = nil }
    if let id = model.referral?.touchpoint { referral = try position(id) } else { referral = nil }
    if let club = model.club {
      mailing = try position(club.mailing)
      birthday = try position(club.birthday)
      raffle = try position(club.raffle)
    } else {
      mailing = nil
      birthday = nil
      raffle = nil
    }
    if let offer = model.welcomeBack {
      welcomeBack = try position(offer.touchpoint)
      boughtBack = try positions(offer.at)
    } else {
      welcomeBack = nil
      boughtBack = nil
    }
    if let id = model.optOut?.touchpoint { optOut = try position(id) } else { optOut = nil }
    branchLeaks = model.branches.names.map { name in
      model.branchLeaks.names.firstIndex(of: name).map { model.branchLeaks.weights[$0] } ?? 100
    }
    captive = model.captive.flatMap { rule in
      model.attributes.firstIndex { $0.name == rule.attribute }.flatMap { attribute in
        model.attributes[attribute].values.names.firstIndex(of: rule.value).map { (attribute, $0) }
      }
    }
    var decides = [Bool](repeating: false, count: model.touchpoints.count)
    for id in model.experience?.at ?? [] { decides[try position(id)] = true }
    self.decides = decides
    unidentifiedAt = try positions(model.flaws.unidentifiedAt)
  }
}
