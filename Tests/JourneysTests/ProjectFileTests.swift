import TestSupport
import Testing

@testable import Journeys

/// The message a project file is refused with, or an empty text.
private func refusal(_ yaml: String) -> String {
  do {
    _ = try Blueprint(yaml: yaml, file: "p.yml")
    return ""
  } catch {
    return TestWords.said(error)
  }
}

@Suite struct ProjectFileTests {
  @Test("a client's name alone is enough")
  func minimal() throws {
    let blueprint = try Blueprint(yaml: "client: Nof Home", file: "p.yml")
    #expect(blueprint.client.name.text("he") == "Nof Home")
    #expect(blueprint.languages == ["he", "en"])
    #expect(blueprint.windows == Windows())
    #expect(blueprint.windows.conversion == 30 * Micros.day)
    #expect(blueprint.windows.repurchase == 180 * Micros.day)
    #expect(blueprint.windows.inactivity == .auto)
    #expect(blueprint.ties == .auto)
    #expect(blueprint.lifecycle == .complete)
    #expect(blueprint.privacy == Privacy(behaviour: 5, ratings: 10, quotes: true, isOff: false))
  }

  @Test(
    "a complaint is a customer's touch, and a call back no leaving of details",
    arguments: [
      ("kind: purchase, complaint: yes", "complaint of x: a touchpoint of kind purchase cannot be marked so"),
      ("initiated-by: company, complaint: yes", "complaint of x: what the company initiates"),
      ("kind: exit, call-back: yes", "call-back of x: a touchpoint of kind exit cannot be marked so"),
      ("contact: indirect, call-back: yes", "call-back of x: where details are left nobody calls back"),
      ("kind: service, complaint: yes, call-back: no", ""), ("kind: purchase, complaint: no", ""),
    ])
  func marks(entry: String, message: String) {
    let said = refusal("client: T\ntouchpoints: [{id: x, \(entry)}]")
    #expect(message.isEmpty ? said.isEmpty : said.contains(message), "\(said)")
  }

  @Test("every key of the contract is read")
  func contract() throws {
    let b = try Blueprint(yaml: contractExample, file: "p.yml")
    #expect(b.client.id == "nof-home")
    #expect(b.client.name.text("he") == "נוף לבית")
    #expect(b.vocabulary.contains { $0.key == "customer.many" && $0.language == "he" && $0.word == "מבוטחים" })
    #expect(b.vocabulary.contains { $0.key == "customer.one" && $0.language == "en" && $0.word == "policyholder" })
    #expect(b.timezone == "Asia/Jerusalem")
    #expect(b.currency == "ILS")
    #expect(b.value.basis == .revenue && b.value.vat == .included)
    #expect(b.accent == "#1b6f8a")
    #expect(!b.isDraft)
    #expect(b.period?.first.iso == "2026-01-01" && b.period?.last.iso == "2026-06-30")
    #expect(b.compare?.last.iso == "2025-12-31")
    #expect(b.observedUntil?.iso == "2026-07-05")
    #expect(b.calendar.map(\.exclude) == [false, true])
    #expect(b.windows.visit == 30 * Micros.minute)
    #expect(b.windows.momentary == Micros.day)
    #expect(b.filter.map(\.patterns) == [["heartbeat"]])
    #expect(b.rename.map(\.to) == ["facebook_ad"])
    #expect(b.stages.map(\.inactivity) == [60 * Micros.day, nil, nil])
    #expect(b.touchpoints[0].aliases == ["Sales call", "שיחת נציג"])
    #expect(b.touchpoints[0].contact == .direct && b.touchpoints[0].isPlanned && !b.touchpoints[0].isCompanyInitiated)
    #expect(b.touchpoints[0].isComplaint && b.touchpoints[0].isCallBack)
    #expect(b.touchpoints[0].name.exact("he-definite") == "שיחת המכירה")
    #expect(b.funnel?.steps.map(\.id) == ["discover", "consider", "buy"])
    #expect(b.funnel?.steps.map(\.isOptional) == [false, true, false])
    #expect(b.funnel?.exclusions.map(\.touchpoint) == ["complaint"])
    #expect(b.funnel?.window == 30 * Micros.day)
    #expect(b.notes.map(\.place) == [.headline, .touchpoint("call_centre"), .touchpoint("call_centre")])
    #expect(b.notes.map(\.isQuote) == [false, false, true])
    #expect(b.hidden == ["finding/weekday"])
    #expect(b.totals.map(\.value) == [12903])
    #expect(b.sources.map(\.kind) == [.events, .identities, .survey])
    #expect(b.sources[0].rejectAbove == 0.01)
    #expect(b.sources[0].columns.first { $0.role == "order" }?.column == "order_id")
    #expect(b.sources[0].attributes == ["platform"])
  }

