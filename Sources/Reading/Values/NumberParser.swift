import Basics

/// Reads numbers as people write them: currency signs, thousands separators of both schools, parentheses.
enum NumberParser {
  /// What a missing or unreadable number becomes.
  static let missing = Int64.min

  /// A number in millionths, rounded half away from zero, or `missing` when the text is no number.
  ///
  /// - Parameter mark: what parts the decimals of the column the number stands in.
  static func decimal(_ p: Bytes, _ count: Int, _ mark: DecimalMark = .open) -> Int64 {
    // Plain digits with at most one point, the most frequent form, need no second look.
    if count <= 12 {
      var value: Int64 = 0
      var point = -1
      var index = 0
      while index < count {
        let byte = p[index]
        if byte &- 0x30 < 10 {
          value = value &* 10 &+ Int64(byte &- 0x30)
        } else if byte == 0x2E, point < 0, mark != .comma {
          point = index
        } else {
          break
        }
        index &+= 1
      }
      let decimals = point < 0 ? 0 : count &- 1 &- point
      if index == count, count > (point < 0 ? 0 : 1), decimals <= 6 { return value &* powersOfTen[6 &- decimals] }
    }
    return decimalSlowly(p, count, mark)
  }

  /// A whole number, or `missing` when the text is none.
  static func integer(_ p: Bytes, _ count: Int) -> Int64 {
    var value: Int64 = 0
    var index = count > 0 && (p[0] == 0x2D || p[0] == 0x2B) ? 1 : 0
    if count > index, count &- index <= 18 {
      while index < count, p[index] &- 0x30 < 10 {
        value = value &* 10 &+ Int64(p[index] &- 0x30)
        index &+= 1
      }
      if index == count { return p[0] == 0x2D ? -value : value }
    }
    let millionths = decimalSlowly(p, count, .open)
    return millionths != missing && millionths % 1_000_000 == 0 ? millionths / 1_000_000 : missing
  }

  private static let powersOfTen: InlinePowers = InlinePowers()

  /// Powers of ten without an array's bounds and references.
  struct InlinePowers: Sendable {
    /// Ten to the power of 0 to 6.
    @inline(__always) subscript(exponent: Int) -> Int64 {
      switch exponent {
      case 0: 1
      case 1: 10
      case 2: 100
      case 3: 1000
      case 4: 10_000
      case 5: 100_000
      default: 1_000_000
      }
    }
  }

