import Basics

/// The client's days: which are busy, which are quiet, and at what hours things happen.
struct Calendar: Sendable {
  /// The first day simulated.
  let first: CivilDate
  /// The number of days simulated.
  let days: Int
  private let quiet: [Bool]
  private let weights: [Int]
  private let heaviest: Int

  /// The last so many months up to the model's last day.
  init(model: ClientModel, months: Int) {
    let last = model.lastDay
    let monthsBefore = last.year * 12 + (last.month - 1) - (months - 1)
    first = CivilDate(monthsBefore / 12, monthsBefore % 12 + 1, 1)
    days = model.lastDay.daysSince1970 - first.daysSince1970 + 1
    let start = first.daysSince1970
    // A few days more than are simulated, because the day after the last may be asked for.
    let all = (0..<(days + 10)).map { CivilDate(daysSince1970: start + $0) }
    quiet = all.map { day in day.weekday == 6 || model.quietDays.contains(day) }
    weights = all.map { day in model.monthWeights[day.month - 1] * (day.weekday == 5 ? 60 : 100) }
    heaviest = weights.max() ?? 1
  }

  /// The minute after the last that is simulated.
  var end: Int { days * 1440 }

  /// A day on which somebody first comes in, by season and weekday.
  func arrivalDay(_ random: inout RandomStream) -> Int {
    while true {
      let day = random.below(days)
      if random.below(heaviest) < weights[day] { return day }
    }
  }

  /// A moment on this day, or on the next that is not too quiet for it.
  func moment(on day: Int, _ hours: SimulatedTouchpoint.Hours, _ random: inout RandomStream) -> Int {
    var day = day
    while isQuiet(day) {
      switch hours {
      case .online:
        if random.happens(250) { return day * 1440 + random.within(9 * 60, 23 * 60 + 59) }
      case .shop:
        // Shops open again when Shabbat is out.
        if random.happens(120) { return day * 1440 + random.within(20 * 60 + 30, 22 * 60 + 30) }
      case .office:
        break
      }
      day += 1
    }
    let friday = date(ofDay: day).weekday == 5
    switch hours {
    case .online:
      // Two peaks: around noon and late in the evening.
      let hour = random.draw([
        Band(7, 10, weight: 20), Band(11, 14, weight: 28), Band(15, 18, weight: 18), Band(19, 22, weight: 30),
        Band(23, 23, weight: 4),
      ])
      return day * 1440 + hour * 60 + random.below(60)
    case .shop:
      return day * 1440 + (friday ? random.within(9 * 60, 14 * 60) : random.within(10 * 60, 20 * 60 + 45))
    case .office:
      return day * 1440 + (friday ? random.within(8 * 60, 12 * 60 + 30) : random.within(8 * 60, 18 * 60))
    }
  }

  /// Whether something can happen at this very minute.
  func allows(_ minute: Int, _ hours: SimulatedTouchpoint.Hours) -> Bool {
    let day = minute / 1440
    let hour = minute % 1440 / 60
    let friday = date(ofDay: day).weekday == 5
    switch hours {
    case .online: return true
    case .shop: return !isQuiet(day) && hour >= 10 && hour < (friday ? 14 : 21)
    case .office: return !isQuiet(day) && hour >= 8 && hour < (friday ? 12 : 18)
    }
  }

  /// The day's date.
  func date(ofDay day: Int) -> CivilDate { CivilDate(daysSince1970: first.daysSince1970 + day) }

  private func isQuiet(_ day: Int) -> Bool { day < quiet.count && quiet[day] }
}
