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
    let paged = pagedGroups
    return groupChoices(section: nil) { paged[$0].isPersona }
  }

  private func name(_ place: Int) -> RichText { name(found.personas[place].persona) }
  private func name(_ persona: Persona) -> RichText { w.name(persona.name.text(w.language.code)) }

  /// What the rule of a persona asks for: all of it.
  func rule(_ place: Int) -> RichText {
    PersonaRule(telling: telling, persona: found.personas[place].persona, columns: found.personas[place].columns).words
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
