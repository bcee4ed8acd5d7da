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
    /// Several with semicolons between them.
    case clauses([Value])

    /// What stands in a brace that has nothing to say.
    package static let nothing = Value.text("")
  }

  /// One brace.
  package struct Entry: Sendable, Equatable {
    package var name: String
    package var value: Value
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

/// An error that the phrase files say: where, what, and what would be right.
package protocol SayableError: Error {
  /// The phrase, and what its braces hold.
  var sentence: Sentence { get }
}
