import Findings
import Wording

/// What the rule of a persona asks for, in words.
struct PersonaRule: PageContent {
  let telling: Telling
  let persona: Persona
  /// The names in it that are columns of files, and no behaviour.
  let columns: [String]

  /// All of it.
  var words: RichText {
    w.list(
      persona.conditions.map { condition in
        let isColumn = columns.contains(condition.subject)
        let subject = condition.behaviour.flatMap { isColumn ? nil : w("personas.behaviour.\($0.rawValue)") }
        let value =
          switch condition.test {
          case .says(let isYes): w(isYes ? "personas.yes" : "personas.no")
          case .texts(let texts): w.list(texts.map { word($0, isColumn ? nil : condition.behaviour) })
          case .number(let span): number(span)
          }
        return w(
          "personas.condition",
          ["subject": .text(subject ?? columnWords(condition.subject)), "value": .text(value)])
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

  private func number(_ span: NumberSpan) -> RichText {
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
}
