import Findings
import Wording

extension SummaryPage {
  /// How many customers and how many visitors there are, and in which counts both are.
  func visitorSentence() -> RichText? {
    guard visitorsApart else { return nil }
    guard let known = report.journeys.known.shown, let visitors = report.journeys.visitors.shown else {
      return w("visitors.hidden", ["key": .text(.figures("recognised: only"))])
    }
    return w(
      report.journeys.active == report.journeys.known ? "visitors.both" : "visitors.listed",
      [
        "n": .count(known), "visitors": .text(visitorWords(visitors)), "active": .text(words(report.journeys.active)),
        "key": .text(.figures("recognised: only")),
      ])
  }

  /// Where few of the events are recognised customers', the headline speaks of those customers; `nil` where it need not.
  func recognisedHeadline() -> RichText? {
    guard let recognition = report.recognition, recognition.isLow else { return nil }
    var parts: [RichText] = []
    if isFunnelDrawn,
      let main = recognisedFunnel(
        "recognised.headline", none: "recognised.headline-none", all: "recognised.headline-all")
    {
      parts.append(main)
    }
    if let names = tiedLeaks {
      parts.append(w("recognised.leak-tied", ["names": .text(names)]))
    } else if let worst = leaks.first {
      parts.append(w("recognised.leak-headline", ["name": .text(spokenName(worst.code))]))
    }
    return parts.isEmpty ? nil : parts.dropFirst().reduce(parts[0]) { $0 + " " + $1 }
  }

  /// How much of what happened is recognised customers', and what follows for the figures; `nil` where it is enough.
  var recognitionSentence: RichText? {
    guard let recognition = report.recognition, recognition.isLow, let share = recognition.eventShare.shown else {
      return nil
    }
    return w("recognised.low", ["share": .text(percent(share)), "limit": .text(w.percent(RecognitionFindings.enough))])
  }

  /// The funnel's share among recognised customers, beside that of all; empty where enough is recognised.
  var recognisedFunnelSentence: RichText {
    guard report.recognition?.isLow == true,
      let sentence = recognisedFunnel(
        "recognised.funnel", none: "recognised.funnel-none", all: "recognised.funnel-all")
    else {
      return RichText()
    }
    return " " + sentence
  }

  /// The funnel page's headline where few are recognised; `nil` where it need not speak of them.
  var recognisedFunnelHeadline: RichText? {
    guard report.recognition?.isLow == true else { return nil }
    return recognisedFunnel(
      "recognised.funnel-headline", none: "recognised.funnel-headline-none", all: "recognised.funnel-headline-all")
  }

  private func recognisedFunnel(_ key: String, none: String, all: String) -> RichText? {
    guard let outside = report.recognition?.outside.shown else { return nil }
    if outside.value >= 1 { return w(none) }
    if outside.value <= 0 { return w(all) }
    return w(
      key,
      [
        "in": .text(w.percent(1 - outside.value, base: outside.n)),
        "out": .text(w.percent(outside.value, base: outside.n)),
      ])
  }

  /// Sales to people nobody knows; `nil` where there are none.
  func walkInSentence() -> RichText? {
    let walkIns = report.books.walkIns
    if walkIns.isHidden { return w("identity.walk-ins-few", ["k": .number(report.fewestPeople)]) }
    guard let n = walkIns.shown, n > 0 else { return nil }
    guard let amount = report.books.walkInAmount.shown else { return w("identity.walk-ins", ["n": .count(n)]) }
    return w("identity.walk-ins-money", ["n": .count(n), "money": .text(w.money(amount))])
  }
}
