import Basics
import Cores
import Reading

extension Blueprint {
  /// Refuses a persona by a name that is no column of customers or events, and nothing that customers do.
  ///
  /// - Returns: the names that are columns.
  func checkPersonas(_ sources: [SourceQuality]) throws(ProjectFileError) -> [String] {
    let holders = sources.filter { $0.kind == .customers || $0.kind == .events }
    let columns = holders.columnNames
    for condition in personas.flatMap(\.conditions)
    where !columns.contains(condition.subject) && condition.behaviour == nil {
      let behaviours = PersonaBehaviour.allCases.map(\.rawValue)
      throw condition.fail(
        self,
        Sentence(
          "error.project.no-persona-column",
          [
            "column": .name(clipped(condition.subject)), "hint": .meant(condition.subject, among: columns + behaviours),
            "columns": .listed(columns), "known": .codes(behaviours),
          ]))
    }
    return personaSubjects.filter(columns.contains)
  }
}

extension JourneyLog {
  /// Notes who fits each persona: by what files of customers say, where they say nothing by the first value among the customer's
  /// events of the period, and by what the customer did in it.
  ///
  /// - Parameters:
  ///   - columns: the names of `where` that are columns.
  ///   - listed: what the files of customers say, by customer of theirs.
  ///   - places: where each of those lies in the log.
  ///   - crowded: columns of events with too many values, of which none are kept.
  /// - Returns: personas that tell nobody from anybody: nobody fits, or everybody does.
  mutating func tellPersonas(
    _ blueprint: Blueprint, columns: [String], listed: [SurveyAnswers.Attribute], places: [SurveyAnswers.Place?],
    crowded: [String], threads: Int
  ) throws(ProjectFileError) -> [IdleKey] {
    let behaviours = try PersonaBehaviours(blueprint, catalog, isColumn: columns.contains)
    var idle: [IdleKey] = []
    var fits = parts.map { part in
      blueprint.personas.map { _ in [Bool](repeating: true, count: part.customerCount) }
    }
    func take(_ part: Int, _ persona: Int, _ own: [Bool]) {
      for customer in own.indices where !own[customer] { fits[part][persona][customer] = false }
    }
    for (place, persona) in blueprint.personas.enumerated() {
      for condition in persona.conditions where columns.contains(condition.subject) {
        if crowded.contains(condition.subject) {
          idle.append(
            IdleKey(name: "personas (\(persona.id): \(condition.subject))", lines: [condition.place.line]))
        }
        let own = told(condition, listed: listed.first { $0.name == condition.subject }, places: places)
        for part in parts.indices { take(part, place, own[part]) }
      }
    }
    if !behaviours.isEmpty {
      let rules = CycleRules(
        inactivity: catalog.touchpoints.map { _ in .max }, repurchase: blueprint.windows.repurchase,
        observedUntil: observedUntil, hasPurchase: catalog.hasPurchase, excluded: excluded)
      let (parts, workers) = (parts, max(1, min(threads, parts.count)))
      let found = onCores(workers) { worker in
        stride(from: worker, to: parts.count, by: workers).map { (part: $0, fits: behaviours.fits(parts[$0], rules)) }
      }
      for (part, own) in found.joined() { for (persona, own) in own { take(part, persona, own) } }
    }
    for (place, persona) in blueprint.personas.enumerated() where customerCount > 0 {
      let members = fits.reduce(0) { $0 + $1[place].count { $0 } }
      guard members == 0 || members == customerCount else { continue }
      idle.append(
        IdleKey(
          name: "personas (\(persona.id): \(members == 0 ? "nobody" : "everybody"))", lines: [persona.place.line]))
    }
    catalog.personaColumns = columns
    note(
      catalog.traits
        + blueprint.personas.enumerated().map { place, persona in
          CustomerTrait(
            name: persona.id,
            values: [
              NamedThing(id: persona.id, name: persona.name), NamedThing(id: "others", name: LocalizedText("others")),
            ], persona: place)
        }, codes: parts.indices.map { part in parts[part].traits + fits[part].map { $0.map { $0 ? 0 : 1 } } })
    return idle
  }

  /// By part and customer, whether what is told of a column fits; of whom nothing is told, nothing does.
  private func told(
    _ condition: PersonaCondition, listed: SurveyAnswers.Attribute?, places: [SurveyAnswers.Place?]
  ) -> [[Bool]] {
    let event = catalog.attributes.firstIndex { $0.name == condition.subject && !$0.isOfCustomers }
    let ofEvents = event.map { catalog.attributes[$0].values.map { condition.fits($0.id) ? UInt16(1) : 0 } } ?? []
    var codes = parts.map { part in
      event.map { part.firstCodes($0, of: catalog.attributesOfEvents, meaning: ofEvents) }
        ?? [UInt16](repeating: AttributeCode.none, count: part.customerCount)
    }
    if let listed {
      let ofList = listed.values.map { condition.fits(Self.shown($0)) }
      let fitsNothing = condition.fits("")
      for (number, place) in places.enumerated() {
        guard let place else { continue }
        let (part, customer, code) = (Int(place.part), Int(place.customer), Int(listed.codes[number]))
        if code >= 0 {
          codes[part][customer] = ofList[code] ? 1 : 0
        } else if codes[part][customer] == AttributeCode.none {
          codes[part][customer] = fitsNothing ? 1 : 0
        }
      }
    }
    return codes.map { $0.map { $0 == 1 } }
  }
}

extension SurveyAnswers {
  /// What those who fit a persona, and all others, are called where answers are told apart by it.
  package static let otherPeople = "others"

  /// Of each row of a survey whether its customer fits a persona; nothing where nobody knows.
  ///
  /// Of whom the log knows, as the log does; of others by their columns, where the persona asks for nothing else.
  package func members(of place: Int, _ blueprint: Blueprint, _ log: JourneyLog, survey: Int) -> Attribute {
    let persona = blueprint.personas[place]
    let trait = log.catalog.traits.firstIndex { $0.persona == place }
    let columns = persona.conditions.map { condition -> [Bool?]? in
      guard let rows = rows(condition.subject, of: survey) else { return nil }
      let fits = rows.values.map(condition.fits)
      return rows.codes.map { $0 < 0 ? nil : fits[Int($0)] }
    }
    let respondents = surveys[survey].respondents
    let codes = respondents.indices.map { row -> Int32 in
      if respondents[row] >= 0, let trait, let own = places[Int(respondents[row])] {
        return Int32(log.parts[Int(own.part)].traits[trait][Int(own.customer)])
      }
      let own = columns.map { $0?[row] }
      if own.contains(false) { return 1 }
      return own.allSatisfy { $0 == true } ? 0 : -1
    }
    return Attribute(name: persona.id, values: [persona.id, Self.otherPeople], codes: codes)
  }
}
