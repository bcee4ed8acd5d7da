import Findings
import Wording

/// What the club changes: members and others as they are, like with like, and over time.
extension ComingBackPage {
  /// The three numbers, why they differ, and what follows; `nil` without a club.
  func club() -> Section? {
    guard let club = report.club else { return nil }
    var blocks: [Block] = []
    if let raw = raw(club) { blocks.append(.paragraph(raw)) }
    blocks.append(.table(table(club)))
    if let matched = matched(club) {
      blocks.append(.paragraph(matched))
      blocks.append(.paragraph(w("club.why")))
    }
    blocks.append(.paragraph(reason(club)))
    if let cost = clubCost() { blocks.append(.paragraph(cost)) }
    return Section(id: "club", heading: clubTitle(club), blocks: blocks)
  }

  /// The verdict in a line.
  func clubTitle(_ club: ClubFindings) -> RichText {
    switch club.verdict {
    case .helps: w("club.title.helps")
    case .doesNot: w("club.title.not")
    case .cannotBeTold: w("club.title.open")
    }
  }

  /// Members and others as they are, which is no effect of the club.
  private func raw(_ club: ClubFindings) -> RichText? {
    guard let own = club.memberBuyers.share.shown, let rest = club.otherBuyers.share.shown else { return nil }
    let shares = w("club.raw", ["in": .text(percent(own)), "out": .text(percent(rest))])
    guard let mean = club.memberMean.shown, let other = club.otherMean.shown else { return shares }
    return shares + " "
      + w(
        "club.means", ["in": .text(w.decimal(mean, places: 1)), "out": .text(w.decimal(other, places: 1))])
  }

  /// Like with like from joining on, and over time.
  private func matched(_ club: ClubFindings) -> RichText? {
    guard let matched = club.matched.shown, let n = club.compared.customers.shown, let all = club.joiners.shown,
      let others = club.alike.customers.shown
    else { return nil }
    let sentence = w(
      matched.value < 0 ? "club.matched-less" : "club.matched-more",
      [
        "points": .text(w.points(matched.value, base: 1_000)),
        "range": .text(w.pointsRange(matched.low, matched.high)), "window": .text(window),
        "traits": .text(traits(club.matching)), "n": .number(n), "all": .number(all), "others": .number(others),
      ])
    guard let hazard = club.hazard.shown else { return sentence + " " + w("club.hazard-none") }
    return sentence + " "
      + w(
        "club.hazard",
        [
          "ratio": .text(w.decimal(hazard.value, places: 2)),
          "range": .text(w.numberRange(hazard.low, hazard.high, places: 2)),
        ])
  }

  /// What others are like members in.
  private func traits(_ matching: ClubFindings.Matching) -> RichText {
    switch matching {
    case .channelAndValue: w("club.traits.all")
    case .value: w("club.traits.value")
    case .none: w("club.traits.purchases")
    }
  }

  /// Why the verdict is what it is.
  private func reason(_ club: ClubFindings) -> RichText {
    switch club.gap {
    case .noDates: return w("club.reason.no-dates")
    case .few: return w("club.reason.few")
    case .hidden: return w("club.reason.hidden")
    case nil: break
    }
    guard let trait = club.hiddenTrait.shown, let end = club.hiddenTraitOfEnd.shown else {
      return w("club.reason.few")
    }
    switch club.verdict {
    case .helps: return w("club.reason.helps", ["trait": .text(w.decimal(end, places: 1))])
    case .doesNot:
      return w("club.reason.not", ["smallest": .text(w.points(club.smallest, base: 100))])
    case .cannotBeTold:
      guard let matched = club.matched.shown, matched.low > 0 else { return w("club.reason.zero") }
      return w(
        "club.reason.trait", ["trait": .text(w.decimal(trait, places: 1)), "end": .text(w.decimal(end, places: 1))])
    }
  }

  private func table(_ club: ClubFindings) -> Table {
    func row(
      _ name: RichText, _ own: ClubFindings.Side, _ others: ClubFindings.Side, _ difference: Published<Estimate>
    ) -> Table.Row {
      let e = difference.shown
      let none = missing(difference.isHidden)
      return Table.Row([
        text(name), datum(own.customers), datum(own.share), datum(others.customers), datum(others.share),
        e.map { Datum(value: $0.value, text: w.signed($0.value * 100, places: 1)) } ?? none,
        e.map { text(w.pointsRange($0.low, $0.high)) } ?? none,
      ])
    }
    let hazard = club.hazard.shown
    let none = missing(club.hazard.isHidden)
    return Table(
      id: "club", caption: w("club.table"),
      columns: [
        column("club.column.comparison", .name), column("club.column.members"), column("club.column.members-again"),
        column("club.column.others"), column("club.column.others-again"), column("club.column.difference"),
        column("sieve.column.range"),
      ],
      rows: [
        row(w("club.row.raw"), club.memberBuyers, club.otherBuyers, club.raw),
        row(w("club.row.matched", ["window": .text(window)]), club.compared, club.alike, club.matched),
        Table.Row([
          text(w("club.row.hazard")), undefinedDatum, undefinedDatum, undefinedDatum, undefinedDatum,
          hazard.map { Datum(value: $0.value, text: w("club.times", ["n": .text(w.decimal($0.value, places: 2))])) }
            ?? none,
          hazard.map { text(w.captionRange($0.low, $0.high, places: 2)) } ?? none,
        ]),
      ])
  }
}

extension SummaryPage {
  /// What the club changes, in a sentence; `nil` without a club, or where not even the raw difference may be told.
  func clubSentence() -> RichText? {
    guard let club = report.club, let own = club.memberBuyers.share.shown, let rest = club.otherBuyers.share.shown
    else { return nil }
    let shares: KeyValuePairs<String, Argument> = ["in": .text(percent(own)), "out": .text(percent(rest))]
    switch club.verdict {
    case .helps: return returnNote(w("club.summary.helps", shares))
    case .doesNot: return returnNote(w("club.summary.not", shares))
    case .cannotBeTold:
      guard let matched = club.matched.shown else { return returnNote(w("club.summary.open", shares)) }
      return returnNote(
        w(
          "club.summary.left",
          [
            "in": .text(percent(own)), "out": .text(percent(rest)),
            "range": .text(w.pointsRange(matched.low, matched.high)),
          ]))
    }
  }
}
