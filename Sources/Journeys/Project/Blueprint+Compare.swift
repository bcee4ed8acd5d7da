import Basics

/// Why the report's period cannot be compared with what was asked for.
package enum CompareProblem: SayableError, Equatable {
  /// Neither dates nor a word for them.
  case noDates
  /// The project names no period that anything could be compared with.
  case noPeriod
  /// Some days lie in both.
  case overlaps

  package var sentence: Sentence {
    switch self {
    case .noDates:
      Sentence(
        "error.compare.no-dates",
        ["example": .code("2025-07-01..2025-12-31"), "words": .list(ComparedWith.allCases.map { .code($0.rawValue) })])
    case .noPeriod: Sentence("error.compare.no-period", ["example": .code("period: 2026-01-01..2026-06-30")])
    case .overlaps: Sentence("error.compare.overlaps")
    }
  }
}

/// Words for a period that follows from the report's own.
private enum ComparedWith: String, CaseIterable {
  /// As many days just before it; as many months where it is made of whole ones.
  case previous
  /// The same days a year earlier.
  case yearBefore = "year-before"
}

extension Blueprint {
  func decodedCompare(_ cursor: YAMLCursor) throws(ProjectFileError) -> DateSpan {
    let text = try cursor.string("compare")
    do throws(CompareProblem) {
      return try compared(with: text)
    } catch {
      throw cursor.fail(error.sentence)
    }
  }

  /// The dates that the report's period is compared with, from dates or a word.
  package func compared(with text: String) throws(CompareProblem) -> DateSpan {
    guard let period else { throw .noPeriod }
    let dates: DateSpan
    if let word = ComparedWith(rawValue: text) {
      dates = word == .previous ? period.previous : period.yearBefore
    } else if let one = CivilDate(text) {
      dates = DateSpan(first: one, last: one)
    } else {
      guard let dots = text.firstRange(of: ".."), let first = CivilDate(String(text[..<dots.lowerBound])),
        let last = CivilDate(String(text[dots.upperBound...])), first <= last
      else { throw .noDates }
      dates = DateSpan(first: first, last: last)
    }
    guard dates.last < period.first || dates.first > period.last else { throw .overlaps }
    return dates
  }
}

extension DateSpan {
  /// As many days just before; as many months where these are whole ones.
  fileprivate var previous: DateSpan {
    let (start, end) = (first.daysSince1970, last.daysSince1970)
    let before = CivilDate(daysSince1970: start - 1)
    let next = CivilDate(daysSince1970: end + 1)
    guard first.day == 1, next.day == 1 else {
      return DateSpan(first: CivilDate(daysSince1970: 2 * start - end - 1), last: before)
    }
    let months = (next.year - first.year) * 12 + next.month - first.month
    let month = first.year * 12 + first.month - 1 - months
    return DateSpan(first: CivilDate(year: month / 12, month: month % 12 + 1, day: 1), last: before)
  }

  /// The same days a year earlier; the day after where that year has no 29 February, or the day before at the end.
  fileprivate var yearBefore: DateSpan {
    func earlier(_ day: CivilDate, _ leap: CivilDate) -> CivilDate {
      day.month == 2 && day.day == 29 ? leap : CivilDate(year: day.year - 1, month: day.month, day: day.day)
    }
    return DateSpan(
      first: earlier(first, CivilDate(year: first.year - 1, month: 3, day: 1)),
      last: earlier(last, CivilDate(year: last.year - 1, month: 2, day: 28)))
  }
}
