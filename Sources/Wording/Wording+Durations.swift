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

  /// The unit in which a length is at least 2, or exactly 1, and the length in it.
  private static func readable(_ length: Int64) -> (Digits.Fixed, TimeUnit) {
    if length % year == 0, length > 0 { return rounded(length, .year) }
    if length % day == 0, length > 0 { return rounded(length, .day) }
    // What would round up to a whole larger unit is that unit: 59.7 minutes are an hour.
    let thresholds: [(TimeUnit, Int64, exactlyOne: Int64, nearOne: Int64)] = [
      (.year, 2 * year, year, 0), (.day, 2 * day, day, hour / 2), (.hour, 2 * hour, hour, minute / 2),
      (.minute, 2 * minute, minute, second / 2),
    ]
    for (unit, from, one, slack) in thresholds
    where length >= from - slack || (length - one).magnitude < UInt64(max(1, slack)) {
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
