import Findings
import Wording

/// How many of those with a contract stay.
extension ComingBackPage {
  /// The forecast with the test it has passed, or why there is none.
  func contracts(_ returns: ReturnFindings) -> Section {
    func section(_ blocks: [Block], _ heading: RichText) -> Section {
      Section(id: "outlook", heading: heading, blocks: blocks)
    }
    guard let contracts = returns.contracts, let before = contracts.before.shown, let kept = contracts.kept.shown,
      let same = contracts.sameRate.shown, let days = report.blueprint.contract.days
    else { return section([.paragraph(w("return.contract-few"))], w("return.forecast-title-none")) }
    let span = daysText(contracts.periods * days)
    func whole(_ value: Double) -> Argument { .number(Int(value.rounded())) }
    guard let forecast = contracts.forecast.shown, let model = contracts.model.shown, let error = contracts.error.shown
    else {
      let none = w(
        "return.contract-none",
        ["span": .text(span), "before": .number(before), "kept": .number(kept), "same": whole(same)])
      return section([.paragraph(none)], w("return.forecast-title-none"))
    }
    let test = w(
      "return.contract-test",
      [
        "span": .text(span), "before": .number(before), "kept": .number(kept), "same": whole(same),
        "expected": whole(model), "error": .text(w.percent(error)),
      ])
    return section(
      [.paragraph(test)],
      w(
        "return.contract-title",
        [
          "span": .text(span), "now": .number(forecast.n), "n": whole(forecast.value),
          "range": .text(w.numberRange(Int(forecast.low.rounded()), Int(forecast.high.rounded()))),
        ]))
  }
}
