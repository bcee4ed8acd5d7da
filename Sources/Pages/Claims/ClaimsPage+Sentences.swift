import Findings
import Wording

// What the data say of each claim in a sentence, or why nothing can be said and what would have to be collected.
extension ClaimsPage {
  /// The sentence of the claim's row.
  func sentence(_ claim: Claim) -> RichText {
    guard let obstacle = claim.obstacle else { return fact(claim, claim.verdict == .holds ? "holds" : "not") }
    guard case .undecided = obstacle else { return cannot(claim, obstacle) }
    let more =
      claim.timesTheCases.map { w("claims.more", ["times": .text(w.decimal($0.rounded(.up), places: 0))]) }
      ?? w("claims.more-none")
    return fact(claim, "open") + " " + more
  }

  /// A claim with its verdict and what was found, in one line.
  func told(_ claim: Claim) -> RichText {
    let found = claim.number.shown == nil ? sentence(claim) : value(claim).text + " " + sentence(claim)
    return w(
      "claims.told",
      ["claim": .text(name(claim.subject)), "verdict": .text(verdictWords(claim.verdict)), "found": .text(found)])
  }

  /// The number with its range and base, and on which side of the bounds it lies.
  private func fact(_ claim: Claim, _ form: String) -> RichText {
    let key = "claims.\(claim.subject.rawValue).\(form)"
    let own = claim.subject == .entries && form == "not" && (claim.number.shown?.high ?? 0) < claim.bounds.fails
    let sentence = w(own ? "claims.entries.few" : key, arguments(claim))
    guard let beside = beside(claim) else { return sentence }
    return sentence + " " + beside
  }

  private func arguments(_ claim: Claim) -> KeyValuePairs<String, Argument> {
    let rise = claim.perYear.shown
    return [
      "value": .text(value(claim).text), "range": .text(rangeWords(claim)), "who": .text(base(claim)),
      "window": .text(window),
      "outcome": .text(claim.chain.map(satisfaction.outcomeWords) ?? w("satisfaction.outcome.repurchase")),
      "rise": .text(rise.map { w.signed($0.value, places: 2) } ?? RichText()),
      "rise-range": .text(rise.map { w.numberRange($0.low, $0.high, places: 2) } ?? RichText()),
    ]
  }

  /// What the number is of.
  private func base(_ claim: Claim) -> RichText {
    let n = claim.number.map(\.n)
    return switch claim.subject {
    case .sieve, .beginning: counted("count.buyers", n)
    case .entries: counted("count.customers", n)
    case .circle: counted("count.purchases", n)
    case .awareness: w("claims.months", ["n": .count(n.shown ?? 0)])
    case .oneExperience: counted("count.answers", n)
    case .weakestLink: counted("count.respondents", claim.chain?.customers ?? n)
    case .ease: claim.isRated ? counted("count.respondents", n) : counted("count.buyers", report.effort?.mature ?? n)
    case .club: counted("count.customers", report.club?.compared.customers ?? n)
    case .ownChannel: counted("count.customers", n)
    }
  }

  /// For the claim about the weakest link, what the other outcomes say.
  private func beside(_ claim: Claim) -> RichText? {
    guard let chain = claim.chain else { return nil }
    let others = surveys.chainTests.compactMap { test -> RichText? in
      guard test.verdict != .notRun, let size = test.size.shown,
        test.outcome != chain.outcome || test.measure != chain.measure
      else { return nil }
      return w(
        "claims.weakest-link.measure",
        [
          "outcome": .text(satisfaction.outcomeWords(test)), "value": .text(w.percent(size.value, places: 1)),
          "range": .text(w.range(size.low, size.high, base: 1_000)),
        ])
    }
    return others.isEmpty ? nil : w("claims.weakest-link.beside", ["others": .text(w.list(others))])
  }

  /// Why it cannot be told, and what would be needed.
  private func cannot(_ claim: Claim, _ obstacle: Claim.Obstacle) -> RichText {
    if claim.subject == .entries, obstacle == .tooShort, claim.number.shown != nil {
      return w("claims.entries.short", arguments(claim))
    }
    return why(claim, obstacle) + " " + need(claim, obstacle)
  }

  /// Why, in a sentence.
  func why(_ claim: Claim, _ obstacle: Claim.Obstacle) -> RichText {
    switch obstacle {
    case .noPurchase: return w("claims.why.no-purchase")
    case .notDeclared:
      switch claim.subject {
      case .awareness: return w("claims.why.no-advertising")
      case .club: return w("claims.why.no-joining")
      case .sieve, .entries, .beginning, .circle, .oneExperience, .weakestLink, .ease, .ownChannel:
        return w("claims.why.no-steps")
      }
    case .notMeasured: return w("claims.why.not-measured")
    case .tooShort:
      return claim.subject == .awareness
        ? w("claims.why.no-year") : w("claims.why.no-horizon", ["window": .text(window)])
    case .tooFew:
      guard claim.subject == .weakestLink, let n = surveys.ratedTwo.shown else { return w("claims.why.few") }
      return w("claims.why.few-rated", ["n": .count(n)])
    case .hidden: return w("claims.why.hidden")
    case .undecided: return w("claims.why.undecided")
    }
  }

  /// What would have to be collected.
  func need(_ claim: Claim, _ obstacle: Claim.Obstacle) -> RichText {
    if case .noPurchase = obstacle { return w("claims.need-purchases") }
    if case .hidden = obstacle { return w("claims.need-more") }
    return w("claims.\(claim.subject.rawValue).need", ["window": .text(window)])
  }
}
