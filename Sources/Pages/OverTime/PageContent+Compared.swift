import Findings
import Wording

// What is said of a figure that is compared, whether of two periods or of two waves.
extension PageContent {
  /// The range of the difference: percentage points, points of NPS, money, or numbers a week.
  func comparedDifference(_ figure: ComparisonFindings.Figure) -> Datum {
    guard let e = figure.difference.shown else { return missing(figure.difference.isHidden) }
    let words: RichText =
      switch figure.subject {
      case .amount, .amountPerPurchase: w.moneyRange(Int128(e.low * 1_000_000), Int128(e.high * 1_000_000))
      case .journeys, .purchases: w.captionRange(e.low, e.high, places: comparedPlaces(abs(e.value)))
      case .score(_, let measure) where measure.metric == .nps: w.captionRange(e.low, e.high, places: 0)
      case .stopped, .followed, .step, .converted, .leaks, .entries, .score:
        w("compare.points", ["range": .text(w.captionRange(e.low * 100, e.high * 100, places: 1))])
      }
    return Datum(value: e.value, text: words)
  }

  /// Better, worse, different, or no difference shown.
  func comparedVerdict(_ figure: ComparisonFindings.Figure) -> Datum {
    guard figure.difference.shown != nil else { return missing(figure.difference.isHidden) }
    return text(w("compare.verdict." + figure.verdict.rawValue))
  }

  /// How likely a difference worth saying would have been told.
  func comparedPower(_ figure: ComparisonFindings.Figure) -> Datum {
    figure.power.map { Datum(value: $0, text: w.probability($0)) } ?? undefinedDatum
  }

  func comparedPlaces(_ x: Double) -> Int { x >= 100 ? 0 : 1 }
}
