import Findings
import Wording

/// The words of the report.
struct GlossaryPage: PageContent {
  let telling: Telling

  /// Terms in the order a reader meets them.
  func page() -> Page {
    let terms = [
      "sieve", "funnel", "touchpoint", "event", "cycle", "stage", "channel", "leak", "hole", "scenario", "open", "well",
      "return", "loop", "rest", "inactive", "cohort", "odds-ratio", "attribute", "group", "persona", "own-channel",
      "only-channel", "variant",
      "conversion", "window", "range", "company", "contact", "relational", "transactional", "momentary",
      "nps", "csat", "ces", "index", "weakest", "contenders", "strength", "probability", "directional", "evidence",
      "driver",
      "consistency", "claim", "effort", "wave", "response", "coverage", "quarantine",
    ]
    let entries: [(id: String, term: RichText, meaning: [RichText])] = terms.map {
      ($0, w("glossary.term.\($0).term"), [w("glossary.term.\($0).meaning")])
    }
    return Page(
      id: .glossary, language: w.language, name: w.plain("page.glossary"), headline: w("glossary.headline"),
      lead: [w("glossary.lead")], sections: [Section(id: "terms", blocks: [.definitions(entries)])])
  }
}
