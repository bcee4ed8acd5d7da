import Findings
import Wording

/// Ten claims about customers, and what these data say of each.
struct ClaimsPage: PageContent {
  let telling: Telling

  /// The page, from the tally to how sure all verdicts are together.
  func page() -> Page {
    Page(
      id: .claims, language: w.language, name: w.plain("page.ten-claims"), headline: tally, lead: [w("claims.lead")],
      keyFigures: [
        figure(.holds, "claims.tile.holds"), figure(.doesNotHold, "claims.tile.not"),
        figure(.cannotBeTold, "claims.tile.open"),
      ],
      sections: [
        Section(id: "claims", heading: w("claims.heading"), blocks: [.claims(claims.claims.map(row))]),
        Section(id: "together", heading: w("claims.together.heading"), blocks: together() + [.table(table())]),
      ])
  }

  var claims: ClaimFindings { report.claims }

  /// "Of the ten claims 6 hold, 2 do not hold here, and 2 cannot be told".
  private var tally: RichText { w("claims.tally", counts) }

  /// The same as a line of page one.
  var line: RichText { w("claims.line", counts) }

  private var counts: KeyValuePairs<String, Argument> {
    [
      "hold": .number(claims.count(.holds)), "not": .number(claims.count(.doesNotHold)),
      "open": .number(claims.count(.cannotBeTold)),
    ]
  }

  private func figure(_ verdict: Claim.Verdict, _ key: String) -> KeyFigure {
    let own = claims.claims.filter { $0.verdict == verdict }
    return KeyFigure(
      id: verdict.rawValue, label: w(key), value: datum(things: own.count),
      note: own.isEmpty ? RichText() : w("claims.tile.which", ["n": .count(own.count), "which": .text(numbers(own))]))
  }

  private func numbers(_ claims: [Claim]) -> RichText { w.list(claims.map { w.number($0.subject.number) }) }

  private func row(_ claim: Claim) -> ClaimRow {
    let place = place(claim)
    return ClaimRow(
      id: "claim-\(claim.subject.number)", claim: name(claim.subject), checked: checked(claim),
      verdict: mark(claim.verdict), verdictText: verdictWords(claim.verdict), value: value(claim),
      sentence: sentence(claim), picture: picture(claim), confidence: confidence(claim).word,
      confidenceNote: confidence(claim).note, link: RichText(w.plain(place.page.phrase)), page: place.page,
      section: place.section)
  }

  private func mark(_ verdict: Claim.Verdict) -> ClaimRow.Verdict {
    switch verdict {
    case .holds: .holds
    case .doesNotHold: .fails
    case .cannotBeTold: .open
    }
  }

  func verdictWords(_ verdict: Claim.Verdict) -> RichText {
    switch verdict {
    case .holds: w("claims.verdict.holds")
    case .doesNotHold: w("claims.verdict.not")
    case .cannotBeTold: w("claims.verdict.open")
    }
  }

  /// What is claimed, as a consultant says it.
  func name(_ subject: Claim.Subject) -> RichText { w("claims.\(subject.rawValue).claim") }

  private func checked(_ claim: Claim) -> RichText {
    switch claim.subject {
    case .ease where claim.isRated: w("claims.ease.checked-rated")
    case .ownChannel, .ease, .sieve, .entries, .beginning, .circle, .awareness, .oneExperience, .weakestLink, .club:
      w("claims.\(claim.subject.rawValue).checked", ["window": .text(window)])
    }
  }

  var window: RichText { w.duration(micros: report.blueprint.windows.repurchase) }

  private func confidence(_ claim: Claim) -> (word: RichText, note: RichText) {
    if claim.verdict != .cannotBeTold {
      return claim.standsTogether
        ? (w("claims.sure.together"), w("claims.sure.together-note"))
        : (w("claims.sure.alone"), w("claims.sure.alone-note"))
    }
    switch claim.obstacle {
    case .undecided, nil: return (w("claims.sure.unclear"), w("claims.sure.unclear-note"))
    case .tooFew, .tooShort, .hidden: return (w("claims.sure.few"), w("claims.sure.few-note"))
    case .noPurchase, .notDeclared, .notMeasured: return (w("claims.sure.none"), w("claims.sure.none-note"))
    }
  }

  /// Where it is measured, or where it says what to measure.
  private func place(_ claim: Claim) -> (page: PageID, section: String?) {
    let wanted: (PageID, String) =
      switch claim.subject {
      case .sieve: (.funnelAndSieve, "reasons")
      case .entries: (.overTime, "entry-channels")
      case .beginning: (.comingBack, "cycle")
      case .circle: (.comingBack, "cycle")
      case .awareness: (.comingBack, "awareness")
      case .oneExperience: (.satisfaction, "consistency")
      case .weakestLink: (.satisfaction, "chain-test")
      case .ease: claim.isRated ? (.satisfaction, "again") : (.paths, "effort")
      case .club: (.comingBack, "club")
      case .ownChannel: (.channels, "entry-by-purchase")
      }
    return claim.number.shown != nil ? wanted : (.programme, nil)
  }

  /// What looking at ten claims at once does to how sure each is.
  private func together() -> [Block] {
    guard claims.tested > 0 else { return [.paragraph(w("claims.together.none"))] }
    let standing = claims.claims.filter(\.standsTogether)
    let wrong = w(
      "claims.together.chance",
      ["n": .count(claims.tested), "wrong": .text(w.decimal(claims.wrongByChance, places: 1))])
    let stand =
      standing.isEmpty
      ? w("claims.together.none-stands")
      : w("claims.together.stand", ["n": .count(standing.count), "which": .text(numbers(standing))])
    return [.paragraph(wrong), .paragraph(stand)]
  }

  private func table() -> Table {
    Table(
      id: "claims", caption: w("claims.table"),
      columns: [
        column("claims.column.claim", .name), column("claims.column.verdict", .text), column("claims.column.number"),
        column("sieve.column.range"), column("claims.column.holds"), column("claims.column.fails"),
        column("claims.column.p"), column("claims.column.p-together"),
      ],
      rows: claims.claims.map { claim in
        Table.Row([
          text(name(claim.subject)), text(verdictWords(claim.verdict)), value(claim), range(claim),
          bound(claim, claim.bounds.holds), bound(claim, claim.bounds.fails), p(claim.pValue), p(claim.adjustedP),
        ])
      })
  }

  private func p(_ value: Double?) -> Datum {
    guard let value else { return undefinedDatum }
    return Datum(value: value, text: value < 0.0001 ? .figures("<0.0001") : w.decimal(value, places: 4))
  }
}
