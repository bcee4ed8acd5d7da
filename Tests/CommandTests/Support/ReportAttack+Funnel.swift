import TestSupport

/// The funnel, and what it does not see.
extension ReportAttack {
  /// Customers, or journeys, by step.
  mutating func addFunnel(_ base: String, _ shown: JSONValue, _ truth: JSONValue) {
    let kinds = ["strict", "ordered", "anyOrder", "firstEntry", "attempts", "touched"]
    let steps = truth["ordered"].list.count
    for kind in kinds {
      for step in 0..<steps { add("\(base) \(kind) \(step)", shown[kind][step], truth[kind][step]) }
      guard kind != "touched" else { continue }
      for step in 0..<max(0, steps - 1) {
        bound("\(base) \(kind) \(step + 1)", "\(base) \(kind) \(step)", ofPeople: base == "customers")
      }
    }
    for step in 0..<steps {
      bound("\(base) strict \(step)", "\(base) ordered \(step)")
      bound("\(base) ordered \(step)", "\(base) anyOrder \(step)")
      // Journeys that began before a period touch a step in it, and are none of its journeys.
      if !hasPeriod || base == "customers" {
        bound("\(base) touched \(step)", base == "customers" ? "people" : "cycles")
      }
    }
  }

  /// What no funnel has.
  mutating func addBlindness(_ shown: JSONValue, _ truth: JSONValue) {
    for key in ["outside", "outsideStrict"] { add("blind \(key)", shown[key], truth[key]) }
    add("blind purchases", shown["purchases"], truth["purchases"])
    relate([cells["blind purchases"]], cells["purchases"], "purchases", ifTrue: true)
    let reasons = truth["reasons"].members.keys.sorted()
    for key in reasons { add("blind \(key)", shown["reasons"][key], truth["reasons"][key]) }
    relate(reasons.map { cells["blind \($0)"] }, cells["blind outside"], "reasons")
    bound("blind outside", "blind outsideStrict")
    add("blind firstOutside", shown["firstOutside"], truth["firstOutside"])
    relate(
      reasons.filter { $0 != "repeatPurchase" }.map { cells["blind \($0)"] }, cells["blind firstOutside"],
      "first reasons")
    share("blind first", shown["firstShare"], truth["firstShare"], part: "blind firstOutside", whole: "buyers")
    bound("blind first rest", "blind purchases")
    bound("blind outsideStrict", "blind purchases", ofPeople: true)
    relate([cells["buyers"], cells["blind repeatPurchase"]], cells["purchases"], "repeat purchases", ifTrue: true)
  }
}
