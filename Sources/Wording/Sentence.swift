import Basics

/// A phrase and what its braces hold, which a wording puts into its language.
package typealias Sentence = Basics.Sentence
/// An error that the phrase files say.
package typealias SayableError = Basics.SayableError

extension Wording {
  /// A sentence in the language.
  package func callAsFunction(_ sentence: Sentence) -> RichText {
    self(sentence.key, sentence.arguments.map { ($0.name, argument($0.value)) })
  }

  private func argument(_ value: Sentence.Value) -> Argument {
    switch value {
    case .count(let n): .count(n)
    case .number(let n): .number(n)
    case .text, .name, .code, .sentence, .list, .clauses: .text(rich(value))
    }
  }

  private func rich(_ value: Sentence.Value) -> RichText {
    switch value {
    case .count(let n), .number(let n): number(n)
    case .text(let text): RichText(text)
    case .name(let text): name(text)
    case .code(let text): .figures(text)
    case .sentence(let sentence): self(sentence)
    case .list(let values): commaSeparated(values.map(rich))
    case .clauses(let values): separated(values.map(rich), by: "format.list.apart")
    }
  }

  /// Things in a row with nothing but commas between them, as in a list of columns.
  package func commaSeparated(_ items: [RichText]) -> RichText {
    separated(items, by: "format.list.comma")
  }

  private func separated(_ items: [RichText], by key: String) -> RichText {
    let between = self(key)
    return RichText(joining: items.enumerated().flatMap { ($0 == 0 ? [] : between.runs) + $1.runs })
  }
}
