/// The number in an answer such as `10 - Extremely likely`, `5 – מרוצים מאוד`, `Satisfied (4)`, `9/10`, `4,5` or `٥`: the
/// one it begins with, ends with or puts in brackets.
///
/// Marks of direction are passed over, and the decimal digits of every script are read as digits. Ranges, dates, times of
/// day, several choices, numbers glued to letters and numbers amidst words (`3-4`, `3 or 4`, `1, 3`, `10:30`, `A5`,
/// `called 3 times`) are no answers to a scale, and `3/4` is none because no scale that people answer out of ends with 4.
package struct AnswerNumber: Sendable, Equatable {
  /// The number itself.
  package var value: Double
  /// The top of the scale it is said to be out of, as 10 in `9/10`: it is no answer on a scale with another top.
  package var outOf: Double?
  /// Whether the text holds nothing else.
  package var isAlone: Bool

  /// Tops of the scales that answers are given out of; `3/4` is rather a choice of two points.
  static let tops: [Double] = [5, 7, 10, 100]

  /// A point that words or stars stand for.
  init(point: Double) {
    value = point
    outOf = nil
    isAlone = true
  }

  /// The number of a cell; `nil` where it has none, or more than one.
  package init?(_ text: String) {
    guard text.utf8.count <= 2000 else { return nil }
    var scan = AnswerScan(withoutDirectionMarks(text))
    guard let start = scan.nextDigit() else { return nil }
    guard let found = scan.compound() else { return nil }
    let (before, after) = (scan.scalars[..<start], scan.scalars[scan.index...])
    if before.contains(where: \.properties.isAlphabetic) {
      // Amidst words a number counts something; where a label ends, or in brackets, it is the label's point.
      let isBracketed = scan.isBracketed(start)
      guard isBracketed || !after.contains(where: \.properties.isAlphabetic), scan.nextDigit() == nil else {
        return nil
      }
    }
    (value, outOf) = found
    isAlone =
      before.allSatisfy { $0.properties.isWhitespace || $0 == "+" || AnswerScan.isDash($0) }
      && after.allSatisfy(\.properties.isWhitespace)
  }
}

/// A walk over the text of an answer, from one number to the next.
private struct AnswerScan {
  let scalars: [Unicode.Scalar]
  var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Moves to the next digit; `nil` at the end.
  mutating func nextDigit() -> Int? {
    while index < scalars.count, digit(scalars[index]) == nil { index += 1 }
    return index < scalars.count ? index : nil
  }

  /// One number and what it is out of, or `nil` for what is more than one: moves behind it either way.
  mutating func compound() -> (value: Double, outOf: Double?)? {
    let start = index
    guard let first = plainNumber() else { return nil }
    let before = start > 0 ? scalars[start - 1] : " "
    if Self.isGlue(before) || (index < scalars.count && Self.isGlue(scalars[index])) { return nil }
    var value = first
    // A minus belongs to the number only where nothing but space or a bracket stands before it.
    if Self.isDash(before) {
      let earlier = start > 1 ? scalars[start - 2] : " "
      if earlier.properties.isWhitespace || earlier == "(" { value = -first }
    }
    guard let joint = joint() else { return (value, nil) }
    index = joint.next
    guard let second = plainNumber(), joint.isOutOf, value >= 0, first <= second, AnswerNumber.tops.contains(second)
    else { return nil }
    if index < scalars.count, Self.isGlue(scalars[index]) || scalars[index] == "/" || scalars[index] == ":" {
      return nil
    }
    return (value, second)
  }

  /// Whether the number that began there stands in brackets of its own.
  func isBracketed(_ start: Int) -> Bool {
    guard start > 0, index < scalars.count else { return false }
    return (scalars[start - 1] == "(" && scalars[index] == ")") || (scalars[start - 1] == "[" && scalars[index] == "]")
  }

  /// Words that tie two numbers, and whether the second is what the first is out of.
  private static let tyingWords: [(words: [String], isOutOf: Bool)] = [
    (["of"], true), (["out", "of"], true), (["מתוך"], true), (["to"], false), (["or"], false), (["and"], false),
    (["עד"], false), (["או"], false),
  ]

  /// What ties a number to the one behind it: `5-10`, `5 – 10`, `9/10`, `10:30`, `1; 3`, `3 or 4`, `9 out of 10`, `1 234`.
  private func joint() -> (isOutOf: Bool, next: Int)? {
    let place = pastSpace(index)
    guard place < scalars.count else { return nil }
    let mark = scalars[place]
    if mark == ":" {
      return place == index && place + 1 < scalars.count && digit(scalars[place + 1]) != nil ? (false, place + 1) : nil
    }
    if ["/", ",", ";", "|", "&", "+", "~"].contains(mark) || Self.isDash(mark) {
      let next = pastSpace(place + 1)
      return next < scalars.count && digit(scalars[next]) != nil ? (mark == "/", next) : nil
    }
    var words: [String] = []
    var next = place
    while next < scalars.count, scalars[next].properties.isAlphabetic, words.count < 3 {
      var word = String.UnicodeScalarView()
      while next < scalars.count, scalars[next].properties.isAlphabetic {
        word.append(scalars[next])
        next += 1
      }
      words.append(String(word).lowercased())
      next = pastSpace(next)
    }
    guard next < scalars.count, digit(scalars[next]) != nil else { return nil }
    if words.isEmpty { return (false, next) }
    return Self.tyingWords.first { $0.words == words }.map { ($0.isOutOf, next) }
  }

  private func pastSpace(_ from: Int) -> Int {
    var index = from
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    return index
  }

  /// Digits with their marks for thousands and decimals.
  private mutating func plainNumber() -> Double? {
    var bytes: [UInt8] = []
    while index < scalars.count {
      if let value = digit(scalars[index]) {
        bytes.append(0x30 + value)
      } else if let mark = Self.separator(scalars[index]), index + 1 < scalars.count, digit(scalars[index + 1]) != nil {
        bytes.append(mark)
      } else {
        break
      }
      index += 1
    }
    let count = bytes.count
    guard count > 0, count <= 30 else { return nil }
    bytes.append(contentsOf: repeatElement(0, count: overread))
    let millionths = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { NumberParser.decimal($0, count) } ?? NumberParser.missing
    }
    return millionths == NumberParser.missing ? nil : Double(millionths) / 1_000_000
  }

  /// What parts decimals or thousands, as the byte that numbers have for it.
  private static func separator(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case ".", "\u{66B}": 0x2E
    case ",", "\u{66C}": 0x2C
    default: nil
    }
  }

  /// Letters, and halves and powers that change the number beside them.
  private static func isGlue(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x5BE, 0x2010...0x2015, 0x2212: true
    default: false
    }
  }
}

/// The value of a decimal digit of any script; `nil` for other characters, numerals such as Ⅳ and ½ among them.
private func digit(_ scalar: Unicode.Scalar) -> UInt8? {
  if scalar.isASCII { return scalar >= "0" && scalar <= "9" ? UInt8(scalar.value - 0x30) : nil }
  guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
  return UInt8(value)
}
