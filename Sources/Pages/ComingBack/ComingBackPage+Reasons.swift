import Findings
import Wording

/// Inactive against moved: what those who left say themselves.
extension ComingBackPage {
  /// What inactive customers answered to one question at an exit.
  func reasons(_ exit: ExitFindings, place: Int) -> Section {
    let id = place == 0 ? "exit-reasons" : "exit-reasons-\(place + 1)"
    let name = exit.wording.map { w.name($0.text(w.language.code)) } ?? w.name(exit.column)
    let share = told(exit.answered)
    let asked = w(
      "return.reasons-answered",
      [
        "name": .text(name), "share": .text(datum(exit.answered).text), "range": .text(caption(exit.answered).text),
        "n": .number(exit.answered.shown?.n ?? 0),
      ])
    guard !exit.reasons.isEmpty, share != nil else {
      return Section(
        id: id, heading: w("return.reasons-title"), blocks: [.paragraph(asked), .paragraph(w("return.reasons-few"))])
    }
    func label(_ reason: ExitFindings.Reason) -> RichText {
      reason.label.map { w.value($0) } ?? w("satisfaction.choice.others")
    }
    let bars = exit.reasons.enumerated().map { place, reason in
      BarsFigure.Bar(
        id: "\(id)-\(place + 1)", name: label(reason), note: RichText(), value: datum(reason.share),
        low: reason.share.shown?.low, high: reason.share.shown?.high, tone: .leak)
    }
    let table = Table(
      id: id, caption: w("return.reasons-table", ["name": .text(name)]),
      columns: [
        column("return.column.reason", .name), column("return.column.customers"), column("channels.column.share"),
        column("sieve.column.range"),
      ],
      rows: exit.reasons.map {
        Table.Row([text(label($0)), datum($0.customers), datum($0.share), caption($0.share)])
      })
    return Section(
      id: id,
      blocks: [
        .figure(
          FigureBlock(
            id: id, title: w("return.reasons-title"), howToRead: w("return.reasons-read"),
            figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)), table: table,
            base: customersBase, definition: "reasons")), .paragraph(asked),
      ])
  }
}
