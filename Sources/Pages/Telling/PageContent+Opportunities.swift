import Findings
import Wording

// Opportunities in words: what each is worth, who sees to it, what to look at first, and what was decided.
extension PageContent {
  /// "Customers stop before they buy".
  func kindWords(_ kind: OpportunityKind) -> RichText { w("todo.kind." + kind.rawValue) }

  /// "A year", or "in this period".
  var gainPeriod: RichText { w(report.holes?.isPerYear == true ? "holes.per-year" : "holes.in-period") }

  /// What an opportunity is worth: in money where amounts may be told, else in purchases.
  func worth(_ gain: Gain) -> Datum {
    if let money = gain.money.shown { return Datum(value: money.value, text: moneyRange(money)) }
    guard let purchases = gain.purchases.shown else { return missing(gain.purchases.isHidden) }
    return Datum(value: purchases.value, text: purchaseWords(purchases))
  }

  private func purchaseWords(_ price: PriceRange) -> RichText {
    w("todo.purchases", ["range": .text(w.numberRange(whole(price.low), whole(price.high)))])
  }

  /// On which assumption, and how sure: "12 to 31 more purchases a year, if half of those …; the range is wide".
  func assumption(_ own: Opportunity) -> RichText {
    let purchases = own.gain.money.shown == nil ? nil : own.gain.purchases.shown
    let more = purchases.map { w("todo.assumption-purchases", ["purchases": .text(purchaseWords($0))]) }
    return w(
      "todo.assumption",
      [
        "purchases": .text(more ?? RichText()), "period": .text(gainPeriod),
        "if": .text(w("todo.if." + own.kind.rawValue)), "sure": .text(certaintyWords(own)),
      ])
  }

  func certaintyWords(_ own: Opportunity) -> RichText { w("todo.certainty." + own.certainty.rawValue) }

  /// The department that owns a touchpoint, or that nobody is named.
  func ownerName(_ department: Int?) -> RichText {
    department.map { w.name(report.catalog.departments[$0].name.text(w.language.code)) } ?? w("todo.owner-none")
  }

  /// How to read places to begin with, and, where one of them has no owner, what to declare.
  func placesRead(_ read: RichText, _ actions: [Action]) -> RichText {
    let none = ownerName(nil)
    guard actions.contains(where: { $0.asides.contains { $0.text == none } }) else { return read }
    return read + " " + w("todo.owner-missing")
  }

  /// What to look at first.
  func lookWords(_ look: Opportunity.FirstLook) -> RichText {
    switch look {
    case .note(let note):
      let words = w.name(note.text.text(w.language.code))
      return w(note.isQuote ? "todo.look.quote" : "todo.look.note", ["text": .text(words)])
    case .words(let terms): return w("todo.look.words", ["words": .text(w.list(terms.map(termText)))])
    case .listen: return w("todo.look.listen")
    case .goThrough: return w("todo.look.go-through")
    }
  }

  /// A row of a workshop's sheet in a line: what, who, until when, and how far it is.
  func decisionWords(_ own: Decision) -> RichText {
    var parts: [RichText] = []
    if let text = own.decision { parts.append(w.name(text)) }
    if let text = own.owner { parts.append(w("todo.decided.owner", ["owner": .text(w.name(text))])) }
    if let day = own.due { parts.append(w("todo.decided.due", ["date": .text(w.date(day.year, day.month, day.day))])) }
    if let day = own.doneOn {
      parts.append(w("todo.decided.done-on", ["date": .text(w.date(day.year, day.month, day.day))]))
    } else if let status = own.status {
      parts.append(w("todo.status." + status.rawValue))
    }
    if parts.isEmpty { parts = [own.effort, own.cost].compactMap { $0.map { w.name($0) } } }
    let comma = w("format.list.apart")
    return parts.dropFirst().reduce(parts.first ?? RichText()) { $0 + comma + $1 }
  }

  /// What was decided about an opportunity, in one line; nothing where nobody has decided.
  func decidedWords(_ own: Opportunity) -> RichText {
    own.decisions.map(decisionWords).reduce(RichText()) { $0.isEmpty ? $1 : $0 + " · " + $1 }
  }

  /// Who owns a touchpoint, and what to look at first there.
  func asides(at id: String) -> [Action.Aside] {
    let surveyed = surveys.touchpoints.first { $0.id == id }?.department.map { surveyName($0) }
    let department = report.codeOf[id].flatMap { report.catalog.touchpoints[$0].department }
    return [
      Action.Aside(
        label: w("todo.column.owner"), text: department == nil ? surveyed ?? ownerName(nil) : ownerName(department)),
      Action.Aside(label: w("todo.column.look"), text: lookWords(report.firstLook(at: id))),
    ]
  }

  /// The touchpoint's card, where it has one.
  func card(_ code: Int) -> String? { drawn.contains(code) ? report.catalog.touchpoints[code].id : nil }

  /// An opportunity as a row of places to begin with.
  ///
  /// - Parameter sentence: who loses what there.
  func action(_ own: Opportunity, _ sentence: RichText, tag: RichText) -> Action {
    var asides = self.asides(at: report.catalog.touchpoints[own.code].id)
    let decided = decidedWords(own)
    if !decided.isEmpty { asides.append(Action.Aside(label: w("todo.column.decided"), text: decided)) }
    if let payback = paybackWords(own) { asides.append(Action.Aside(label: w("todo.column.payback"), text: payback)) }
    return Action(
      title: touchpointName(own.code), sentence: sentence, value: worth(own.gain), note: assumption(own), tag: tag,
      card: card(own.code), bar: Action.Bar(own.gain.lost, of: own.gain.customers),
      asides: asides)
  }
}
