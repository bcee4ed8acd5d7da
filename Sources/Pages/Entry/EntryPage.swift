import Findings
import Wording

/// Where each role and each department begins to read: what is its own, from the same findings.
struct EntryPage: PageContent {
  let telling: Telling

  /// Whose page it is.
  private enum Role: String, CaseIterable {
    case owner, marketing, sales, service, retention, training

    /// Claims that speak of what the role can change.
    var claims: [Claim.Subject] {
      switch self {
      case .owner: []
      case .marketing: [.entries, .awareness, .ownChannel]
      case .sales: [.sieve, .ease]
      case .service: [.weakestLink, .ease]
      case .retention: [.beginning, .circle, .club]
      case .training: [.oneExperience, .weakestLink]
      }
    }

    /// Where the role reads on.
    var page: PageID {
      switch self {
      case .owner: .whatToDo
      case .marketing: .channels
      case .sales: .funnelAndSieve
      case .service: .satisfaction
      case .retention: .comingBack
      case .training: .programme
      }
    }
  }

  /// A section for each role, and one for each department.
  func page() -> Page {
    Page(
      id: .entry, language: w.language, name: w.plain("page.where-to-read"), headline: w("entry.headline"),
      lead: [w("entry.lead")], sections: Role.allCases.map(section) + departments())
  }

  private func section(_ role: Role) -> Section {
    let claims = ClaimsPage(telling: telling)
    var lines = role.claims.compactMap { subject in report.claims.claims.first { $0.subject == subject } }
      .map(claims.told)
    switch role {
    case .owner:
      lines = [claims.line] + summary.startingPlaces.map { touchpointName($0.code) + ": " + $0.words }
    case .sales, .service: lines += [role == .sales ? effortSentence() : repeatedContacts()].compactMap { $0 }
    case .marketing, .retention, .training: break
    }
    return Section(
      id: "role-" + role.rawValue, heading: w("entry.role.\(role.rawValue)"),
      blocks: [
        .list(lines),
        .link(
          w("entry.read-on", ["page": .text(RichText(w.plain(role.page.phrase)))]), page: role.page, section: "content"),
      ])
  }

  /// Its touchpoints with how many pass, how many stop and what they say.
  private func departments() -> [Section] {
    report.catalog.departments.indices.compactMap { place in
      let codes = listed.map(\.code).filter { report.catalog.touchpoints[$0].department == place }
      guard !codes.isEmpty else { return nil }
      let department = report.catalog.departments[place]
      return Section(
        id: "department-" + department.id,
        heading: w("entry.department", ["name": .name(department.name.text(w.language.code))]),
        blocks: [.table(table("department-" + department.id, codes))])
    }
  }

  private func table(_ id: String, _ codes: [Int]) -> Table {
    Table(
      id: id, caption: w("entry.table"),
      columns: [
        column("entry.column.touchpoint", .name), column("entry.column.customers"), column("entry.column.leak"),
        column("sieve.column.range"), column("entry.column.score"),
      ],
      rows: codes.map { code in
        let own = report.touchpoints[code]
        var name = text(touchpointName(code))
        name.card = own.info.id
        return Table.Row([name, datum(own.customers), datum(own.leakRate), caption(own.leakRate), score(own.info.id)])
      })
  }

  private func score(_ id: String) -> Datum {
    guard let shown = mainScore(id) else { return text(w("phases.unmeasured")) }
    return datum(shown.score, shown.measure.metric)
  }
}
