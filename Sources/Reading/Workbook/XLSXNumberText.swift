/// The number in a cell as people would write it.
enum XLSXNumberText {
  /// The value of plain digits with at most one point, or of anything else that is a decimal number.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var mantissa = 0
    var digits = 0
    var decimals = -1
    for (index, byte) in bytes.enumerated() {
      if let next = digit(byte) {
        mantissa = mantissa &* 10 &+ next
        digits += 1
        if decimals >= 0 { decimals += 1 }
      } else if byte == 0x2E, decimals < 0 {
        decimals = 0
      } else if !(index == 0 && byte == 0x2D) {
        return slowValue(bytes)
      }
    }
    // Both are exact up to here, so one division rounds correctly.
    guard digits > 0, digits <= 15 else { return slowValue(bytes) }
    let value = Double(mantissa) / powers(max(0, decimals))
    return bytes[0] == 0x2D ? -value : value
  }

  private static func powers(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  private static func slowValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count <= 60, bytes.allSatisfy({ digit($0) != nil || "+-.eE".utf8.contains($0) }) else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Writes a number with as few digits as tell it apart from every other, and without exponent.
  ///
  /// Programs write `49.990000000000002` for 49.99 and `1.5E2` for 150.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout PlainList<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var digits = 0
    var point = -1
    var isPlain = true
    for (index, byte) in bytes.enumerated() {
      if digit(byte) != nil {
        digits += 1
      } else if byte == 0x2E, point < 0 {
        point = index
      } else if !(index == 0 && byte == 0x2D) {
        isPlain = false
      }
    }
    // Up to fifteen digits nothing is to be shortened but zeros; without a point it is a number of some document.
    if isPlain, digits > 0, point < 0 || digits <= 15 {
      var end = bytes.count
      if point >= 0 {
        while bytes[end - 1] == 0x30 { end -= 1 }
        if end - 1 == point { end = point }
      }
      text.append(base, end)
      return
    }
    guard let value = slowValue(bytes) else { return text.append(base, bytes.count) }
    for byte in decimal(value).utf8 { text.append(byte) }
  }

  /// The shortest text of a number that reads as the same number, without exponent where it has at most 25 digits.
  static func decimal(_ value: Double) -> String {
    let shortest = "\(abs(value))"
    let parts = shortest.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = parts[0].split(separator: ".")
    let whole = String(halves[0])
    let decimals = halves.count > 1 && halves[1] != "0" ? String(halves[1]) : ""
    var digits = whole + decimals
    var point = whole.count + exponent
    guard abs(exponent) <= 25 else { return "\(value)" }
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    }
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    let result = point < digits.count ? "\(digits.prefix(point)).\(digits.dropFirst(point))" : digits
    return value < 0 ? "-" + result : result
  }
}
