// Each finds a match that starts at a place and returns where it ends. They are written out because no expression engine
// is at hand here, and because each has a check that no expression has.

private func isASCIILetter(_ c: UInt32) -> Bool { (c | 0x20) >= 0x61 && (c | 0x20) <= 0x7A }

private func isMailCell(_ c: UInt32) -> Bool {
  isDigit(c) || isASCIILetter(c) || c == 0x2E || c == 0x5F || c == 0x25 || c == 0x2B || c == 0x2D
}

/// A space, tab, line break or dash, and what else people put between the digits of a phone.
private func isSeparator(_ c: UInt32) -> Bool {
  c == 0x20 || c == 0x09 || c == 0x2D || c == 0x2E || c == 0x2F || c == 0x28 || c == 0x29
}

private func follows(_ digit: Bool, _ cells: [UInt32], _ i: Int) -> Bool {
  i < cells.count && isDigit(cells[i]) == digit
}

private func isAfterDigit(_ cells: [UInt32], _ i: Int) -> Bool { i > 0 && isDigit(cells[i - 1]) }

/// local part @ domain . two letters or more.
func emailMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  guard isMailCell(cells[start]), start == 0 || !isMailCell(cells[start - 1]) else { return nil }
  var at = start
  while at < cells.count, isMailCell(cells[at]) { at += 1 }
  guard at < cells.count, cells[at] == 0x40 else { return nil }
  var i = at + 1
  var end: Int?
  while i < cells.count, isDigit(cells[i]) || isASCIILetter(cells[i]) || cells[i] == 0x2E || cells[i] == 0x2D {
    if cells[i] == 0x2E, i > at + 1 {
      var letters = i + 1
      while letters < cells.count, isASCIILetter(cells[letters]) { letters += 1 }
      if letters - i > 2 { end = letters }
    }
    i += 1
  }
  return end
}

/// 13 to 19 digits, each perhaps after one space or dash, with Luhn's check digit.
func cardMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  guard isDigit(cells[start]), !isAfterDigit(cells, start) else { return nil }
  var digits: [UInt32] = []
  var ends: [Int] = []
  var i = start
  while i < cells.count, digits.count < 19 {
    if isDigit(cells[i]) {
      digits.append(cells[i] - 0x30)
      i += 1
      ends.append(i)
    } else if cells[i] == 0x20 || cells[i] == 0x2D, follows(true, cells, i + 1) {
      i += 1
    } else {
      break
    }
  }
  while digits.count >= 13 {
    if let end = ends.last, !follows(true, cells, end), passesLuhn(digits) { return end }
    digits.removeLast()
    ends.removeLast()
  }
  return nil
}

/// Luhn's check: every second digit from the right doubled, digits of the results summed, divisible by ten.
func passesLuhn(_ digits: [UInt32]) -> Bool {
  var sum: UInt32 = 0
  for (i, d) in digits.reversed().enumerated() {
    let v = i % 2 == 1 ? 2 * d : d
    sum += v > 9 ? v - 9 : v
  }
  return sum % 10 == 0
}

/// Two letters, two check digits and 11 to 30 letters or digits, perhaps in groups, whose remainder by 97 is 1.
func ibanMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  func isWord(_ c: UInt32) -> Bool { isDigit(c) || isASCIILetter(c) }
  guard isASCIILetter(cells[start]), start == 0 || !isWord(cells[start - 1]) else { return nil }
  var values: [UInt32] = []
  var ends: [Int] = []
  var i = start
  while i < cells.count, values.count < 34 {
    let c = cells[i]
    if isDigit(c) {
      values.append(c - 0x30)
    } else if isASCIILetter(c) {
      values.append((c | 0x20) - 0x61 + 10)
    } else {
      guard c == 0x20 || c == 0x2D, values.count > 3, i + 1 < cells.count, isWord(cells[i + 1]) else { break }
      i += 1
      continue
    }
    i += 1
    ends.append(i)
    if values.count == 2, values[0] < 10 || values[1] < 10 { return nil }
    if values.count == 4, values[2] > 9 || values[3] > 9 { return nil }
  }
  while values.count >= 15 {
    if let end = ends.last, end == cells.count || !isWord(cells[end]) {
      var remainder: UInt32 = 0
      for v in values[4...] + values[..<4] { remainder = (remainder * (v > 9 ? 100 : 10) + v) % 97 }
      if remainder == 1 { return end }
    }
    values.removeLast()
    ends.removeLast()
  }
  return nil
}

