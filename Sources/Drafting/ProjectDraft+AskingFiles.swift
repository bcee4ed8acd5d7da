import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// Asks what each file is and who the customer is in it, and of columns that are in doubt which one it is.
  ///
  /// A wrong answer here costs most: everything that is counted rests on it.
  package mutating func askFiles(_ conversation: DraftConversation) {
    conversation.say(w("draft.ask.files"))
    for (index, source) in sources.enumerated() {
      conversation.say(
        RichText("  ")
          + w(
            "draft.ask.file",
            [
              "number": .text(RichText("\(index + 1)")), "file": .name(yamlComment(source.name)),
              "what": .text(what(source)),
            ]))
    }
    for (name, why) in unreadable {
      conversation.say(RichText("  ") + w("draft.ask.unreadable", ["file": .name(name), "why": .text(RichText(why))]))
    }
    askKinds(conversation)
    askCustomers(conversation)
    askColumns(conversation)
  }

  private func what(_ source: DraftSource) -> RichText {
    switch source.question {
    case .column(let role):
      return w("draft.ask.what.unclear", ["question": .text(w("draft.ask.lacks.\(role.rawValue)"))])
    case .totals(let unit):
      return w("draft.ask.what.totals", ["unit": .text(w("draft.question.unit.\(unit)"))])
    case .other(let other): return self.question(.other(other), source)
    case .unreadable(let why): return RichText(why)
    case .leftOut: return w("draft.ask.what.left-out")
    case nil: break
    }
    let word = RichText.figures(source.kind.rawValue)
    guard source.kind == .survey else { return w("draft.ask.what.\(source.kind.rawValue)", ["key": .text(word)]) }
    let questions = guessedQuestions(source.inspection).count
    return w("draft.ask.what.survey", ["n": .count(questions), "key": .text(word)])
  }

  // MARK: What each file is

  private mutating func askKinds(_ conversation: DraftConversation) {
    let kinds = SourceDeclaration.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    let again = w("draft.ask.again-kinds", ["n": .number(sources.count), "kinds": .text(.figures(kinds))])
    let count = sources.count
    let answers = conversation.answer(w("draft.ask.kinds"), again: again) {
      line -> [(place: Int, kind: SourceDeclaration.Kind?)]? in
      guard let all = DraftConversation.assignments(line) else { return nil }
      var found: [(place: Int, kind: SourceDeclaration.Kind?)] = []
      for (number, value) in all {
        guard (1...count).contains(number) else { return nil }
        if value == "-" {
          found.append((number - 1, nil))
        } else if let kind = Self.kind(value) {
          found.append((number - 1, kind))
        } else {
          return nil
        }
      }
      return found
    }
    for (place, kind) in answers ?? [] {
      answer(place) { answers in
        answers.kind = kind
        answers.isLeftOut = kind == nil
      }
    }
  }

  /// A kind by the project file's word for it, or by its beginning.
  private static func kind(_ word: String) -> SourceDeclaration.Kind? {
    let word = word.lowercased()
    if word == "log" { return .events }
    return SourceDeclaration.Kind.allCases.first { $0.rawValue.hasPrefix(word) }
  }

  // MARK: Who the customer is

  private mutating func askCustomers(_ conversation: DraftConversation) {
    let known = sources.indices.filter { index in
      sources[index].isUsed && sources[index].kind != .identities && customer(of: sources[index]) != nil
        && sources[index].inspection.shape == .long
    }
    guard !known.isEmpty else { return }
    let guess = known.map { index in
      RichText.name("\(index + 1)=" + (customer(of: sources[index]) ?? []).joined(separator: "+"))
    }
    let question = w("draft.ask.customer", ["guess": .text(w.commaSeparated(guess))])
    let files = sources
    let answers = conversation.answer(question, again: w("draft.ask.again-customer", ["n": .number(files.count)])) {
      line -> [(place: Int, columns: [String])]? in
      guard let all = DraftConversation.assignments(line) else { return nil }
      var found: [(place: Int, columns: [String])] = []
      for (number, value) in all {
        guard files.indices.contains(number - 1) else { return nil }
        let columns = files[number - 1].inspection.ownColumns
        let names = value.split(separator: "+").map { String($0).trimmed }
        let meant = names.compactMap { name in
          columns.first { $0 == name } ?? columns.first { simplifiedHeader($0) == simplifiedHeader(name) }
        }
        guard !meant.isEmpty, meant.count == names.count, Set(meant).count == meant.count else { return nil }
        found.append((number - 1, meant))
      }
      return found
    }
    for (place, columns) in answers ?? [] { answerColumn(place, .customer, columns) }
  }

  private func customer(of source: DraftSource) -> [String]? {
    guard source.kind == .events || source.kind == .customers else { return nil }
    return source.guesses.first { $0.role == .customer }.map { source.parts(of: $0.column) }
  }

  // MARK: Columns in doubt

  private mutating func askColumns(_ conversation: DraftConversation) {
    for index in sources.indices {
      // One answer may leave the next question: who, then when, then what.
      for role in [ColumnRole.customer, .time, .touchpoint] where sources[index].question == .column(role) {
        let columns = sources[index].inspection.ownColumns
        guard let place = chosen(conversation, index, role, columns, guess: nil) else { break }
        answerColumn(index, role, [columns[place]])
      }
      guard sources[index].isUsed, sources[index].kind == .events else { continue }
      for guess in sources[index].guesses {
        guard let other = guess.runnerUp else { continue }
        let columns = [guess.column, other.column]
        guard let place = chosen(conversation, index, guess.role, columns, guess: 0), place == 1 else { continue }
        answerColumn(index, guess.role, [other.column])
      }
    }
  }

  /// Which of these columns has a role, by somebody's answer.
  private func chosen(
    _ conversation: DraftConversation, _ source: Int, _ role: ColumnRole, _ columns: [String], guess: Int?
  ) -> Int? {
    let numbered = columns.enumerated().map { RichText.name("\($0 + 1) \(yamlComment($1))") }
    let question = w(
      "draft.ask.column",
      [
        "file": .name(yamlComment(sources[source].name)), "role": .text(w("draft.ask.role.\(role.rawValue)")),
        "columns": .text(w.commaSeparated(numbered)),
        "guess": .text(.figures("[" + (guess.map { "\($0 + 1)" } ?? "-") + "]")),
      ])
    let answer = conversation.answer(question, again: w("draft.ask.again", ["n": .number(columns.count)])) {
      line -> Int? in
      if line == "-" { return -1 }
      if let number = Int(line), columns.indices.contains(number - 1) { return number - 1 }
      return columns.firstIndex(of: line)
    }
    return answer.flatMap { $0 < 0 ? nil : $0 } ?? guess
  }

  private mutating func answerColumn(_ place: Int, _ role: ColumnRole, _ columns: [String]) {
    answer(place) { answers in
      answers.columns.removeAll { $0.role == role }
      answers.columns.append((role, columns))
    }
  }

  /// Looks at a file again with one more answer; a file that then cannot be looked at says why.
  private mutating func answer(_ place: Int, _ change: (inout DraftSource.Answers) -> Void) {
    var answers = sources[place].answers
    change(&answers)
    do {
      sources[place] = try DraftSource(sources[place].inspection.file, sources[place].name, answers)
    } catch {
      sources[place].question = .unreadable(explain(error))
    }
  }
}
