import Basics

/// What in a text written by a customer may tell who wrote it.
package enum PersonalDataKind: UInt32, Sendable, Equatable, CaseIterable {
  case email
  /// A payment card: 13 to 19 digits with Luhn's check digit.
  case card
  /// A bank account with its check digits.
  case iban
  case phone
  /// An Israeli identity number with its check digit.
  case identity
  /// A run of seven digits or more that is none of the above: an order, a policy, a case.
  case number
}

/// A text after scrubbing: what stays and what was masked, in order.
package enum ScrubbedPiece: Sendable, Equatable {
  case text(String)
  case masked(PersonalDataKind)
}

/// Masks e-mail addresses, cards, bank accounts, phones and identity numbers in a text, in this order.
///
/// Digits of every script become ASCII, marks of direction are dropped, and dashes and spaces of every kind become plain
/// ones, because phones hide behind them. Names and addresses cannot be found this way: quoting a text stays a decision
/// of people.
///
/// - Parameter maskLongDigits: whether other runs of seven digits or more are masked too, as in anything quoted.
package func scrubbedPieces(_ text: String, maskLongDigits: Bool = true) -> [ScrubbedPiece] {
  var pieces: [ScrubbedPiece] = []
  var run = String.UnicodeScalarView()
  for cell in scrubbedCells(text, maskLongDigits: maskLongDigits) {
    if let scalar = Unicode.Scalar(cell) {
      run.append(scalar)
      continue
    }
    if !run.isEmpty { pieces.append(.text(String(run))) }
    run = String.UnicodeScalarView()
    if cell >= maskBase, let kind = PersonalDataKind(rawValue: cell - maskBase) { pieces.append(.masked(kind)) }
  }
  if !run.isEmpty { pieces.append(.text(String(run))) }
  return pieces
}

/// The scrubbed text with a word in place of what was masked.
///
/// - Parameter label: such as "[PHONE]"; in brackets and without digits or "@", so that scrubbing again changes nothing.
package func scrub(_ text: String, maskLongDigits: Bool = true, label: (PersonalDataKind) -> String) -> String {
  scrubbedPieces(text, maskLongDigits: maskLongDigits).reduce(into: "") { result, piece in
    switch piece {
    case .text(let text): result += text
    case .masked(let kind): result += label(kind)
    }
  }
}

/// Cells from here on stand for something masked: no Unicode scalar is as large.
let maskBase: UInt32 = 0x11_0000

/// The text as scalars, with one cell beyond Unicode for each thing masked.
func scrubbedCells(_ text: String, maskLongDigits: Bool) -> [UInt32] {
  var cells = plainCells(text)
  // Most texts hold nothing to mask: neither a digit nor an at sign.
  guard cells.contains(where: { isDigit($0) || $0 == 0x40 }) else { return cells }
  // Masking parts what stood together, so that what follows may match on a second look.
  while true {
    var changed = mask(&cells, .email, emailMatch)
    changed = mask(&cells, .card, cardMatch) || changed
    changed = mask(&cells, .iban, ibanMatch) || changed
    changed = mask(&cells, .phone, phoneMatch) || changed
    changed = mask(&cells, .identity, identityMatch) || changed
    if maskLongDigits { changed = mask(&cells, .number, longDigitsMatch) || changed }
    if !changed { return cells }
  }
}

/// Replaces every match, from the start on, by one cell; says whether there was any.
///
/// - Parameter found: given the cells of each match.
@discardableResult
func mask(
  _ cells: inout [UInt32], _ kind: PersonalDataKind, _ match: ([UInt32], Int) -> Int?,
  found: (ArraySlice<UInt32>) -> Void = { _ in }
) -> Bool {
  var result: [UInt32] = []
  var copied = 0
  var i = 0
  while i < cells.count {
    guard let end = match(cells, i), end > i else {
      i += 1
      continue
    }
    found(cells[i..<end])
    result += cells[copied..<i]
    result.append(maskBase + kind.rawValue)
    i = end
    copied = end
  }
  guard copied > 0 else { return false }
  result += cells[copied...]
  cells = result
  return true
}

/// Scalars with every digit in ASCII, every dash and space plain, and what steers direction or hides taken out.
func plainCells(_ text: String) -> [UInt32] {
  var cells: [UInt32] = []
  cells.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    let v = scalar.value
    guard v >= 0x80 else {
      cells.append(v)
      continue
    }
    switch v {
    // Hebrew first: most verbatims are of nothing else.
    case 0x0590...0x05FF: cells.append(v)
    case _ where scalar.isDirectionMark: continue
    // Zero-width spaces and soft hyphens.
    case 0x200B, 0x2060, 0xFEFF, 0xAD: continue
    // Joiners make emoji and Persian words; between digits they only hide.
    case 0x200C, 0x200D: if cells.last.map(isDigit) != true { cells.append(v) }
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: cells.append(0x2D)
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: cells.append(0x20)
    case 0xFF20, 0xFE6B: cells.append(0x40)
    case 0xFF0B: cells.append(0x2B)
    default:
      if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        cells.append(0x30 + UInt32(value))
      } else {
        cells.append(v)
      }
    }
  }
  // A maqaf between digits is a dash.
  for i in cells.indices where cells[i] == 0x05BE && i > 0 && i + 1 < cells.count {
    if isDigit(cells[i - 1]), isDigit(cells[i + 1]) { cells[i] = 0x2D }
  }
  return cells
}

/// Whether a cell is an ASCII digit.
func isDigit(_ cell: UInt32) -> Bool { cell >= 0x30 && cell <= 0x39 }