/// An Israeli phone (0 or 972, prefix, seven digits), a 1-700 number, or any number after a plus sign.
func phoneMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  let plus = cells[start] == 0x2B
  guard plus || (isDigit(cells[start]) && !isAfterDigit(cells, start)) else { return nil }
  var digits: [UInt32] = []
  var ends: [Int] = []
  var i = plus ? start + 1 : start
  var gap = 0
  while i < cells.count, digits.count < 17 {
    if isDigit(cells[i]) {
      digits.append(cells[i] - 0x30)
      gap = 0
      ends.append(i + 1)
    } else if isSeparator(cells[i]), gap < 3, !digits.isEmpty {
      gap += 1
    } else {
      break
    }
    i += 1
  }
  func end(after count: Int) -> Int? {
    guard count <= ends.count, let end = count > 0 ? ends[count - 1] : nil, !follows(true, cells, end) else {
      return nil
    }
    return end
  }
  for length in phoneLengths(digits) { if let end = end(after: length) { return end } }
  guard plus else { return nil }
  // Abroad: the longest of 8 to 15 digits that ends where no digit follows.
  for length in stride(from: min(15, digits.count), through: 8, by: -1) {
    if let end = end(after: length) { return end }
  }
  return nil
}

/// How many of the digits are a phone, the likelier first; empty where the prefix is none.
private func phoneLengths(_ d: [UInt32]) -> [Int] {
  guard d.count >= 9 else { return [] }
  /// The digits of an area or network from a place: two for 5x and 72–79, one for 2, 3, 4, 8, 9.
  func prefix(_ i: Int) -> Int? {
    guard i + 1 < d.count else { return nil }
    switch (d[i], d[i + 1]) {
    case (5, _), (7, 2...9): return 2
    case (2, _), (3, _), (4, _), (8, _), (9, _): return 1
    default: return nil
    }
  }
  var place = 0
  if d.starts(with: [0, 0, 9, 7, 2]) { place = 5 } else if d.starts(with: [9, 7, 2]) { place = 3 }
  if place > 0 {
    // The leading zero is often kept after 972.
    if place < d.count, d[place] == 0 { place += 1 }
    return prefix(place).map { [place + $0 + 7] } ?? []
  }
  if d[0] == 0 { return prefix(1).map { [1 + $0 + 7] } ?? [] }
  if d.starts(with: [1, 7, 0, 0]) || d.starts(with: [1, 8, 0, 0]) || d.starts(with: [1, 5, 9, 9])
    || d.starts(with: [1, 8, 0, 1])
  {
    return [10]
  }
  return []
}

/// Eight or nine digits, perhaps with a dash before the last, with the Israeli check digit.
func identityMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  guard isDigit(cells[start]), !isAfterDigit(cells, start) else { return nil }
  var i = start
  var digits: [UInt32] = []
  while i < cells.count, isDigit(cells[i]), digits.count < 10 {
    digits.append(cells[i] - 0x30)
    i += 1
  }
  if digits.count == 8, i + 1 < cells.count, cells[i] == 0x2D, isDigit(cells[i + 1]), !follows(true, cells, i + 2),
    passesIdentityCheck(digits + [cells[i + 1] - 0x30])
  {
    return i + 2
  }
  return digits.count == 8 || digits.count == 9 ? (passesIdentityCheck(digits) ? i : nil) : nil
}

/// Padded to nine, weights 1, 2, 1, 2 …, digits of the products summed, divisible by ten: Luhn's check again.
func passesIdentityCheck(_ digits: [UInt32]) -> Bool { passesLuhn(digits) && digits.contains { $0 != 0 } }

/// Seven digits or more.
func longDigitsMatch(_ cells: [UInt32], _ start: Int) -> Int? {
  guard isDigit(cells[start]), !isAfterDigit(cells, start) else { return nil }
  var i = start
  while i < cells.count, isDigit(cells[i]) { i += 1 }
  return i - start >= 7 ? i : nil
}
