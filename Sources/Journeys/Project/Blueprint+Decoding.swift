import Basics
import Reading
import Yams

extension Blueprint {
  /// Decodes a project file. Errors name line, column, and the nearest known key or id.
  ///
  /// - Parameter file: the name shown in messages.
  package init(yaml: String, file: String) throws(ProjectFileError) {
    guard yaml.utf8.count <= 4 << 20 else {
      throw .unusable(file: file, Sentence("error.project.too-large"))
    }
    try Self.refuseLongLists(yaml, file: file)
    let node: Node?
    do { node = try Yams.compose(yaml: yaml) } catch { throw Self.notYAML(error, file: file) }
    guard let node else { throw .invalid(file: file, line: 1, column: 1, Sentence("error.project.empty")) }
    self.init()
    let root = YAMLCursor(node: node, file: file)
    let map = try root.map("", allowed: Self.knownKeys)
    try decodeIdentity(map)
    try decodeRules(map)
    try decodeJourney(map)
    try decodeVoice(map)
    try decodeSources(map)
    groupByHomeBranches()
    try checkReferences(map)
    try checkSurveyReferences(map)
    self.file = file
    idleKeys = KeyWithoutEffect.found(in: node)
  }

  /// The parser's own place and problem, without its picture of the line.
  private static func notYAML(_ error: any Error, file: String) -> ProjectFileError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .invalid(
        file: file, line: mark.line, column: mark.column, Sentence("error.project.no-yaml", ["problem": .code(problem)])
      )
    case .duplicatedKeysInMapping(let keys, let context):
      .invalid(
        file: file, line: context.mark.line, column: context.mark.column,
        Sentence("error.project.keys-twice", ["keys": .list(keys.map { .quoted($0) })]))
    case .reader(let problem, _, _, _):
      .unusable(file: file, Sentence("error.project.no-yaml", ["problem": .code(problem)]))
    default: .unusable(file: file, Sentence("error.project.no-yaml-at-all"))
    }
  }

  /// Keys of the contract that are checked for spelling here and used by the analyses they belong to.
  static let knownKeys = [
    "client", "consultant", "languages", "vocabulary", "timezone", "currency", "value", "logo", "accent", "draft",
    "period", "compare", "observed-until", "calendar", "facts", "windows", "ties", "duplicates", "merge-within",
    "collapse",
    "filter", "rename", "lifecycle", "retention", "contract", "privacy", "stages", "goals", "departments", "channels",
    "channel-groups",
    "touchpoints",
    "funnel", "identity", "groups", "personas", "club", "captive", "offers", "cost", "organisation", "notes",
    "targets", "totals", "accessibility", "count-once-by", "negative-amounts", "recognised",
    "sources",
  ]

  private mutating func decodeIdentity(_ map: YAMLMap) throws(ProjectFileError) {
    let cursor = try map.required("client")
    if cursor.isScalar {
      let name = try cursor.id("client")
      client = Client(id: name, name: LocalizedText(name))
    } else {
      let entries = try cursor.map("client", allowed: ["id", "name"])
      let name = try entries.required("name").localized("client.name")
      client = Client(id: try entries["id"]?.id("client.id") ?? name.text(""), name: name)
    }
    if let cursor = map["consultant"] {
      if cursor.isScalar {
        consultant = LocalizedText(try cursor.string("consultant"))
      } else {
        let entries = try cursor.map("consultant", allowed: ["name", "logo"])
        consultant = try entries["name"]?.localized("consultant.name")
        consultantLogo = try entries["logo"]?.id("consultant.logo")
      }
    }
    if let cursor = map["languages"] {
      languages = []
      for item in cursor.listOrOne() {
        let code = try item.string("languages")
        guard Language(code: code) != nil else {
          throw item.unknown("languages", code, Self.languageCodes)
        }
        guard !languages.contains(code) else { throw item.twice("languages", code) }
        languages.append(code)
      }
      guard !languages.isEmpty else {
        throw cursor.fail(Sentence("error.project.no-languages", ["known": .codes(Self.languageCodes)]))
      }
    }
    if let cursor = map["vocabulary"] {
      for (term, value) in try cursor.map("vocabulary", allowed: Self.vocabularyTerms).entries {
        for (language, forms) in try value.map("vocabulary." + term, allowed: Self.languageCodes).entries {
          let what = "vocabulary.\(term).\(language)"
          if forms.isScalar {
            guard Language(code: language)?.inflection.needsOnlyOne == true else {
              throw forms.fail(
                Sentence("error.project.no-forms", ["what": .key(what), "example": .code(vocabularyExample)]))
            }
            let word = try forms.string(what)
            vocabulary.append(VocabularyEntry(key: term + ".one", language: language, word: word))
          } else {
            for (form, text) in try forms.map(what, allowed: Self.wordForms)
              .entries
            {
              let word = try text.id(what + "." + form)
              guard form != "gender" || ["m", "f"].contains(word) else {
                throw text.fail(Sentence("error.project.no-gender", ["what": .key(what + ".gender")]))
              }
              vocabulary.append(VocabularyEntry(key: term + "." + form, language: language, word: word))
            }
          }
        }
      }
    }
    timezone = try map["timezone"]?.id("timezone")
    if let zone = timezone, TimeZoneTable(identifier: zone) == nil {
      throw (map["timezone"] ?? map.cursor).noZone("timezone", zone)
    }
    if let cursor = map["currency"] {
      currency = try cursor.string("currency")
      guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
        throw cursor.fail(Sentence("error.project.no-currency"))
      }
    }
    if let entries = try map["value"]?.map("value", allowed: ["basis", "vat"]) {
      if let cursor = entries["basis"] { value.basis = try cursor.choice("value.basis", Value.Basis.self) }
      if let cursor = entries["vat"] { value.vat = try cursor.choice("value.vat", Value.VAT.self) }
    }
    logo = try map["logo"]?.id("logo")
    if let entries = try map["identity"]?.map("identity", allowed: ["phones"]) {
      hasPhoneIdentity = try entries["phones"]?.bool("identity.phones") ?? false
    }
    if let cursor = map["accent"] {
      let text = try cursor.string("accent")
      let digits = text.utf8.dropFirst()
      guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6, Int(text.dropFirst(), radix: 16) != nil else {
        throw cursor.fail(Sentence("error.project.no-colour"))
      }
      accent = text.lowercased()
    }
    isDraft = try map["draft"]?.bool("draft") ?? false
  }

  static let vocabularyTerms = ["customer", "purchase", "buyer", "event", "department"]
  /// Plural forms by CLDR's names and what the languages have besides; which of them a language has its phrase file says.
  private static let wordForms = [
    "one", "many", "definite", "definite-many", "indefinite", "gender", "zero", "two", "few", "other",
  ]
  private static let languageCodes = Language.all.map(\.code)

  private mutating func decodeVoice(_ map: YAMLMap) throws(ProjectFileError) {
    if let cursor = map["notes"] {
      if case .mapping = cursor.node {
        let entries = try cursor.map("notes", allowed: ["headline"])
        if let headline = entries["headline"] {
          notes.append(
            Note(place: .headline, text: try headline.localized("notes.headline"), isQuote: false, source: nil))
        }
      } else {
        for item in try cursor.list("notes") { try decodeNote(item) }
      }
      if !privacy.quotes { notes.removeAll(where: \.isQuote) }
    }
    if let cursor = map["totals"] {
      for item in try cursor.list("totals") {
        let entries = try item.map("totals", allowed: ["what", "value", "source", "period"])
        totals.append(
          DeclaredTotal(
            what: try entries.required("what").choice("totals.what", DeclaredTotal.What.self),
            value: try entries.required("value").double("totals.value"),
            source: try entries["source"]?.localized("totals.source"),
            period: try entries["period"]?.dates("totals.period")))
      }
    }
  }

  private mutating func decodeNote(_ item: YAMLCursor) throws(ProjectFileError) {
    let entries = try item.map("notes", allowed: ["headline", "at", "text", "hide", "quote", "source"])
    if let cursor = entries["headline"] {
      notes.append(Note(place: .headline, text: try cursor.localized("notes.headline"), isQuote: false, source: nil))
      return
    }
    if let cursor = entries["hide"] {
      hidden.append(try cursor.id("notes.hide"))
      return
    }
    let at = try entries.required("at")
    let place = try at.id("notes.at")
    let source = try entries["source"]?.localized("notes.source")
    let quote = entries["quote"]
    let text: LocalizedText
    if let quote {
      text = try quote.localized("notes.quote")
    } else {
      text = try entries.required("text").localized("notes.text")
    }
    let parts = place.split(separator: "/", maxSplits: 1).map(String.init)
    switch parts.first {
    case "touchpoint" where parts.count == 2:
      notes.append(Note(place: .touchpoint(parts[1]), text: text, isQuote: quote != nil, source: source))
    case "page" where parts.count == 2:
      notes.append(Note(place: .page(parts[1]), text: text, isQuote: quote != nil, source: source))
    default:
      throw at.fail(Sentence("error.project.no-note-place", ["found": .name(clipped(place))]))
    }
  }

  /// Every id that is used must be declared; the message names the nearest one.
  private func checkReferences(_ map: YAMLMap) throws(ProjectFileError) {
    let stageIDs = stages.map(\.id)
    let departmentIDs = departments.map(\.id)
    let channelIDs = channels.map(\.id)
    let touchpointIDs = touchpoints.map(\.id)
    func check(_ cursor: YAMLCursor?, _ known: [String], _ what: ProjectThing) throws(ProjectFileError) {
      guard let cursor, let id = cursor.node.scalar?.string, !known.contains(id) else { return }
      throw cursor.unknown(what, id, known)
    }
    for item in try map["touchpoints"]?.list("touchpoints") ?? [] where !item.isScalar {
      let entries = try item.map("touchpoints", allowed: [])
      try check(entries["stage"], stageIDs, .stage)
      if !departmentIDs.isEmpty { try check(entries["department"], departmentIDs, .department) }
      if !channelIDs.isEmpty { try check(entries["channel"], channelIDs, .channel) }
    }
    // Touchpoints that only the data know are nobody's misspelling.
    for item in try map["facts"]?.list("facts") ?? [] {
      for touch in try item.map("facts", allowed: [])["touches"]?.listOrOne() ?? [] {
        guard let id = touch.node.scalar?.string, nearest(id, in: touchpointIDs) != nil else { continue }
        try check(touch, touchpointIDs, .touchpoint)
      }
    }
    if let funnel = try map["funnel"]?.map("funnel", allowed: []) {
      // A step may be a touchpoint that only the data know, which is checked after reading: here only what looks
      // like a declared id misspelt is refused.
      let known = stageIDs + touchpointIDs
      for item in try funnel.required("steps").list("funnel.steps") {
        let step = item.isScalar ? item : try item.map("funnel.steps", allowed: [])["id"]
        guard let id = step?.node.scalar?.string, nearest(id, in: known) != nil else { continue }
        try check(step, known, .step)
      }
    }
  }
}

/// A word of the vocabulary in all its forms.
package let vocabularyExample = "{one: …, many: …, definite: …, gender: m}"
