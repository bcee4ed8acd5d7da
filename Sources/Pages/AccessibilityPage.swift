import Findings
import Wording

/// The statement on accessibility: what holds, what does not, and whom to turn to.
struct AccessibilityPage: PageContent {
  let telling: Telling

  /// What the pages do for everybody who reads them otherwise than by eye and mouse, and where they do not.
  func page() -> Page {
    var sections = ["done", "limits"].map { part in
      Section(
        id: "accessibility-" + part, heading: w("accessibility.\(part).title"),
        blocks: [.list((1...(part == "done" ? 4 : 2)).map { w("accessibility.\(part).\($0)") })])
    }
    if let own = report.blueprint.accessibility {
      let ways = [own.contact, own.phone].compactMap { $0 }.map { w.name($0) }
      let who = own.name.map { w.name($0.text(w.language.code)) } ?? clientName
      var lines = [w("accessibility.contact.how", ["name": .text(who), "ways": .text(w.list(ways))])]
      if let date = own.updated {
        lines.append(w("accessibility.contact.updated", ["date": .text(w.date(date.year, date.month, date.day))]))
      }
      sections.append(
        Section(
          id: "accessibility-contact", heading: w("accessibility.contact.title"), blocks: lines.map(Block.paragraph)))
    }
    return Page(
      id: .accessibility, language: w.language, name: w.plain("page.accessibility"),
      headline: w("accessibility.headline"), lead: [w("accessibility.lead")], sections: sections)
  }
}
