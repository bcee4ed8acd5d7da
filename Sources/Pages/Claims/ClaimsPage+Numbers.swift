import Findings
import Wording

// The number of each claim in its own unit, and as a small picture.
extension ClaimsPage {
  /// In what a claim's number is told.
  private enum Unit {
    /// A share of a whole; of variation, which wants a decimal.
    case share, variation
    /// As it is, with so many decimals.
    case plain(places: Int)
    /// How many came after a hundred others.
    case perHundred
    /// Percentage points, with a sign.
    case points
  }

  private func unit(_ subject: Claim.Subject) -> Unit {
    switch subject {
    case .sieve, .beginning: .share
    case .weakestLink: .variation
    case .entries, .oneExperience: .plain(places: 1)
    case .ownChannel: .plain(places: 2)
    case .circle: .perHundred
    case .awareness, .ease, .club: .points
    }
  }

  /// The number, or the word for one that is hidden or was not measured.
  func value(_ claim: Claim) -> Datum {
    guard let e = claim.number.shown else { return missing(claim.number.isHidden) }
    return Datum(value: e.value, text: text(e.value, unit(claim.subject), base: e.n))
  }

  private func text(_ x: Double, _ unit: Unit, base: Int) -> RichText {
    switch unit {
    case .share: w.percent(x, base: max(30, base))
    case .variation: w.percent(x, places: 1)
    case .plain(let places): w.decimal(x, places: places)
    case .perHundred: w.number(Int((x * 100).rounded()))
    case .points: w.signed(x * 100, places: 1)
    }
  }

  /// In a sentence.
  func rangeWords(_ claim: Claim) -> RichText {
    guard let e = claim.number.shown else { return w.undefined }
    return switch unit(claim.subject) {
    case .share: range(e)
    case .variation: w.range(e.low, e.high, base: 1_000)
    case .plain(let places): w.numberRange(e.low, e.high, places: places)
    case .perHundred: w.numberRange(Int((e.low * 100).rounded()), Int((e.high * 100).rounded()))
    case .points: w.pointsRange(e.low, e.high)
    }
  }

  /// In a table.
  func range(_ claim: Claim) -> Datum {
    guard let e = claim.number.shown else { return missing(claim.number.isHidden) }
    return switch unit(claim.subject) {
    case .share: caption(claim.number)
    case .variation: text(w.captionRange(e.low, e.high, base: 1_000))
    case .plain(let places): text(w.captionRange(e.low, e.high, places: places))
    case .perHundred: text(w.captionRange(e.low * 100, e.high * 100, places: 0))
    case .points: text(w.captionRange(e.low * 100, e.high * 100, places: 1))
    }
  }

  /// A bound in the unit of the number.
  func bound(_ claim: Claim, _ x: Double) -> Datum {
    let unit = unit(claim.subject)
    if case .points = unit { return Datum(value: x, text: w.decimal(x * 100, places: 0)) }
    return Datum(value: x, text: text(x, unit, base: 100))
  }

  /// The range on an axis that holds it, 0 and the bounds; `nil` where nothing was measured.
  func picture(_ claim: Claim) -> ClaimRow.Picture? {
    guard let e = claim.number.shown, e.low.isFinite, e.high.isFinite else { return nil }
    let bounds =
      claim.bounds.holds == claim.bounds.fails ? [claim.bounds.holds] : [claim.bounds.fails, claim.bounds.holds]
    let all = bounds + [0, e.low, e.high]
    let (least, most) = (all.min() ?? 0, all.max() ?? 1)
    let room = (most - least) * 0.06
    guard room > 0 else { return nil }
    func place(_ x: Double) -> Double { (x - least + room) / (most - least + 2 * room) }
    return ClaimRow.Picture(
      low: place(e.low), value: place(e.value), high: place(e.high), bounds: bounds.map(place))
  }
}
