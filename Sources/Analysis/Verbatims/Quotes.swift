import Journeys

extension Blueprint {
  /// The same with the customers' words that the consultant chose to quote scrubbed of numbers and addresses.
  ///
  /// Approving a quotation is a decision about its words; a telephone left in it is an oversight. What is taken out shows
  /// as "[…]" in every language. The consultant's own notes stay as they were written.
  package func scrubbingQuotes() -> Blueprint {
    var blueprint = self
    for i in blueprint.notes.indices where blueprint.notes[i].isQuote {
      blueprint.notes[i].text.entries = blueprint.notes[i].text.entries.map { ($0.code, scrub($0.text) { _ in "[…]" }) }
    }
    return blueprint
  }
}