  @Test("retention is rolling months unless the project says otherwise")
  func retention() throws {
    #expect(try Blueprint(yaml: "client: T", file: "p.yml").retention == Retention(periods: .rolling, unit: .month))
    let other = try Blueprint(yaml: "client: T\nretention: {periods: calendar, unit: quarter}", file: "p.yml")
    #expect(other.retention == Retention(periods: .calendar, unit: .quarter))
  }

  @Test("a misspelt key names its line and column and the key that was meant")
  func unknownKeys() {
    let message = refusal("client: T\nperiodd: 2026-01-01..2026-02-01")
    #expect(message.hasPrefix("p.yml:2:1: "))
    #expect(message.contains("\"period\""))
    let inner = refusal("client: T\nwindows:\n  visit: 30m\n  inactivty: 3d")
    #expect(inner.hasPrefix("p.yml:4:3: "))
    #expect(inner.contains("\"inactivity\""))
  }

  @Test(
    "a misspelt inner key is refused in the keys that are used later, too",
    arguments: [
      "retention: {period: rolling}", "retention: {periods: roling}", "groups: [{bye: age}]",
      "personas: [{id: a, wher: {x: 1}}]", "personas: [{id: a, where: {x: 1}}, {id: a, where: {x: 1}}]",
      "club: {membr: club}", "captive: {were: {area: [x]}}", "captive: perhaps", "offers: {colum: x}",
      "organisation: {brunch: x}", "targets: [{metric: nps, valu: 3}]", "targets: [{metric: nps, value: high}]",
      "sources: [{file: a.csv, kind: survey, type: momentery}]",
      "sources: [{file: a.csv, kind: survey, questions: [{column: q, metric: npz}]}]",
      "sources: [{file: a.csv, kind: survey, questions: [{colum: q, metric: nps}]}]",
      "sources: [{file: a.csv, kind: survey, questions: [{column: q, metric: ces, scale: 7}]}]",
      "sources: [{file: a.csv, kind: survey, columns: {custumer: id}}]",
      "sources: [{file: a.csv, kind: identities, columns: {ids: id}}]", "filter: [{touchpont: [x]}]",
      "calendar: [{dates: 2026-01-01, nam: x}]", "facts: [{date: 2026-01-01, nam: x}]",
      "facts: [{name: x}]", "totals: [{what: purchase, value: 3}]",
      "vocabulary: {custmer: x}", "vocabulary: {customer: {he: מבוטח}}",
    ])
  func innerKeys(line: String) {
    #expect(refusal("client: T\n" + line).hasPrefix("p.yml:2:"))
  }

  @Test("a dated fact has a day, a name, and the touchpoints it is about")
  func facts() throws {
    let b = try Blueprint(
      yaml: "client: T\nfacts: [{date: 2025-09-01, name: {he: מוביל, en: Carrier}, touches: delivery}, "
        + "{date: 2025-10-01, name: Strike}]", file: "p.yml")
    #expect(b.facts.map(\.date.iso) == ["2025-09-01", "2025-10-01"])
    #expect(b.facts[0].name.text("he") == "מוביל" && b.facts[0].touches == ["delivery"] && b.facts[1].touches.isEmpty)
  }

