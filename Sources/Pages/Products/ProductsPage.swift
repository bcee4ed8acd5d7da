import Findings
import Wording

/// What they buy: first against further purchases, what follows what, what goes together, and when.
struct ProductsPage: PageContent {
  let telling: Telling

  func page() -> Page {
    guard let bought = report.bought else {
      return Page(
        id: .products, language: w.language, name: w.plain("page.what-they-buy"), headline: w("products.headline-none"),
        lead: [], sections: [])
    }
    let further = further(bought)
    let next = GroupLook(telling: telling, groups: bought.next, side: .next, place: 0, isOfProducts: true)
    let pairs = together(bought)
    var sections = [further.section].compactMap { $0 }
    if next.look.places.count > 1 { sections.append(Section(id: "what-follows", blocks: next.blocks())) }
    if let section = baskets(bought, pairs) { sections.append(section) }
    sections.append(when(bought))
    if !report.groupJourneys.isEmpty {
      sections.append(
        Section(
          id: "more", heading: w("groups.more"),
          blocks: [.link(w("products.groups-link"), page: .groups, section: "column-0")]))
    }
    return Page(
      id: .products, language: w.language, name: w.plain("page.what-they-buy"),
      headline: further.said.first ?? next.first?.text ?? pairs.first ?? w("products.headline-none"),
      lead: [w("products.lead")], sections: sections)
  }

  /// A product's name, or what stands for several or for all others.
  func productName(_ code: UInt32, _ bought: ProductFindings) -> RichText {
    if code == bought.several { return w("groups.product.several") }
    guard Int(code) < report.products.count else { return w("groups.product.others") }
    return w.name(report.products[Int(code)].name.text(w.language.code))
  }

  /// First purchases against second ones, and all later ones beside them.
  private func further(_ bought: ProductFindings) -> (section: Section?, said: [RichText]) {
    let own = bought.numbers
    guard own.rows.count > 1, own.rows.contains(where: { !$0.second.isZero }) else { return (nil, []) }
    let words = FirstAndLaterWords(
      table: "products.further.table", place: "groups.product.columns", first: "products.further.first",
      second: "products.further.second", later: "products.further.later", more: "products.further.more",
      less: "products.further.less")
    let table = firstAndLaterTable(own, id: "first-and-further", words) { productName($0.place, bought) }
    // Of all others together nothing is said.
    let said = firstAndLaterSentences(own.rows.filter { $0.place != bought.others }, words) {
      productName($0.place, bought)
    }
    return (
      Section(
        id: "first-and-further",
        heading: w(own.verdict == .differ ? "products.further.differ" : "products.further.heading"),
        blocks: (own.verdict == .differ ? [] : [.paragraph(w("products.further.\(own.verdict.rawValue)"))])
          + said.prefix(3).map { .paragraph($0) } + [.table(table)]), said
    )
  }

  /// Products that are shown to go together, the greatest lift first.
  private func together(_ bought: ProductFindings) -> [RichText] {
    bought.pairs.compactMap { pair in
      guard pair.isMore == true, let lift = pair.lift.shown else { return nil }
      return w(
        "products.baskets.pair",
        [
          "a": .text(productName(pair.a, bought)), "b": .text(productName(pair.b, bought)),
          "lift": .text(w.decimal(lift.value, places: 1)),
          "range": .text(w.numberRange(lift.low, lift.high, places: 1)),
        ])
    }
  }

  private func baskets(_ bought: ProductFindings, _ pairs: [RichText]) -> Section? {
    guard bought.hasSeveral, !bought.pairs.isEmpty else { return nil }
    let rows = bought.pairs.map { pair in
      Table.Row([
        text(productName(pair.a, bought)), text(productName(pair.b, bought)), datum(pair.together),
        pair.lift.shown.map { Datum(value: $0.value, text: w.decimal($0.value, places: 1)) }
          ?? missing(pair.lift.isHidden),
        pair.lift.shown.map { text(w.captionRange($0.low, $0.high, places: 1)) } ?? missing(pair.lift.isHidden),
        text(w(pair.isMore.map { "groups.mark.\($0 ? "more" : "less")" } ?? "groups.mark.none")),
      ])
    }
    let table = Table(
      id: "baskets", caption: w("products.baskets.table"),
      columns: [
        column("groups.product.columns", .name), column("products.baskets.other", .text),
        column("products.baskets.days"), column("products.baskets.lift"), column("sieve.column.range"),
        column("products.baskets.against", .text),
      ], rows: rows)
    return Section(
      id: "baskets", heading: w("products.baskets.heading"),
      blocks: [pairs.isEmpty ? .paragraph(w("products.baskets.none")) : .list(Array(pairs.prefix(6)))] + [
        .folded(w("answers.numbers"), table)
      ])
  }

  /// On which day, at which hour and in which season each product is bought first.
  private func when(_ bought: ProductFindings) -> Section {
    func look(_ groups: GroupFindings, _ side: GroupLook.Side) -> [Block] {
      let look = GroupLook(telling: telling, groups: groups, side: side, place: 0, isOfProducts: true)
      return look.look.places.count > 1 ? look.blocks() : []
    }
    let seasons = bought.hasSeasons ? look(bought.when, .season) : [.paragraph(w("products.seasons-short"))]
    return Section(
      id: "when", heading: w("products.when"),
      blocks: look(bought.next, .weekday) + look(bought.when, .hour) + seasons)
  }
}
