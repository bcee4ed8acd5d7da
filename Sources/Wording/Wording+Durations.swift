private let second: Int64 = 1_000_000
private let minute = 60 * second
private let hour = 60 * minute
private let day = 24 * hour
private let year = 365 * day

extension Wording {
  /// A length of time, rounded so that a reader takes it in: 45 יום, יומיים, 2.5 שעות, 45 days.
  ///
  /// A setting of whole days is printed exactly, and only whole years of 365 days are called years below two years.
  package func duration(micros: Int64) -> RichText {
    let length = micros == .min ? Int64.max : abs(micros)
    if length > 0, length < second / 2 { return self("format.time.below-second") }
    let (value, unit) = Self.readable(length)
    return self.unit("format.time.\(unit.rawValue)", value)
  }

  /// A range of lengths in one unit, that of the longer: בין 1.4 ל־8.7 ימים, 1.4 to 8.7 days.
  package func durationRange(micros low: Int64, _ high: Int64) -> RichText {
    let longer = duration(micros: high)
    let (most, unit) = Self.readable(high == .min ? Int64.max : abs(high))
    let least = Self.rounded(low == .min ? Int64.max : abs(low), unit).0
    if least.isZero { return self("format.range.up-to", ["high": .text(longer)]) }
    return least == most ? longer : sentence(RichText(numbers.unsigned(least)), longer)
  }

  /// The stretch of time up to now: ב־45 הימים האחרונים, in the last 45 days.
  package func lastDuration(micros: Int64) -> RichText {
    let (value, unit) = Self.readable(micros == .min ? Int64.max : abs(micros))
    return self.unit("format.last.\(unit.rawValue)", value)
  }

  /// A number of units: 12 חודשים, חודשיים, 12 months.
  package func amount(_ n: Int, _ unit: TimeUnit) -> RichText {
    self.unit("format.time.\(unit.rawValue)", Digits.Fixed(isNegative: false, units: n.magnitude, places: 0))
  }

  /// How often: פעמיים, twice, 7 times.
  package func times(_ n: Int) -> RichText {
    unit("format.times", Digits.Fixed(isNegative: false, units: n.magnitude, places: 0))
  }

  /// A length in the unit in which it is at least 2, or about 1: 90 minutes, but 1 hour.
  ///
  /// What rounding would carry over belongs to the larger unit: 59 minutes and 50 seconds are an hour.
  private static func readable(_ length: Int64) -> (Digits.Fixed, TimeUnit) {
    if length > 0, length % year == 0 { return rounded(length, .year) }
    if length > 0, length % day == 0 { return rounded(length, .day) }
    if length >= 2 * year { return rounded(length, .year) }
    for (unit, size, half) in [(TimeUnit.day, day, hour / 2), (.hour, hour, minute / 2), (.minute, minute, second / 2)]
    where length >= 2 * size - half || (length >= size - half && length < size + half) {
      return rounded(length, unit)
    }
    return rounded(length, .second)
  }

  /// A length in a unit: one decimal below ten, none from there on.
  private static func rounded(_ length: Int64, _ unit: TimeUnit) -> (Digits.Fixed, TimeUnit) {
    let size = unit.micros ?? day
    let tenths = UInt((length / size) * 10 + ((length % size) * 10 + size / 2) / size)
    if tenths < 100, tenths % 10 != 0, unit != .second {
      return (Digits.Fixed(isNegative: false, units: tenths, places: 1), unit)
    }
    let whole = UInt(length / size) + (length % size >= (size + 1) / 2 ? 1 : 0)
    return (Digits.Fixed(isNegative: false, units: whole, places: 0), unit)
  }
}