  @Test("an unknown stage, department or step names the nearest declared one")
  func unknownIDs() {
    let stage = refusal("client: T\nstages: [discover, consider]\ntouchpoints:\n  - {id: ad, stage: discver}")
    #expect(stage.hasPrefix("p.yml:4:"))
    #expect(stage.contains("\"discover\""))
    let department = refusal("client: T\ndepartments: [sales]\ntouchpoints:\n  - {id: ad, department: sale}")
    #expect(department.contains("\"sales\""))
    let step = refusal("client: T\nstages: [a1]\ntouchpoints: [{id: visit, stage: a1}]\nfunnel: {steps: [a1, vist]}")
    #expect(step.contains("\"visit\""))
    let fact = refusal("client: T\ntouchpoints: [{id: visit}]\nfacts: [{date: 2026-01-01, name: N, touches: [vist]}]")
    #expect(fact.hasPrefix("p.yml:3:") && fact.contains("\"visit\""))
    // A step that is like nothing declared may be in the data.
    #expect(refusal("client: T\ntouchpoints: [visit]\nfunnel: {steps: [heartbeat, visit]}").isEmpty)
  }

  @Test(
    "what cannot be meant is refused where it stands",
    arguments: [
      ("client: T\nwindows: {conversion: 30 days}", "p.yml:2:"), ("client: T\nwindows: {repurchase: none}", "p.yml:2:"),
      ("client: T\nwindows: {visit: -3d}", "p.yml:2:"), ("client: T\nmerge-within: 99999999999999999999d", "p.yml:2:"),
      ("client: T\nperiod: 2026-02-30..2026-03-01", "p.yml:2:9"), ("client: T\nobserved-until: 2026-+1-01", "p.yml:2:"),
      ("client: T\nperiod: 2026-03-01..2026-02-01", "p.yml:2:"), ("client: T\nobserved-until: 5.7.2026", "p.yml:2:"),
      ("client: T\nstages: [a, b, a]", "p.yml:2:16"), ("client: T\ntouchpoints: [a, {id: a}]", "p.yml:2:"),
      ("client: T\ntouchpoints: [{id: a, aliases: [x]}, {id: b, aliases: [y, x]}]", "p.yml:2:38"),
      ("client: T\nchannels: [a, a]", "p.yml:2:"), ("client: T\nstages: discover", "p.yml:2:"),
      ("client: T\nfunnel: {steps: []}", "p.yml:2:"), ("client: T\nties: automatic", "p.yml:2:"),
      ("client: T\nprivacy: {behaviour: 1}", "p.yml:2:"), ("client: T\nprivacy: on", "p.yml:2:"),
      ("client: T\ntimezone: Asia/Jerusalm", "p.yml:2:"), ("client: T\ncurrency: shekel", "p.yml:2:"),
      ("client: T\naccent: red", "p.yml:2:"), ("client: T\nlanguages: [he, fr]", "p.yml:2:"),
      ("client: T\ntouchpoints: [{id: a, kind: buying}]", "p.yml:2:"),
      ("client: T\nfunnel: {steps: [{id: a, optional: yes}, b]}", "p.yml:2:"),
      ("client: T\nfunnel: {steps: [a, b], exclude: [{between: [b, a], touchpoint: c}]}", "p.yml:2:"),
      ("client: T\nsources: [{file: a, reject-above: 200%}]", "p.yml:2:"),
      ("client: T\nsources: [{file: a, columns: {custmer: x}}]", "p.yml:2:"),
      ("stages: [a]", "p.yml:1:1"), ("client:", "p.yml:1:"), ("", "p.yml:1:1"), ("- a\n- b", "p.yml:1:1"),
      ("client: [T]", "p.yml:1:"), ("client: T\nclient: U", "p.yml"), ("client: \"T", "p.yml:1:11: not valid YAML"),
      ("client: T\n\tx: y", "p.yml:2:1: not valid YAML"), ("client: *nobody", "p.yml:1:9: not valid YAML"),
    ])
  func refused(yaml: String, beginning: String) {
    let message = refusal(yaml)
    #expect(message.hasPrefix(beginning), "\(message)")
  }

  @Test("none switches a window off, and a window of the funnel's own beats the general one")
  func windows() throws {
    let b = try Blueprint(
      yaml: "client: T\nwindows: {inactivity: none, conversion: none, visit: 90s}\nfunnel: {steps: [a], window: 2w}",
      file: "p.yml")
    #expect(b.windows.inactivity == .none)
    #expect(b.windows.conversion == nil)
    #expect(b.windows.visit == 90 * Micros.second)
    #expect(b.funnel?.window == 14 * Micros.day)
    let c = try Blueprint(yaml: "client: T\nwindows: {conversion: 12h}\nfunnel: {steps: [a]}", file: "p.yml")
    #expect(c.funnel?.window == 12 * Micros.hour)
  }

