/// What one cell of a question with a scale says.
enum AnswerCell: Equatable {
  case score(Int32)
  /// A declared code for "no answer".
  case declined
  /// A number outside the scale, or no number.
  case stray
}

/// Reads cells of one question: each distinct text once.
struct SurveyScale {
  let scale: ClosedRange<Int32>
  private let isReversed: Bool
  private let missingTexts: [String]
  private let missingNumbers: [Double]

  init(_ question: QuestionDeclaration, scale: ClosedRange<Int32>) {
    self.scale = scale
    isReversed = question.isReversed
    missingTexts = question.missing.map { plain($0).lowercased() }
    missingNumbers = question.missing.compactMap { Double(plain($0)) }
  }

  /// The score of a cell: the number it begins with, as of "10 - Extremely likely".
  func cell(_ raw: String) -> AnswerCell {
    let text = plain(raw)
    if missingTexts.contains(text.lowercased()) { return .declined }
    guard let number = leadingNumber(text) else { return .stray }
    if missingNumbers.contains(number) { return .declined }
    guard number == number.rounded(), number >= Double(scale.lowerBound), number <= Double(scale.upperBound) else {
      return .stray
    }
    let score = Int32(number)
    return .score(isReversed ? scale.lowerBound + scale.upperBound - score : score)
  }
}

/// The number a text begins with; `nil` when it begins with none, or runs on into a word ("2nd").
func leadingNumber(_ text: String) -> Double? {
  let bytes = Array(text.utf8)
  var i = 0
  while i < bytes.count, [UInt8(ascii: "("), UInt8(ascii: "[")].contains(bytes[i]) { i += 1 }
  var digits: [UInt8] = []
  if i < bytes.count, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
    digits.append(bytes[i])
    i += 1
  }
  let first = i
  while i < bytes.count, (48...57).contains(bytes[i]) {
    digits.append(bytes[i])
    i += 1
  }
  guard i > first, i - first <= 9 else { return nil }
  if i + 1 < bytes.count, bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ","),
    (48...57).contains(bytes[i + 1])
  {
    digits.append(UInt8(ascii: "."))
    i += 1
    while i < bytes.count, (48...57).contains(bytes[i]) {
      digits.append(bytes[i])
      i += 1
    }
  }
  if i < bytes.count {
    let next = bytes[i]
    let isLetter = (65...90).contains(next) || (97...122).contains(next)
    if isLetter { return nil }
  }
  return Double(String(decoding: digits, as: UTF8.self))
}

/// A cell's text without marks of direction and without the white space around it.
func plain(_ text: String) -> String {
  // Most cells are ids and numbers, and have nothing to take away.
  let bytes = text.utf8
  if let first = bytes.first, let last = bytes.last, first > 32, last > 32, bytes.allSatisfy({ $0 < 0x80 }) { return text }
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
    case 0xA0: scalars.append(" ")
    default: scalars.append(scalar)
    }
  }
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}
