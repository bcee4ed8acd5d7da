/// What one cell of a question says, before a scale is laid against it.
package enum AnswerValue: Sendable, Equatable {
  /// A number, which may or may not be a point of the question's scale.
  case number(AnswerNumber)
  /// A code for "no answer".
  case declined
  /// Words, or more numbers than one.
  case words
}

/// Reads the cells of one question: the one place where an answer becomes a number, for the guess and for the report.
package struct AnswerParser: Sendable {
  private let missingTexts: Set<String>
  private let missingNumbers: [ClosedRange<Double>]
  private let labels: [String: String]

  /// A parser of a question's cells.
  ///
  /// - Parameters:
  ///   - missing: cells that are no answer, compared as text without case, and as numbers where they are nothing else.
  ///   - missingNumbers: numbers that are no answers.
  ///   - labels: what the question's codes stand for: a cell with a label is read as its code.
  package init(missing: [String] = [], missingNumbers: [ClosedRange<Double>] = [], labels: [AnswerLabel] = []) {
    missingTexts = Set(missing.map { plain($0).lowercased() })
    let codes = missing.compactMap { AnswerNumber($0) }.filter { $0.isAlone && $0.outOf == nil }.map(\.value)
    self.missingNumbers = codes.map { $0...$0 } + missingNumbers
    self.labels = Dictionary(labels.map { ($0.label, $0.code) }) { first, _ in first }
  }

  /// What a cell says.
  package func value(of cell: String) -> AnswerValue {
    if isDeclinedText(cell) { return .declined }
    guard let number = AnswerNumber(cell) ?? labels[cell].flatMap({ AnswerNumber($0) }) else { return .words }
    return isDeclined(number) ? .declined : .number(number)
  }

  /// Whether a cell of an open question is a code for "no answer".
  package func isDeclined(_ cell: String) -> Bool {
    if isDeclinedText(cell) { return true }
    // Sentences are many and long: they are searched for a number only where a number declines.
    guard !missingNumbers.isEmpty, let number = AnswerNumber(cell) else { return false }
    return isDeclined(number)
  }

  private func isDeclinedText(_ cell: String) -> Bool {
    !missingTexts.isEmpty && missingTexts.contains(plain(cell).lowercased())
  }

  private func isDeclined(_ number: AnswerNumber) -> Bool { missingNumbers.contains { $0.contains(number.value) } }
}

/// The points of a question's scale.
package struct AnswerScale: Sendable {
  /// The lowest and the highest point.
  package var points: ClosedRange<Int32>
  /// A high answer is bad: scores are turned around within the scale.
  package var isReversed = false

  /// A scale of whole points.
  package init(_ points: ClosedRange<Int32>, isReversed: Bool = false) {
    self.points = points
    self.isReversed = isReversed
  }

  /// The score of a number; `nil` for one between two points, beyond the scale, or out of another top.
  package func score(_ number: AnswerNumber) -> Int32? {
    let (low, high) = (Double(points.lowerBound), Double(points.upperBound))
    guard number.value == number.value.rounded(), number.value >= low, number.value <= high,
      number.outOf.map({ $0 == high }) ?? true
    else { return nil }
    let score = Int32(number.value)
    return isReversed ? points.lowerBound + points.upperBound - score : score
  }
}