  @Test("quotes among the notes are left out where the project wants none, and the consultant's own words stay")
  func quotesOff() throws {
    func places(_ privacy: String) throws -> [Bool] {
      try Blueprint(
        yaml: "client: T\nprivacy: \(privacy)\ntouchpoints: [{id: a}]\nnotes:\n"
          + "  - {quote: {he: חיכיתי}, at: touchpoint/a}\n  - {text: {he: לבדוק}, at: touchpoint/a}\n", file: "p.yml"
      ).notes.map(\.isQuote)
    }
    #expect(try places("{quotes: off}") == [false])
    #expect(try places("{quotes: on}") == [true, false])
    #expect(try places("{behaviour: 6}") == [true, false])
    #expect(try places("off") == [true, false])
  }

  @Test("aliases that multiply into billions do not hang", .timeLimit(.minutes(1)))
  func aliasBomb() {
    var yaml = "client: T\nnotes:\n"
    yaml = "x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for i in 1..<40 {
      yaml += "x\(i): &x\(i) [" + Array(repeating: "*x\(i - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(refusal(yaml + "client: *x39").hasPrefix("p.yml:1:1: unknown key"))
    // The same under keys that are read.
    var inner = "client: T\ngroups: &x0 [a, a, a, a, a, a, a, a, a]\n"
    let keys = ["stages", "departments", "channels", "touchpoints", "personas", "targets", "sources", "languages"]
    for (i, key) in keys.enumerated() {
      inner += "\(key): &x\(i + 1) [" + Array(repeating: "*x\(i)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(!refusal(inner).isEmpty)
  }

  @Test("groups, margins and days of change are read, and what is wrong with them is said where it stands")
  func groupsAndWeights() throws {
    func source(_ more: String) -> String {
      "client: T\nsources:\n  - file: s.csv\n    kind: survey\n    questions: [{column: q, metric: csat, changed: [2025-05-01, 2026-01-01]}]\n    \(more)\n"
    }
    let b = try Blueprint(
      yaml: source("weighting: {by: age, targets: {18-34: 30%, 35+: 70%}}") + "groups: [{by: age}, plan]\n",
      file: "p.yml")
    #expect(b.groups == ["age", "plan"])
    #expect(b.sources[0].weighting.map(\.column) == ["age"])
    #expect(b.sources[0].weighting[0].targets.map(\.value) == ["18-34", "35+"])
    #expect(b.sources[0].weighting[0].targets.map(\.people) == [30, 70])
    #expect(b.sources[0].questions[0].changed.map(\.iso) == ["2025-05-01", "2026-01-01"])
    #expect(refusal("client: T\ngroups: [{by: a}, a]").contains("given twice"))
    #expect(
      refusal("client: T\ngroups: [{of: a}]").contains("did you mean \"by\"")
        || refusal("client: T\ngroups: [{of: a}]").contains("known keys: by"))
    #expect(refusal(source("weighting: {by: age, targets: {a: 1}}")).contains("two values or more"))
    #expect(refusal(source("weighting: {by: age, targets: {a: 1, b: -2}}")).hasPrefix("p.yml:6:"))
    #expect(refusal(source("weighting: {by: age, targets: {a: 1, b: many}}")).contains("share or a number of people"))
    #expect(
      refusal(source("columns: {weight: w}\n    weighting: {by: age, targets: {a: 1, b: 2}}")).contains(
        "weights of its own"))
    #expect(
      refusal("client: T\nsources: [{file: e.csv, weighting: {by: age, targets: {a: 1, b: 2}}}]").contains(
        "kind: survey"))
  }

  @Test("deep nesting is refused and does not end the run", .timeLimit(.minutes(1)))
  func deepNesting() {
    #expect(!refusal("client: " + String(repeating: "[", count: 200_000)).isEmpty)
    #expect(!refusal("client: " + String(repeating: "{a: ", count: 200_000)).isEmpty)
    #expect(!refusal("client:\n" + String(repeating: "- ", count: 50_000) + "a").isEmpty)
  }
}
