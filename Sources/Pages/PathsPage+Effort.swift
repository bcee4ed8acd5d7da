import Findings
import Wording

// What a first purchase took customers, and how often they had to ask again.
extension PathsPage {
  /// `nil` where nobody bought, or too few to speak of a middle.
  func effortSection() -> Section? {
    guard let effort = report.effort else { return nil }
    var blocks: [Block] = []
    if let middle = effortSentence() { blocks.append(.paragraph(middle)) }
    if let visits = visitsSentence() { blocks.append(.paragraph(visits)) }
    if let again = repeatedContacts() { blocks.append(.paragraph(again)) }
    guard !blocks.isEmpty else { return nil }
    if let thirds = effort.thirds.shown {
      blocks.append(
        .paragraph(
          w(
            "effort.thirds",
            [
              "points": .text(w.signed(thirds.value * 100, places: 1)),
              "range": .text(w.pointsRange(thirds.low, thirds.high)),
              "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
              "who": .text(counted("count.buyers", effort.mature)),
            ])))
    }
    return Section(id: "effort", heading: w("effort.heading"), blocks: blocks)
  }
}

extension PageContent {
  /// In how many visits the middle first purchase was made, and what ends a visit.
  func visitsSentence() -> RichText? {
    guard let visits = report.effort?.visits.shown, let pause = report.blueprint.windows.visit else { return nil }
    return w("effort.visits", ["n": .count(visits), "pause": .text(w.duration(micros: pause))])
  }

  /// Touches, changes of channel and days of the middle first purchase.
  func effortSentence() -> RichText? {
    guard let effort = report.effort, let touches = effort.touches.shown, let changes = effort.changes.shown,
      let days = effort.days.shown
    else { return nil }
    return w(
      "effort.middle",
      [
        "touches": .number(touches), "changes": .number(changes), "days": .number(days),
        "who": .text(counted("count.buyers", effort.purchases)),
      ])
  }

  /// Contacts with service after which the same customer asked again.
  func repeatedContacts() -> RichText? {
    guard let effort = report.effort, let share = effort.repeated.shown, share.n >= 30 else { return nil }
    return w(
      "effort.repeated",
      ["share": .text(percent(share)), "range": .text(range(share)), "contacts": .text(w.number(share.n))])
  }
}
