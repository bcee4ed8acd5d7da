import Basics
import Reading

extension Blueprint {
  /// Takes `personas:` from the project file.
  mutating func decodePersonas(_ map: YAMLMap) throws(ProjectFileError) {
    for item in try map["personas"]?.list("personas", most: Persona.most) ?? [] {
      let entries = try item.map("personas", allowed: ["id", "name", "where"])
      let own = try entries.required("id")
      let id = try own.id("personas.id")
      guard !personas.contains(where: { $0.id == id }) else { throw item.declaredTwice(.persona, id) }
      guard !groups.contains(id) else { throw own.twice("personas", id) }
      let rule = try entries.required("where")
      var conditions: [PersonaCondition] = []
      for (subject, value) in try rule.map("personas.where", allowed: []).entries {
        conditions.append(try condition(subject, value))
      }
      guard !conditions.isEmpty else {
        throw rule.fail(
          Sentence(
            "error.project.no-condition", ["what": .key("personas.where"), "example": .code("{purchases: \">= 2\"}")]))
      }
      let name = try entries["name"]?.localized("personas.name") ?? LocalizedText(id)
      personas.append(Persona(id: id, name: name, conditions: conditions, place: item.place))
    }
  }

  private func condition(_ subject: String, _ cursor: YAMLCursor) throws(ProjectFileError) -> PersonaCondition {
    let what = "personas.where." + subject
    func with(_ test: PersonaCondition.Test) -> PersonaCondition {
      PersonaCondition(subject: subject, test: test, place: cursor.place)
    }
    guard cursor.isScalar else {
      let texts = try patterns(cursor, what)
      guard !texts.isEmpty else {
        throw cursor.fail(
          Sentence("error.project.no-condition", ["what": .key(what), "example": .code("[app, site]")]))
      }
      return with(.texts(texts))
    }
    let text = try cursor.id(what)
    if let span = NumberSpan(text) { return with(.number(span)) }
    guard !["<", ">", "="].contains(where: text.hasPrefix) else {
      throw cursor.fail(Sentence("error.project.persona-number", ["what": .key(what)]))
    }
    if let isYes = try? cursor.bool(what) { return with(.says(isYes)) }
    return with(.texts([text]))
  }

  /// The columns that personas may ask for, each once; files that have none of that name are asked for nothing.
  var personaSubjects: [String] {
    var subjects: [String] = []
    for own in personas.flatMap(\.conditions) where !subjects.contains(own.subject) { subjects.append(own.subject) }
    return subjects
  }

  /// Of the columns that personas alone ask for, and only for numbers, the spans that are asked for: values that the same of
  /// them hold need not be told apart, however many there are.
  var personaNumbers: [String: [NumberSpan]] {
    var spans: [String: [NumberSpan]] = [:]
    let conditions = personas.flatMap(\.conditions)
    for subject in personaSubjects where !traitColumns.contains(subject) {
      let own = conditions.filter { $0.subject == subject }
      let numbers = own.compactMap { if case .number(let span) = $0.test { span } else { nil } }
      if numbers.count == own.count { spans[subject] = numbers }
    }
    return spans
  }
}

extension YAMLCursor {
  fileprivate var place: ProjectPlace { ProjectPlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1) }
}
