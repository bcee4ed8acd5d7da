/// A time as read: a moment when it has a zone, otherwise what a wall clock shows.
struct ParsedTime {
  /// Microseconds since 1970.
  var micros: Int64
  /// Whether `micros` is UTC because the text had a zone.
  var hasZone: Bool
  /// Whether the text had a time of day.
  var hasTimeOfDay: Bool
}

/// The microseconds of a day of 24 hours.
let microsPerDay: Int64 = 86_400_000_000

/// The value of an ASCII digit.
@inline(__always) func digit(_ byte: UInt8) -> Int? {
  let value = byte &- 0x30
  return value < 10 ? Int(value) : nil
}

/// A number of so many digits, at least and at most.
func number(_ p: Bytes, _ count: Int, _ at: inout Int, _ least: Int, _ most: Int) -> Int? {
  var value = 0
  var digits = 0
  while digits < most, at < count, let next = digit(p[at]) {
    value = value * 10 + next
    digits += 1
    at += 1
  }
  return digits >= least ? value : nil
}

/// One to nine digits after the separator, as microseconds; what is finer is cut off.
func fraction(_ p: Bytes, _ count: Int, _ at: inout Int) -> Int64? {
  var value: Int64 = 0
  var digits = 0
  while at < count, let next = digit(p[at]) {
    if digits < 6 { value = value * 10 + Int64(next) }
    digits += 1
    at += 1
  }
  guard (1...9).contains(digits) else { return nil }
  for _ in min(digits, 6)..<6 { value *= 10 }
  return value
}

/// Two-digit years follow POSIX: 69…99 are 1969…1999, 00…68 are 2000…2068.
func fullYear(_ value: Int) -> Int { value < 69 ? 2000 + value : 1900 + value }

/// `AM` or `PM`, with or without dots.
func halfDay(_ p: Bytes, _ count: Int, _ at: inout Int) -> Bool? {
  guard at < count else { return nil }
  let letter = p[at] | 0x20
  guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
  var next = at + 1
  if next < count, p[next] == UInt8(ascii: ".") { next += 1 }
  guard next < count, p[next] | 0x20 == UInt8(ascii: "m") else { return nil }
  next += 1
  if next < count, p[next] == UInt8(ascii: ".") { next += 1 }
  at = next
  return letter == UInt8(ascii: "p")
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `+0200` or `+02`, in microseconds east of UTC.
func zoneOffset(_ p: Bytes, _ count: Int, _ at: inout Int) -> Int64? {
  guard at < count else { return nil }
  if p[at] | 0x20 == UInt8(ascii: "z") {
    at += 1
    return 0
  }
  if at + 3 <= count {
    let a = p[at] | 0x20
    let b = p[at + 1] | 0x20
    let c = p[at + 2] | 0x20
    if (a == UInt8(ascii: "u") && b == UInt8(ascii: "t") && c == UInt8(ascii: "c"))
      || (a == UInt8(ascii: "g") && b == UInt8(ascii: "m") && c == UInt8(ascii: "t"))
    {
      at += 3
      if at == count { return 0 }
    }
  }
  guard at < count else { return nil }
  let isWest = p[at] == UInt8(ascii: "-")
  guard isWest || p[at] == UInt8(ascii: "+") else { return nil }
  at += 1
  guard let hours = number(p, count, &at, 2, 2), hours <= 18 else { return nil }
  var minutes = 0
  if at < count, p[at] == UInt8(ascii: ":") || digit(p[at]) != nil {
    if p[at] == UInt8(ascii: ":") { at += 1 }
    guard let value = number(p, count, &at, 2, 2), value < 60 else { return nil }
    minutes = value
  }
  let offset = Int64(hours * 60 + minutes) * 60_000_000
  return isWest ? -offset : offset
}

/// What may follow a date: nothing, or a time of day with optional seconds, fraction, half of the day and zone.
func timeOfDay(_ p: Bytes, _ count: Int, _ start: Int, days: Int) -> ParsedTime? {
  let base = Int64(days) * microsPerDay
  var at = start
  if at == count { return ParsedTime(micros: base, hasZone: false, hasTimeOfDay: false) }
  if p[at] == UInt8(ascii: ",") { at += 1 }
  guard at < count else { return nil }
  // `2024-01-05Z` and `2024-01-05+02:00` are XML Schema's dates with a zone.
  if p[at] == UInt8(ascii: "Z") || p[at] == UInt8(ascii: "+") {
    guard let zone = zoneOffset(p, count, &at), at == count else { return nil }
    return ParsedTime(micros: base - zone, hasZone: true, hasTimeOfDay: false)
  }
  guard p[at] == UInt8(ascii: "T") || p[at] == UInt8(ascii: "t") || p[at] == UInt8(ascii: " ") else { return nil }
  at += 1
  while at < count, p[at] == UInt8(ascii: " ") { at += 1 }
  guard var hour = number(p, count, &at, 1, 2), at < count else { return nil }
  var minute = 0
  var second = 0
  var micros: Int64 = 0
  let isCompact = digit(p[at]) != nil
  if !isCompact {
    guard p[at] == UInt8(ascii: ":") else { return nil }
    at += 1
  }
  guard let minutes = number(p, count, &at, 2, 2) else { return nil }
  minute = minutes
  if at < count, isCompact ? digit(p[at]) != nil : p[at] == UInt8(ascii: ":") {
    if !isCompact { at += 1 }
    guard let seconds = number(p, count, &at, 2, 2) else { return nil }
    second = seconds
    if at < count, p[at] == UInt8(ascii: ".") || p[at] == UInt8(ascii: ",") {
      at += 1
      guard let part = fraction(p, count, &at) else { return nil }
      micros = part
    }
  }
  while at < count, p[at] == UInt8(ascii: " ") { at += 1 }
  if let isAfternoon = halfDay(p, count, &at) {
    guard (1...12).contains(hour) else { return nil }
    hour = hour % 12 + (isAfternoon ? 12 : 0)
    while at < count, p[at] == UInt8(ascii: " ") { at += 1 }
  }
  // ISO 8601 lets a day end at 24:00:00, which is the next day's beginning.
  let isEndOfDay = hour == 24 && minute == 0 && second == 0 && micros == 0
  guard hour < 24 || isEndOfDay, minute < 60, second < 60 else { return nil }
  micros += base + Int64(hour * 3600 + minute * 60 + second) * 1_000_000
  if at == count { return ParsedTime(micros: micros, hasZone: false, hasTimeOfDay: true) }
  guard let zone = zoneOffset(p, count, &at), at == count else { return nil }
  return ParsedTime(micros: micros - zone, hasZone: true, hasTimeOfDay: true)
}
