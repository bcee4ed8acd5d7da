import Findings
import Wording

extension SatisfactionPage {
  /// What people chose from a list: reasons for leaving, where they went. One figure a question, in shares with n.
  func choiceSections() -> [Section] {
    let shown = surveys.choices.filter { !$0.options.isEmpty }
    var sections = shown.enumerated().map { place, choice in
      let id = place == 0 ? "choice" : "choice-\(place + 1)"
      return Section(id: id, blocks: [.figure(choiceFigure(choice, id))])
    }
    let silent = surveys.choices.filter { $0.options.isEmpty }
    if !silent.isEmpty {
      sections.append(
        Section(
          id: "choices-hidden", heading: w("satisfaction.choice.hidden-title"),
          blocks: [
            .paragraph(
              w(
                "satisfaction.choice.hidden",
                [
                  "names": .text(w.list(silent.map(choiceName))), "k": .number(report.blueprint.privacy.ratings),
                  "few": .number(report.fewestPeople),
                ]))
          ]))
    }
    return sections
  }

  private func choiceFigure(_ choice: ChoiceShares, _ id: String) -> FigureBlock {
    let name = choiceName(choice)
    var title = w("satisfaction.choice.title", ["name": .text(name)])
    if choice.leads, let first = choice.options.first {
      title = w(
        "satisfaction.choice.title-leads",
        ["name": .text(name), "answer": .text(w.value(first.label)), "share": .text(shareText(first.part, choice))])
    }
    var parts = choice.options.map { (name: w.value($0.label), part: $0.part) }
    if let others = choice.others { parts.append((w("satisfaction.choice.others"), others)) }
    let bars = parts.enumerated().map { place, entry in
      BarsFigure.Bar(
        id: "\(id)-\(place + 1)", name: entry.name, note: answers(entry.part.n), value: shareDatum(entry.part, choice),
        low: entry.part.share.shown?.low, high: entry.part.share.shown?.high)
    }
    return FigureBlock(
      id: id, title: title,
      howToRead: w(choice.isWeighted ? "satisfaction.choice.read-weighted" : "satisfaction.choice.read"),
      figure: .bars(
        BarsFigure(
          style: .bars, bars: bars,
          maximum: max(0.01, parts.compactMap { $0.part.share.shown?.high }.max() ?? 1), ticks: [])),
      table: Table(
        id: id, caption: w("satisfaction.choice.table", ["name": .text(name)]),
        columns: [
          column("satisfaction.column.answer", .name), column("satisfaction.column.answers"),
          column("satisfaction.column.share"), column("sieve.column.range"),
        ],
        rows: parts.map { entry in
          Table.Row([
            text(entry.name), datum(entry.part.n), shareDatum(entry.part, choice), caption(entry.part.share),
          ])
        }),
      base: typeName(choice.type) + " · "
        + w("base.answers", ["n": .text(answers(choice.n)), "period": .text(period)]),
      definition: "choice")
  }

  /// What a question is about, in the client's words where it has some.
  private func choiceName(_ choice: ChoiceShares) -> RichText {
    if let wording = choice.wording?.text(w.language.code) { return w.name(wording) }
    if let touchpoint = choice.touchpoint { return touchpointName(id: touchpoint) + " · " + w.name(choice.column) }
    if let department = choice.department { return surveyName(department) + " · " + w.name(choice.column) }
    return w.name(choice.column)
  }

  private func shareText(_ part: ChoiceShares.Part, _ choice: ChoiceShares) -> RichText {
    shareDatum(part, choice).text
  }

  /// A share as a percent; "7 of 18" of few answers that each count once.
  private func shareDatum(_ part: ChoiceShares.Part, _ choice: ChoiceShares) -> Datum {
    guard choice.isWeighted, let share = part.share.shown else { return datum(part.share) }
    return Datum(
      value: share.value, text: w.percent(share.value, base: min(share.n, 999)),
      state: choice.state == .solid ? .shown : .directional)
  }
}
