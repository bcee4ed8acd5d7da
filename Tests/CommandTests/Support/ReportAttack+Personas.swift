import TestSupport

/// Customers by persona, and who fits two.
extension ReportAttack {
  /// Who fits both is part of either; who fits exactly one of two follows, and all of them and those of neither are everybody.
  mutating func addPersonas(_ report: JSONValue, _ open: JSONValue) {
    let personas = open["personas"].list
    guard !personas.isEmpty else { return }
    for (p, truth) in personas.enumerated() {
      add("persona \(p)", report["personas"][p]["customers"], truth["customers"])
      share("persona \(p)", report["personas"][p]["share"], truth["share"], part: "persona \(p)", whole: "cameIn")
      bound("persona \(p)", "cameIn", ofPeople: true)
      // The same customers where groups of a column or of the persona itself are told.
      for (b, own) in open["groupJourneys"].list.enumerated() {
        for (g, group) in own["groups"].list.enumerated() where group["kind"].string == "value" {
          relate([cells["ways \(b) \(g)"]], cells["persona \(p)"], "persona \(p) as group", ifTrue: true)
        }
      }
    }
    let (shown, truth) = (report["personaOverlap"], open["personaOverlap"])
    add("no persona", shown["none"], truth["none"])
    share("no persona", shown["noneShare"], truth["noneShare"], part: "no persona", whole: "cameIn")
    guard personas.count == 2 else { return }
    add("both personas", shown["pairs"][0]["customers"], truth["pairs"][0]["customers"])
    let both = truth["pairs"][0]["customers"].int ?? 0
    for p in 0...1 {
      let rest = (count("persona \(p)") ?? 0) - both
      addSecret("persona \(p) alone", rest)
      relate([cells["both personas"], cells["persona \(p) alone"]], cells["persona \(p)"], "persona \(p) alone")
    }
    relate(
      ["both personas", "persona 0 alone", "persona 1 alone", "no persona"].map { cells[$0] }, cells["cameIn"],
      "personas")
  }

  /// A count that is written nowhere, of people.
  private mutating func addSecret(_ name: String, _ truth: Int) {
    let cell = addUnknown(name, truth)
    if 1..<fewest ~= truth { hidden.append((cell, name, truth)) }
  }

  private func count(_ name: String) -> Int? { cells[name].map { truths[$0] } }
}
