import Findings
import Wording

/// What members of the club say of what a club is to give: belonging, attention, importance.
extension ComingBackPage {
  /// Questions about it, members beside others; `nil` where nothing of the kind was asked, or without a club.
  func clubRatings() -> Section? {
    let rated = report.satisfaction.questions.filter { $0.club?.members?.n.shown != nil }
    guard !rated.isEmpty else { return nil }
    func names(_ verdict: ClubRating.Verdict) -> RichText? {
      let own = rated.filter { $0.club?.verdict == verdict }
      return own.isEmpty ? nil : w.list(own.map(questionName))
    }
    let heading =
      names(.more).map { w("belonging.more", ["names": .text($0)]) }
      ?? names(.less).map { w("belonging.less", ["names": .text($0)]) } ?? w("belonging.open")
    let rows = rated.map { question -> Table.Row in
      let metric = question.measure.metric
      func cells(_ score: Score?) -> [Datum] {
        [datum(score, metric), caption(score, metric), score.map { answerCount($0) } ?? undefinedDatum]
      }
      let difference = question.club?.difference
      let unit = metric == .nps ? 1.0 : 100
      let told =
        difference?.shown.map { e in
          [
            Datum(value: e.value, text: w.signed(e.value * unit, places: 1)),
            text(w.numberRange(e.low * unit, e.high * unit, places: 1)),
          ]
        } ?? [Datum](repeating: missing(difference?.isHidden == true), count: 2)
      return Table.Row(
        [text(questionName(question) + " · " + measureName(question.measure))] + cells(question.club?.members)
          + cells(question.club?.others) + told)
    }
    let side = [column("sieve.column.range"), column("belonging.column.answers")]
    let table = Table(
      id: "belonging", caption: w("belonging.table"),
      columns: [column("belonging.column.what", .name), column("belonging.column.members")] + side
        + [column("belonging.column.others")] + side
        + [column("club.column.difference"), column("sieve.column.range")], rows: rows)
    return Section(
      id: "belonging", heading: heading, blocks: [.table(table), .paragraph(w("belonging.no-cause"))])
  }
}
