import Findings
import Wording

// What page one rests on: rows read, customers recognised, the client's own totals.
extension SummaryPage {
  /// What the numbers rest on, a line each.
  func dataLines() -> [RichText] {
    var lines = report.quality.rowsRead > 0 ? [rowsSentence()] : []
    let quality = report.quality
    lines += [
      guess("summary.purchase-guess", quality.guessedPurchases), guess("summary.refund-guess", quality.guessedRefunds),
    ].compactMap { $0 }
    if let open = report.sieve.all.open.shown, open > 0, report.window.window != nil {
      lines.append(w("open-customers", ["n": .count(open)]))
    }
    for source in report.books.identity {
      guard let events = source.events, events < 1 || (source.money.shown ?? 1) < 1 else { continue }
      let share = precise(events)
      if let money = source.money.shown {
        lines.append(
          w(
            "summary.identity",
            ["source": .name(source.source), "events": .text(share), "money": .text(precise(money))]))
      } else {
        lines.append(w("summary.identity-events", ["source": .name(source.source), "events": .text(share)]))
      }
      if events < 0.8 { lines.append(w("summary.identity-low")) }
    }
    let apart = report.books.inCommon.filter(\.isNone)
    if apart.count > 1, let first = apart.first {
      lines.append(
        w(
          "identity.page-none-many",
          ["n": .count(apart.count), "first": .name(first.first), "second": .name(first.second)]))
    }
    for pair in apart where apart.count == 1 {
      lines.append(
        w(
          pair.hasAnswers ? "identity.page-no-answers" : "identity.page-none",
          ["first": .name(pair.first), "second": .name(pair.second)]))
    }
    if let walkIns = walkInSentence() { lines.append(walkIns) }
    if let visitors = visitorSentence() { lines.append(visitors) }
    if let n = report.journeys.cancelledBuyers.shown, n > 0 {
      lines.append(w("visitors.cancelled-only", ["n": .count(n)]))
    }
    for total in report.books.totals { lines.append(totalSentence(total)) }
    lines += countedTwiceLines()
    return lines
  }

  /// What was taken for a purchase or a refund although nobody says so; `nil` where nothing was.
  private func guess(_ key: String, _ guessed: [String]) -> RichText? {
    let codes = report.catalog.touchpoints.indices.filter { guessed.contains(report.catalog.touchpoints[$0].id) }
    guard !codes.isEmpty else { return nil }
    return w(key, ["names": .text(w.list(codes.prefix(5).map(touchpointName)))])
  }

  /// Model sentence 17: rows read, rejected, and why.
  func rowsSentence() -> RichText {
    let quality = report.quality
    var why: [RichText] = []
    for source in quality.eventSources {
      for entry in source.issues.entries {
        if entry.kind == .placeholder || entry.kind == .roundedNumber {
          why.append(
            w(
              entry.kind == .placeholder ? "identity.why.placeholder" : "identity.why.roundedNumber",
              ["n": .count(entry.count)]))
        }
        guard entry.kind == .missingValue || entry.kind == .unreadableTime || entry.kind == .farTime else { continue }
        guard let role = source.roles.first(where: { $0.column == entry.column })?.role else { continue }
        guard role == .customer || role == .time || role == .touchpoint else { continue }
        why.append(
          entry.kind == .missingValue
            ? w(
              "quality.why.missing", ["n": .count(entry.count), "what": .text(w("quality.role." + role.rawValue))])
            : w(entry.kind == .farTime ? "quality.why.far" : "quality.why.unreadable", ["n": .count(entry.count)]))
      }
    }
    let share =
      quality.rowsRead > 0
      ? w.percent(Double(quality.rowsRejected) / Double(quality.rowsRead), base: 1000) : w.undefined
    return w(
      "summary.rows",
      [
        "read": .text(words(report.rowsRead())), "n": .count(quality.rowsRejected), "share": .text(share),
        "why": .text(why.isEmpty ? RichText() : RichText(": ") + w.list(why)),
      ])
  }
}