  @inline(never)
  private static func decimalSlowly(_ p: Bytes, _ count: Int, _ mark: DecimalMark) -> Int64 {
    guard count > 0, count <= 80 else { return missing }
    let text = String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self)
    // What is left: digits, separators and one sign.
    var core: [UInt8] = []
    var exponent = 0
    var negative = 0
    var isOpen = false
    var isEnded = false
    var letters = ""
    var scalars = Substring(text).unicodeScalars
    // A spreadsheet that was told to keep a text as it is: `="12.50"`.
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 { scalars = scalars.dropFirst(2).dropLast() }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "0"..."9", ".", ",":
        guard !isEnded else { return missing }
        // The point behind a currency's letters: `Rs. 1,234`.
        if scalar == ".", core.isEmpty, !letters.isEmpty { break }
        core.append(UInt8(truncatingIfNeeded: scalar.value))
      case "-", "\u{2212}", "\u{2013}":
        // Some systems write the sign behind the number; no digit may follow it there.
        isEnded = !core.isEmpty
        if let last = core.last, last == 0x2C || last == 0x2E, core.count > 1 {
          // Behind the mark a dash stands for the decimals that are none: `1.234,-`.
          core += [0x30, 0x30]
          while scalars.first == scalar { scalars.removeFirst() }
        } else {
          negative += 1
        }
      case "+": guard core.isEmpty else { return missing }
      case "(":
        guard core.isEmpty, negative == 0 else { return missing }
        isOpen = true
        negative += 1
      case ")":
        guard isOpen, !core.isEmpty else { return missing }
        isOpen = false
        isEnded = true
      case "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{2009}":
        // A gap may part the thousands or the sign of currency, not two numbers; the groups are checked below.
        if let last = core.last, last >= 0x30, last <= 0x39 { core.append(0x20) }
      case "₪", "$", "€", "£", "¥": break
      // Marks of direction travel with Hebrew amounts.
      case let mark where mark.isDirectionMark: break
      case "e", "E":
        if !core.isEmpty, letters.isEmpty, let power = exponentOf(scalars) {
          exponent = power
          scalars = Substring().unicodeScalars
        } else {
          letters.unicodeScalars.append(scalar)
        }
      default: letters.unicodeScalars.append(scalar)
      }
    }
    guard negative <= 1, !isOpen, currencies.contains(letters.uppercased()) else { return missing }
    while core.last == 0x20 { core.removeLast() }
    guard let value = value(of: core, exponent: exponent, mark) else { return missing }
    return negative == 1 ? -value : value
  }

  private static let currencies: Set<String> = [
    "", "NIS", "ILS", "USD", "EUR", "GBP", "CHF", "JPY", "ש\"ח", "ש״ח", "שח", "ש''ח", "שקל", "שקלים", "US", "KR", "RUB",
    "PLN",
    "RON", "TRY", "BRL", "INR", "CAD", "AUD", "R", "RS", "DKK", "SEK", "NOK", "CZK", "HUF", "ZAR", "MXN",
  ]

  private static func exponentOf(_ scalars: Substring.UnicodeScalarView) -> Int? {
    let text = String(Substring(scalars))
    guard text.utf8.count <= 4, let value = Int(text), (-30...30).contains(value) else { return nil }
    return value
  }

  /// The value of digits with separators, decided from the text itself.
  private static func value(of core: [UInt8], exponent: Int, _ mark: DecimalMark) -> Int64? {
    var decimalMark: UInt8?
    var groupMark: UInt8?
    let dots = core.count { $0 == 0x2E }
    let commas = core.count { $0 == 0x2C }
    if core.contains(0x20) { groupMark = 0x20 }
    if mark == .comma, commas <= 1, dots > 0 || commas > 0 {
      // The column says that points part thousands, and a comma decimals.
      if commas == 1 { decimalMark = 0x2C }
      if dots > 0 {
        guard groupMark == nil else { return nil }
        groupMark = 0x2E
      }
    } else if dots > 0, commas > 0 {
      // The later mark parts the decimals, the other the thousands.
      let lastIsDot = (core.lastIndex(of: 0x2E) ?? 0) > (core.lastIndex(of: 0x2C) ?? 0)
      guard groupMark == nil, (lastIsDot ? dots : commas) == 1 else { return nil }
      decimalMark = lastIsDot ? 0x2E : 0x2C
      groupMark = lastIsDot ? 0x2C : 0x2E
    } else if dots == 1 {
      decimalMark = 0x2E
    } else if dots > 1 {
      guard groupMark == nil else { return nil }
      groupMark = 0x2E
    } else if commas > 1 {
      guard groupMark == nil else { return nil }
      groupMark = 0x2C
    } else if commas == 1 {
      // One comma with three digits behind it and a number before it that could lead thousands.
      let place = core.firstIndex(of: 0x2C) ?? 0
      let leads = (1...3).contains(place) && core[0] != 0x30 && core.count - place == 4 && groupMark == nil
      if leads { groupMark = 0x2C } else { decimalMark = 0x2C }
    }
    let parts = core.split(separator: decimalMark ?? 0, maxSplits: 1, omittingEmptySubsequences: false)
    let whole = decimalMark == nil ? core[...] : parts[0]
    let decimals = decimalMark == nil ? [] : parts[1]
    guard decimals.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !(whole.isEmpty && decimals.isEmpty) else { return nil }
    if let groupMark, whole.contains(groupMark) {
      let groups = whole.split(separator: groupMark, omittingEmptySubsequences: false)
      guard let first = groups.first, (1...3).contains(first.count), groups.last?.count == 3 else { return nil }
      // In India only the last three digits stand together, and pairs before them: 12,34,567.
      let others = groups.dropFirst().dropLast()
      let isIndian = first.count <= 2 && !others.isEmpty && others.allSatisfy { $0.count == 2 }
      guard others.allSatisfy({ $0.count == 3 }) || isIndian else { return nil }
    }
    var digits: [UInt8] = []
    for byte in whole where byte != groupMark {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      digits.append(byte)
    }
    digits += decimals
    return scaled(digits, by: exponent - decimals.count + 6)
  }

  /// The digits as a number times a power of ten, or `nil` beyond 64 bits.
  private static func scaled(_ digits: [UInt8], by power: Int) -> Int64? {
    var value: Int64 = 0
    let kept = power < 0 ? digits.count + power : digits.count
    if kept < 0 { return 0 }
    for byte in digits.prefix(kept) {
      let (ten, tooBig) = value.multipliedReportingOverflow(by: 10)
      let (next, over) = ten.addingReportingOverflow(Int64(byte - 0x30))
      if tooBig || over { return nil }
      value = next
    }
    if power > 0, value != 0 {
      for _ in 0..<power {
        let (ten, tooBig) = value.multipliedReportingOverflow(by: 10)
        if tooBig { return nil }
        value = ten
      }
    }
    guard kept < digits.count, digits[kept] >= 0x35 else { return value }
    // The greatest number cannot be rounded up.
    return value < .max ? value + 1 : nil
  }
}

/// A number as people write it, with currency signs and separators, in millionths; `nil` where a text is none.
package func millionths(written text: String) -> Int64? {
  var bytes = Array(text.utf8)
  let count = bytes.count
  bytes.append(contentsOf: repeatElement(0, count: overread))
  let value = bytes.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { NumberParser.decimal($0, count) } ?? NumberParser.missing
  }
  return value == NumberParser.missing ? nil : value
}
