import Findings
import Wording

/// What these data do not allow to be said, why, and what would have to be collected; by what it would decide.
struct UnsaidPage: PageContent {
  let telling: Telling

  /// Something that cannot be said.
  struct Gap {
    var what: RichText
    var why: RichText
    var need: RichText
    var decides: RichText
  }

  /// The sheet.
  func page() -> Page {
    let gaps = gaps()
    let sections =
      gaps.isEmpty ? [] : [Section(id: "unsaid", heading: w("unsaid.heading"), blocks: [.table(table(gaps))])]
    return Page(
      id: .unsaid, language: w.language, name: w.plain("page.cannot-be-said"),
      headline: w("unsaid.headline", ["n": .count(gaps.count)]), lead: [w("unsaid.lead")], sections: sections)
  }

  private func table(_ gaps: [Gap]) -> Table {
    Table(
      id: "unsaid", caption: w("unsaid.table"),
      columns: [
        column("unsaid.column.what", .name), column("unsaid.column.why", .text), column("unsaid.column.need", .text),
        column("unsaid.column.decides", .text),
      ], rows: gaps.map { Table.Row([text($0.what), text($0.why), text($0.need), text($0.decides)]) })
  }

  /// Where to begin first, then the claims in their order, then what the numbers could be held against.
  private func gaps() -> [Gap] {
    let claims = ClaimsPage(telling: telling)
    let open = report.claims.claims.compactMap { claim -> Gap? in
      guard claim.verdict == .cannotBeTold, let obstacle = claim.obstacle else { return nil }
      let more =
        claim.timesTheCases.map { w("claims.more", ["times": .text(w.decimal($0.rounded(.up), places: 0))]) }
        ?? w("claims.more-none")
      return Gap(
        what: claims.name(claim.subject), why: claims.why(claim, obstacle),
        need: obstacle == .undecided ? more : claims.need(claim, obstacle),
        decides: w("unsaid.claim.\(claim.subject.rawValue)"))
    }
    return whereToBegin() + open + whatToHoldAgainst()
  }

  private func gap(_ key: String) -> Gap {
    Gap(
      what: w("unsaid.\(key).what"), why: w("unsaid.\(key).why"), need: w("unsaid.\(key).need"),
      decides: w("unsaid.\(key).decides"))
  }

  /// What decides about the places to begin with.
  private func whereToBegin() -> [Gap] {
    var gaps: [Gap] = []
    if !report.hasPurchases || report.journeys.purchases.isZero {
      gaps.append(gap("purchases"))
    } else {
      if report.journeys.amount == .undefined { gaps.append(gap("money")) }
      if report.window.window == nil { gaps.append(gap("leaks")) }
    }
    let rated = surveys.touchpoints.contains { !$0.scores.isEmpty }
    if !rated { gaps.append(gap("scores")) }
    if surveys.choices.isEmpty, surveys.terms.allSatisfy({ $0.terms.isEmpty }) { gaps.append(gap("reasons")) }
    if report.catalog.touchpoints.allSatisfy({ $0.department == nil }) { gaps.append(gap("owners")) }
    return gaps
  }

  /// What the numbers could be held against.
  private func whatToHoldAgainst() -> [Gap] {
    var gaps: [Gap] = []
    if report.returns != nil, report.returns?.forecast == nil { gaps.append(gap("forecast")) }
    if report.books.totals.isEmpty { gaps.append(gap("books")) }
    if report.blueprint.targets.isEmpty { gaps.append(gap("targets")) }
    if report.decisions.isEmpty { gaps.append(gap("decisions")) }
    return gaps
  }
}
