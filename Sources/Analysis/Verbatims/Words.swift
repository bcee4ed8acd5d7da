/// A word as it is counted: scalars, lower case, without points and accents.
typealias WordCells = [UInt32]

/// The words of a text after scrubbing, in order; an empty one stands where something was masked, so that nothing is read
/// across it.
///
/// Hebrew loses its points; geresh and gershayim become ' and "; letters repeated more than twice are cut to two.
func words(_ cells: [UInt32]) -> [WordCells] {
  var result: [WordCells] = []
  var word: WordCells = []
  func isLetter(_ v: UInt32) -> Bool {
    switch v {
    case 0x61...0x7A, 0x05D0...0x05EA, 0x05F0...0x05F2: return true
    case 0..<0x80: return false
    case 0x0590...0x05FF: return false
    default: return Unicode.Scalar(v)?.properties.isAlphabetic ?? false
    }
  }
  func flush() {
    // Quotes at the end are quotation marks, not part of the word.
    while let last = word.last, last == 0x27 || last == 0x22 { word.removeLast() }
    if word.contains(where: isLetter) { result.append(word) }
    word = []
  }
  for cell in cells {
    if cell >= maskBase {
      flush()
      result.append([])
      continue
    }
    guard let v = folded(cell) else { continue }
    if isLetter(v) || isDigit(v) {
      // ייי is as good as יי.
      if isLetter(v), word.count > 1, word[word.count - 1] == v, word[word.count - 2] == v { continue }
      word.append(v)
    } else if v == 0x27 || v == 0x22, !word.isEmpty {
      word.append(v)
    } else {
      flush()
      // A full stop or a line's end parts sentences: no negation reaches over it.
      if v == 0x2E || v == 0x21 || v == 0x3F || v == 0x0A { result.append([]) }
    }
  }
  flush()
  return result
}

/// One scalar as it is counted; `nil` for points and accents, which are dropped.
private func folded(_ v: UInt32) -> UInt32? {
  switch v {
  case 0x41...0x5A: return v + 0x20
  case 0..<0x80: return v
  // Hebrew points; but maqaf, paseq and sof pasuq part words.
  case 0x05BE, 0x05C0, 0x05C3, 0x05C6: return 0x20
  case 0x0591...0x05C7: return nil
  case 0x05F3, 0x2018, 0x2019, 0x60, 0xB4: return 0x27
  case 0x05F4, 0x201C, 0x201D, 0x201E: return 0x22
  case 0xFB1D...0xFB4E: return pointedLetters[Int(v - 0xFB1D)] ?? v
  // Latin letters lose their accents whether written as one scalar or two.
  case 0xC0...0xFF:
    let base = latinBases[Int(v - 0xC0)]
    return base == 0x2E ? Unicode.Scalar(v)?.properties.lowercaseMapping.unicodeScalars.first?.value : base
  case 0x0300...0x036F: return nil
  // Russian is written with е for ё as often as not.
  case 0x0401, 0x0451: return 0x0435
  default: return Unicode.Scalar(v)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? v
  }
}

private let latinBases = Array(
  "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y".unicodeScalars.map(\.value))

/// Hebrew letters that carry their point in one scalar, U+FB1D to U+FB4E, without it.
private let pointedLetters: [UInt32?] = {
  var table = [UInt32?](repeating: nil, count: 0xFB4F - 0xFB1D)
  let pairs: [(ClosedRange<UInt32>, UInt32)] = [
    (0xFB1D...0xFB1D, 0x05D9), (0xFB1F...0xFB1F, 0x05F2), (0xFB2A...0xFB2D, 0x05E9), (0xFB2E...0xFB30, 0x05D0),
    (0xFB31...0xFB31, 0x05D1), (0xFB32...0xFB32, 0x05D2), (0xFB33...0xFB33, 0x05D3), (0xFB34...0xFB34, 0x05D4),
    (0xFB35...0xFB35, 0x05D5), (0xFB36...0xFB36, 0x05D6), (0xFB38...0xFB38, 0x05D8), (0xFB39...0xFB39, 0x05D9),
    (0xFB3A...0xFB3A, 0x05DA), (0xFB3B...0xFB3B, 0x05DB), (0xFB3C...0xFB3C, 0x05DC), (0xFB3E...0xFB3E, 0x05DE),
    (0xFB40...0xFB40, 0x05E0), (0xFB41...0xFB41, 0x05E1), (0xFB43...0xFB43, 0x05E3), (0xFB44...0xFB44, 0x05E4),
    (0xFB46...0xFB46, 0x05E6), (0xFB47...0xFB47, 0x05E7), (0xFB48...0xFB48, 0x05E8), (0xFB49...0xFB49, 0x05E9),
    (0xFB4A...0xFB4A, 0x05EA), (0xFB4B...0xFB4B, 0x05D5), (0xFB4C...0xFB4C, 0x05D1), (0xFB4D...0xFB4D, 0x05DB),
    (0xFB4E...0xFB4E, 0x05E4),
  ]
  for (range, letter) in pairs { for v in range { table[Int(v - 0xFB1D)] = letter } }
  return table
}()
