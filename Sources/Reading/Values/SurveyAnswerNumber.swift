/// The number of an answer such as `10 - Extremely likely`, `5 – מרוצים מאוד`, `(4) Good`, `9/10` or `4,5`: the one it
/// begins with, or the only one in it.
///
/// Marks of direction are passed over and Arabic digits read as digits. Ranges, dates, times of day and numbers glued to
/// letters (`5-10`, `10:30`, `A5`) are no answers to a scale: `nil`.
package func answerNumber(_ text: String) -> Double? {
  guard text.utf8.count <= 2000 else { return nil }
  let scalars = Array(withoutDirectionMarks(text).unicodeScalars)
  var found: [Double?] = []
  var isLeading = false
  var index = 0
  while index < scalars.count {
    guard digit(scalars[index]) != nil else {
      index += 1
      continue
    }
    if found.isEmpty { isLeading = scalars[..<index].allSatisfy { !$0.properties.isAlphabetic } }
    found.append(compound(scalars, &index))
    if isLeading || found.count > 1 { break }
  }
  guard let first = found.first, isLeading || found.count == 1 else { return nil }
  return first
}

/// One number, or `nil` for what is more than one: moves the index behind it either way.
private func compound(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Double? {
  let start = index
  guard let first = plainNumber(scalars, &index) else { return nil }
  let before = start > 0 ? scalars[start - 1] : " "
  var isWhole = !before.properties.isAlphabetic
  if index < scalars.count, scalars[index].properties.isAlphabetic { isWhole = false }
  var value = first
  // A minus belongs to the number only where nothing but space or a bracket stands before it.
  if isDash(before) {
    let earlier = start > 1 ? scalars[start - 2] : " "
    if earlier.properties.isWhitespace || earlier == "(" { value = -first }
  }
  guard let joint = joint(scalars, index) else { return isWhole ? value : nil }
  index = joint.next
  let isOutOf = joint.mark == "/"
  let second = plainNumber(scalars, &index)
  if index < scalars.count, scalars[index] == "/" || scalars[index] == ":" { isWhole = false }
  guard isWhole, isOutOf, let second, first <= second, value >= 0 else { return nil }
  return value
}

/// A mark that ties a number to the one behind it: `5-10`, `5 – 10`, `9/10`, `10:30`.
private func joint(_ scalars: [Unicode.Scalar], _ from: Int) -> (mark: Unicode.Scalar, next: Int)? {
  func pastSpace(_ index: Int) -> Int {
    var index = index
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    return index
  }
  let place = pastSpace(from)
  guard place < scalars.count else { return nil }
  let mark = scalars[place]
  if mark == ":" {
    return place == from && place + 1 < scalars.count && digit(scalars[place + 1]) != nil ? (mark, place + 1) : nil
  }
  guard mark == "/" || isDash(mark) else { return nil }
  let next = pastSpace(place + 1)
  return next < scalars.count && digit(scalars[next]) != nil ? (mark, next) : nil
}

/// Digits with their marks for thousands and decimals.
private func plainNumber(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Double? {
  var bytes: [UInt8] = []
  while index < scalars.count {
    if let value = digit(scalars[index]) {
      bytes.append(0x30 + value)
    } else if scalars[index] == "." || scalars[index] == ",", index + 1 < scalars.count,
      digit(scalars[index + 1]) != nil
    {
      bytes.append(scalars[index] == "." ? 0x2E : 0x2C)
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

/// The value of a digit, in the digits of Latin, Arabic and Persian script and in wide ones.
private func digit(_ scalar: Unicode.Scalar) -> UInt8? {
  switch scalar.value {
  case 0x30...0x39: UInt8(scalar.value - 0x30)
  case 0x660...0x669: UInt8(scalar.value - 0x660)
  case 0x6F0...0x6F9: UInt8(scalar.value - 0x6F0)
  case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10)
  default: nil
  }
}

private func isDash(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2D, 0x5BE, 0x2010...0x2015, 0x2212: true
  default: false
  }
}
