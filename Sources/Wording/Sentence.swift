/// A phrase and what its braces hold, before a language is chosen: an error, a step, a line of `masa check`.
package struct Sentence: Sendable, Equatable {
  /// What a brace holds.
  package indirect enum Value: Sendable, Equatable {
    /// A number of things, which selects the plural form.
    case count(Int)
    /// A number that counts nothing the phrase agrees with.
    case number(Int)
    /// Text that is the same in every language: a row's number, a version.
    case text(String)
    /// A client's own name, a file, a column: isolated from the text around it.
    case name(String)
    /// What is written in the project file or on the command line: isolated left to right.
    case code(String)
    /// Another sentence.
    case sentence(Sentence)
    /// Several in a row, with commas between them.
    case list([Value])
  }

  /// One brace.
  package struct Entry: Sendable, Equatable {
    var name: String
    var value: Value
  }

  /// The phrase.
  package var key: String
  /// What its braces hold.
  package var arguments: [Entry]

  /// A phrase with its arguments by name.
  package init(_ key: String, _ arguments: KeyValuePairs<String, Value> = [:]) {
    self.key = key
    self.arguments = arguments.map { Entry(name: $0.key, value: $0.value) }
  }

  /// The same sentence with more arguments.
  package func with(_ more: KeyValuePairs<String, Value>) -> Sentence {
    var sentence = self
    sentence.arguments += more.map { Entry(name: $0.key, value: $0.value) }
    return sentence
  }
}

extension Wording {
  /// A sentence in the language.
  package func callAsFunction(_ sentence: Sentence) -> RichText {
    self(sentence.key, sentence.arguments.map { ($0.name, argument($0.value)) })
  }

  private func argument(_ value: Sentence.Value) -> Argument {
    switch value {
    case .count(let n): .count(n)
    case .number(let n): .number(n)
    case .text, .name, .code, .sentence, .list: .text(rich(value))
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
    }
  }

  /// Things in a row with nothing but commas between them, as in a list of columns.
  package func commaSeparated(_ items: [RichText]) -> RichText {
    let comma = self("format.list.comma")
    return RichText(joining: items.enumerated().flatMap { ($0 == 0 ? [] : comma.runs) + $1.runs })
  }
}
