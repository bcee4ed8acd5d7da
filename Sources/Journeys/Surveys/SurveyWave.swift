/// When a survey was answered whose rows do not say: a quarter, a half, a month or a year.
extension DateSpan {
  /// The days of a wave as a project names it: `2026Q1`, `2026-Q1`, `2026H2`, `2026-03`, `2026`; `nil` for other texts.
  init?(wave text: String) {
    let compact = text.uppercased().filter { $0 != "-" && $0 != " " }
    guard let year = Int(compact.prefix(4)), (1900...2200).contains(year) else { return nil }
    let rest = compact.dropFirst(4)
    let months: ClosedRange<Int>
    if rest.isEmpty {
      months = 1...12
    } else if rest.count == 2, let number = Int(rest.dropFirst()), rest.hasPrefix("Q"), (1...4).contains(number) {
      months = number * 3 - 2...number * 3
    } else if rest.count == 2, let number = Int(rest.dropFirst()), rest.hasPrefix("H"), (1...2).contains(number) {
      months = number * 6 - 5...number * 6
    } else if rest.count == 2, let number = Int(rest), (1...12).contains(number) {
      months = number...number
    } else {
      return nil
    }
    let next = CivilDate(year: months.upperBound == 12 ? year + 1 : year, month: months.upperBound % 12 + 1, day: 1)
    self.init(
      first: CivilDate(year: year, month: months.lowerBound, day: 1),
      last: CivilDate(daysSince1970: next.daysSince1970 - 1))
  }

  /// The day in the middle, which stands for all of them.
  var middle: CivilDate { CivilDate(daysSince1970: (first.daysSince1970 + last.daysSince1970) / 2) }
}
