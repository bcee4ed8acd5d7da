import Findings
import Wording

/// Who fits each persona, what its rule asks for, and how they overlap.
struct PersonaPart: PageContent {
  let telling: Telling
  let found: PersonaFindings

  /// `nil` without personas.
  init?(_ telling: Telling) {
    guard let found = telling.report.personas else { return nil }
    (self.telling, self.found) = (telling, found)
  }

  /// The table of personas, and what overlaps.
  func section() -> Section {
    Section(
      id: "personas", heading: w("personas.heading"),
      blocks: [.paragraph(w("personas.read")), .table(table())] + notes.map { .paragraph($0) }
        + (overlaps.map { [.table($0)] } ?? [])
        + (pages.isEmpty ? [] : [.paragraph(w("groups.pages")), .choices(pages)]))
  }

  private var pages: [ChoiceRow] {
    groupChoices(section: nil).filter { row in
      row.choices.contains { choice in
        report.groupPages.indices.contains { report.groupPages[$0].isPersona && groupParts[$0] == choice.part }
      }
    }
  }

  private func name(_ place: Int) -> RichText { name(found.personas[place].persona) }
  private func name(_ persona: Persona) -> RichText { w.name(persona.name.text(w.language.code)) }

  /// What the rule of a persona asks for: all of it.
  func rule(_ place: Int) -> RichText {
    let own = found.personas[place]
    return w.list(
      own.persona.conditions.map { condition in
        let isColumn = own.columns.contains(condition.subject)
        let subject = condition.behaviour.flatMap { isColumn ? nil : w("personas.behaviour.\($0.rawValue)") }
        let value =
          switch condition.test {
          case .says(let isYes): w(isYes ? "personas.yes" : "personas.no")
          case .texts(let texts): w.list(texts.map { word($0, isColumn ? nil : condition.behaviour) })
          case .number(let span): words(span)
          }
        return w(
          "personas.condition",
          [
            "subject": .text(subject ?? columnWords(condition.subject)),
            "value": .text(value),
          ]
        )
      })
  }

  /// A column as groups by it are called, else by its header.
  private func columnWords(_ column: String) -> RichText {
    report.blueprint.groupNames.contains { $0.id == column }
      ? columnName(column) : w("personas.column-name", ["name": .name(column)])
  }

  /// A value of a column, or the name of a touchpoint or channel where that is what is asked for.
  private func word(_ text: String, _ behaviour: PersonaBehaviour?) -> RichText {
    switch behaviour {
    case .channels, .cameInChannel:
      report.catalog.channels.firstIndex { $0.id == text }.map { channelName(UInt32($0)) } ?? w.name(text)
    case .cameIn, .touchpoints: report.codeOf[text].map(touchpointName) ?? w.name(text)
    case .purchases, .amount, .touches, nil: w.value(text)
    }
  }

  private func words(_ span: NumberSpan) -> RichText {
    func number(_ millionths: Int64) -> Argument { .text(w.number(millionths: Int128(millionths))) }
    // A bound that is left out is a millionth off.
    switch (span.low == .min, span.high == .max) {
    case (false, false) where span.low == span.high: return w("personas.exactly", ["n": number(span.low)])
    case (false, false): return w("personas.between", ["low": number(span.low), "high": number(span.high)])
    case (false, true) where span.low % 1_000_000 == 1: return w("personas.above", ["n": number(span.low - 1)])
    case (false, true): return w("personas.at-least", ["n": number(span.low)])
    case (true, _) where (span.high + 1) % 1_000_000 == 0: return w("personas.below", ["n": number(span.high + 1)])
    case (true, _): return w("personas.at-most", ["n": number(span.high)])
    }
  }

  private func table() -> Table {
    let rows = found.personas.indices.map { place in
      let own = found.personas[place]
      return Table.Row([
        text(name(place)), text(rule(place)), datum(own.customers), datum(own.share), caption(own.share),
      ])
    }
    let none = Table.Row(
      [text(w("personas.none")), undefinedDatum, datum(found.none), datum(found.noneShare), caption(found.noneShare)],
      isTotal: true)
    return Table(
      id: "personas", caption: w("personas.table"),
      columns: [
        column("personas.column.persona", .name), column("personas.column.rule", .text),
        column("channels.column.customers"), column("channels.column.share"), column("sieve.column.range"),
      ], rows: rows + [none])
  }

  /// Personas that nobody fits or everybody does, and columns that stand in for what customers did.
  private var notes: [RichText] {
    found.personas.indices.flatMap { place -> [RichText] in
      let own = found.personas[place]
      let persona: KeyValuePairs<String, Argument> = ["persona": .text(name(place))]
      var notes: [RichText] = []
      if own.customers.isZero { notes.append(w("personas.nobody", persona)) }
      if own.share.shown?.value == 1 { notes.append(w("personas.everybody", persona)) }
      for condition in own.persona.conditions
      where own.columns.contains(condition.subject) && condition.behaviour != nil {
        notes.append(w("personas.is-column", ["persona": .text(name(place)), "name": .name(condition.subject)]))
      }
      return notes
    }
  }

  private var overlaps: Table? {
    let rows = found.overlaps.filter { !$0.customers.isZero }.map { own in
      Table.Row([
        text(name(own.first)), text(name(own.second)), datum(own.customers), datum(own.share),
      ])
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "persona-overlaps", caption: w("personas.overlaps"),
      columns: [
        column("personas.column.persona", .name), column("personas.column.second", .text),
        column("channels.column.customers"), column("personas.column.of-lesser"),
      ], rows: rows)
  }
}
