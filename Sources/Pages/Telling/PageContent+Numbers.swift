import Findings
import Wording

extension PageContent {
  /// A count of people, as it may be said: the one door through which such counts reach tables and figures.
  func datum(_ people: Published<Int>) -> Datum {
    var cell: Datum
    if let n = people.shown {
      cell = datum(things: n)
    } else if let range = people.range {
      // Drawn as the range is said: by its middle, which is no more than its ends tell.
      cell = Datum(
        value: (Double(range.low) + Double(range.high)) / 2, text: text(within: range), state: .hidden)
    } else {
      cell = missing(people.isHidden)
    }
    cell.people = people
    return cell
  }

  /// Rows of a file, which are no secret of anybody's, unless they would tell a count of people that is hidden.
  func datum(rows: Published<Int>) -> Datum {
    rows.shown.map { datum(things: $0) } ?? missing(rows.isHidden)
  }

  /// A number of people who are to be asked or may answer: of nobody in the data, but known only where that is.
  func datum(planned people: Published<Int>) -> Datum {
    people.shown.map { datum(things: $0) } ?? missing(people.isHidden)
  }

  /// The range of a hidden count: "94–99".
  func text(within range: (low: Int, high: Int)) -> RichText {
    w.captionRange(Double(range.low), Double(range.high), places: 0)
  }

  /// The word for a number that is hidden, or for one that is undefined.
  func missing(_ isHidden: Bool) -> Datum { isHidden ? hiddenDatum : undefinedDatum }

  var hiddenDatum: Datum { Datum(value: nil, text: w("hidden.cell"), state: .hidden) }
  var undefinedDatum: Datum { Datum(value: nil, text: w.undefined, state: .undefined) }
  func text(_ text: RichText) -> Datum { Datum(value: nil, text: text) }

  /// A count of what is nobody: touchpoints, rows, quarters.
  func datum(things count: Int) -> Datum { Datum(value: Double(count), text: w.number(count)) }

  /// A share as a percent, or as "7 of 18" on a small base.
  func datum(_ share: Published<Estimate>?) -> Datum {
    guard let e = share?.shown else { return missing(share?.isHidden ?? false) }
    return Datum(
      value: e.value, text: w.share(Int((e.value * Double(e.n)).rounded()), of: e.n),
      state: e.n < 30 ? .directional : .shown)
  }

  /// Ends and middle of a scale of shares.
  var shareTicks: [Datum] { [0, 0.5, 1].map { Datum(value: $0, text: w.percent($0)) } }

  func seconds(_ seconds: Published<Double>?) -> Datum {
    // A time nobody measured and one that is hidden look alike: the count beside it tells which.
    guard let seconds = seconds?.shown else { return undefinedDatum }
    return Datum(value: seconds, text: duration(seconds: seconds))
  }

  func duration(seconds: Double) -> RichText { w.duration(micros: micros(seconds)) }

  /// A range of times in one unit.
  func durationRange(_ low: Double, _ high: Double) -> RichText { w.durationRange(micros: micros(low), micros(high)) }

  private func micros(_ seconds: Double) -> Int64 { Int64(min(seconds, 1e12) * 1_000_000) }

  /// A caption's range, isolated; "—" when undefined.
  func caption(_ share: Published<Estimate>?) -> Datum {
    guard let e = share?.shown else { return missing(share?.isHidden ?? false) }
    return Datum(value: nil, text: w.captionRange(e.low, e.high, base: max(e.n, 100)))
  }

  /// A share of rows or events: one decimal, but 100% without.
  func precise(_ share: Double) -> RichText { share == 1 ? w.percent(1) : w.percent(share, places: 1) }

  func percent(_ e: Estimate) -> RichText { w.share(Int((e.value * Double(e.n)).rounded()), of: e.n) }
  func range(_ e: Estimate) -> RichText { w.range(e.low, e.high, base: max(e.n, 100)) }

  /// A count inside a sentence, or the word for hidden.
  func words(_ shown: Published<Int>) -> RichText { datum(shown).text }

  func column(_ key: String, _ kind: Table.Column.Kind = .number) -> Table.Column { Table.Column(w(key), kind) }

  /// Everybody who did something: customers, or customers and visitors where they are told apart.
  var peopleCounted: RichText {
    guard let known = report.journeys.active.shown, let visitors = report.journeys.visitors.shown, visitors > 0 else {
      return counted("count.customers", report.journeys.customers)
    }
    return w("visitors.base", ["n": .count(known), "visitors": .text(visitorWords(visitors))])
  }

  var customersBase: RichText {
    report.journeys.customers.shown == nil
      ? period : w("base.customers", ["n": .text(peopleCounted), "period": .text(period)])
  }

  var purchasesBase: RichText { base("base.purchases", "count.purchases", report.journeys.purchases) }

  /// What a figure rests on; the period alone where the number is hidden.
  private func base(_ key: String, _ count: String, _ n: Published<Int>) -> RichText {
    n.shown == nil ? period : w(key, ["n": .text(counted(count, n)), "period": .text(period)])
  }

  /// "12 customers", in the form that agrees; "94–99 customers", or the word for hidden, when hidden.
  func counted(_ key: String, _ shown: Published<Int>) -> RichText {
    if let n = shown.shown { return w(key, ["n": .count(n)]) }
    guard let range = shown.range else { return w("hidden.cell") }
    return w(key, ["n": .text(text(within: range))])
  }

  var leakWindow: RichText { report.window.window.map { w.duration(micros: $0) } ?? w("methods.none") }
}
