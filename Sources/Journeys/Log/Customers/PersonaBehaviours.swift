import Basics
import Reading

/// What personas ask of what customers did, ready to be asked of every customer: names as bits by code, numbers as spans.
struct PersonaBehaviours {
  /// What one persona asks.
  private struct Rule {
    var persona: Int
    /// Of the touches' bits those that must all be there.
    var asked: UInt64 = 0
    var purchases, amount, touches: NumberSpan?
  }

  private var rules: [Rule] = []
  /// The bits that a touch has by its channel and touchpoint, and those that only the first one has.
  private var ofChannel, ofTouchpoint, ofFirstChannel, ofFirstTouchpoint: [UInt64]
  private var bits: UInt64 = 0

  /// - Parameter isColumn: whether a file has a column of that name, which goes before what customers did.
  init(_ blueprint: Blueprint, _ catalog: Catalog, isColumn: (String) -> Bool) throws(ProjectFileError) {
    ofChannel = [UInt64](repeating: 0, count: catalog.channels.count)
    ofTouchpoint = [UInt64](repeating: 0, count: catalog.touchpoints.count)
    (ofFirstChannel, ofFirstTouchpoint) = (ofChannel, ofTouchpoint)
    for (place, persona) in blueprint.personas.enumerated() {
      var rule = Rule(persona: place)
      var isAsked = false
      for condition in persona.conditions where !isColumn(condition.subject) {
        guard let behaviour = condition.behaviour else { continue }
        isAsked = true
        switch behaviour {
        case .purchases: rule.purchases = try condition.span(blueprint)
        case .amount: rule.amount = try condition.span(blueprint)
        case .touches: rule.touches = try condition.span(blueprint)
        case .channels:
          rule.asked |= try note(condition, catalog.channels.map { ($0.id, $0.name) }, \.ofChannel, blueprint)
        case .cameInChannel:
          rule.asked |= try note(condition, catalog.channels.map { ($0.id, $0.name) }, \.ofFirstChannel, blueprint)
        case .cameIn:
          rule.asked |= try note(
            condition, catalog.touchpoints.map { ($0.id, $0.name) }, \.ofFirstTouchpoint, blueprint)
        case .touchpoints:
          rule.asked |= try note(condition, catalog.touchpoints.map { ($0.id, $0.name) }, \.ofTouchpoint, blueprint)
        }
      }
      if isAsked { rules.append(rule) }
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  /// A bit of its own for a condition, at the codes that it names.
  private mutating func note(
    _ condition: PersonaCondition, _ things: [(id: String, name: LocalizedText)],
    _ codes: WritableKeyPath<Self, [UInt64]>, _ blueprint: Blueprint
  ) throws(ProjectFileError) -> UInt64 {
    let bit = UInt64(1) << bits
    bits += 1
    for code in try condition.codes(of: things, blueprint) { self[keyPath: codes][code] |= bit }
    return bit
  }

  /// By persona that asks, and customer of the part, whether what the customer did fits.
  func fits(_ log: EventLog, _ rules: CycleRules) -> [(persona: Int, fits: [Bool])] {
    var fits = self.rules.map { (persona: $0.persona, fits: [Bool](repeating: false, count: log.customerCount)) }
    let asksPurchases = self.rules.contains { $0.purchases != nil || $0.amount != nil }
    var cutter = CycleCutter(rules, log.catalog)
    for customer in 0..<log.customerCount {
      var (has, touches) = (UInt64(0), Int64(0))
      for event in log.journey(of: customer) where log.isOfPersonas(event.time) {
        let (touchpoint, channel) = (Int(event.touchpoint), Int(event.channel))
        guard log.columns.isCustomerTouch[touchpoint] else { continue }
        has |= ofTouchpoint[touchpoint] | (touches == 0 ? ofFirstTouchpoint[touchpoint] : 0)
        if channel < ofChannel.count { has |= ofChannel[channel] | (touches == 0 ? ofFirstChannel[channel] : 0) }
        touches += 1
      }
      var (purchases, amount) = (Int64(0), Int64(0))
      if asksPurchases, touches > 0 {
        cutter.cut(log, customer: customer)
        for purchase in cutter.customer.purchases
        where !purchase.isCancelled && log.isOfPersonas(log[purchase.event].time) {
          purchases += 1
          guard !log.amounts.isEmpty, log.amounts[purchase.event] != .min else { continue }
          let (sum, isTooMuch) = amount.addingReportingOverflow(log.amounts[purchase.event])
          amount = isTooMuch ? .max : sum
        }
      }
      for (place, rule) in self.rules.enumerated() {
        fits[place].fits[customer] =
          has & rule.asked == rule.asked && rule.touches?.contains(touches * 1_000_000) ?? true
          && rule.purchases?.contains(purchases * 1_000_000) ?? true && rule.amount?.contains(amount) ?? true
      }
    }
    return fits
  }
}

extension EventLog {
  /// Whether personas look at a time: in the report's period, on no day left out, and observed.
  fileprivate func isOfPersonas(_ time: Int64) -> Bool {
    period.contains(time) && time <= observedUntil && (excluded.isEmpty || !excluded.contains(time))
  }
}

extension PersonaCondition {
  /// The numbers asked for; one alone is that number.
  fileprivate func span(_ blueprint: Blueprint) throws(ProjectFileError) -> NumberSpan {
    switch test {
    case .number(let span): return span
    case .texts(let texts):
      if texts.count == 1, let value = millionths(written: texts[0]) { return NumberSpan(value) }
    case .says: break
    }
    throw fail(
      blueprint,
      Sentence("error.project.persona-number", ["what": .key("personas.where." + subject)]))
  }

  /// The codes of the things that the texts name, by id or by a name in any language.
  fileprivate func codes(
    of things: [(id: String, name: LocalizedText)], _ blueprint: Blueprint
  ) throws(ProjectFileError) -> [Int] {
    guard case .texts(let texts) = test else {
      throw fail(blueprint, Sentence("error.project.persona-names", ["what": .key("personas.where." + subject)]))
    }
    var codes: [Int] = []
    for text in texts {
      let found = things.indices.filter { code in
        matches(text, things[code].id)
          || things[code].name.entries.contains { !$0.code.contains("-") && matches(text, $0.text) }
      }
      guard !found.isEmpty else {
        let known = things.map(\.id)
        let meant = Sentence.Value.meant(text, among: known)
        let list = Sentence("error.hint.declared", ["known": .list(known.prefix(20).map { .name($0) })])
        throw fail(
          blueprint,
          Sentence(
            "error.project.no-persona-thing",
            [
              "what": .key("personas.where." + subject), "id": .name(clipped(text)),
              "hint": meant != .nothing ? meant : known.isEmpty ? .nothing : .sentence(list),
            ]))
      }
      codes += found
    }
    return codes
  }

  /// What is wrong, at the condition's place.
  func fail(_ blueprint: Blueprint, _ problem: Sentence) -> ProjectFileError {
    .invalid(file: blueprint.file, line: place.line, column: place.column, problem)
  }
}
