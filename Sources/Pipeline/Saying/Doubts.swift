import Journeys
import Reading
import Wording

extension DataQuality {
  /// What was taken for what although another column would do nearly as well: one sentence each.
  var doubts: [Sentence] { doubtfulColumns + doubtfulDecimals + unreadClocks }

  /// Columns of numbers in which no cell says which mark parts decimals: an amount may be a thousand times what it was.
  private var doubtfulDecimals: [Sentence] {
    sources.flatMap { source in
      source.decimalGuesses.map { guess in
        Sentence(
          source.isFromProject ? "doubt.decimals" : "doubt.decimals-alone",
          [
            "file": .name(source.name), "column": .name(clipped(guess.column)), "example": .code(guess.example),
            "value": .code(guess.reading),
            "key": .code(
              source.isFromProject
                ? "decimal-mark: " + (guess.readsPoint ? "comma" : "point") : source.draftingCommand),
          ])
      }
    }
  }

  /// Columns of times of day beside the days that are not understood: without them the order within a day is not known.
  private var unreadClocks: [Sentence] {
    sources.compactMap { source in
      source.unreadClock.map { clock in
        Sentence(
          "doubt.clock",
          [
            "file": .name(source.name), "column": .name(clipped(clock.column)), "value": .name(clipped(clock.value)),
            "right": .code("14:05"),
          ])
      }
    }
  }

  private var doubtfulColumns: [Sentence] {
    sources.flatMap { source in
      source.guesses.compactMap { guess in
        guess.runnerUp.map { other in
          // Without a project file there is no key to write, but somebody who asks.
          Sentence(
            source.isFromProject ? "doubt.column" : "doubt.column-alone",
            [
              "file": .name(source.name), "role": .sentence(Sentence("quality.role." + guess.role.rawValue)),
              "column": .name(clipped(guess.column)), "other": .name(clipped(other.column)),
              "why": .sentence(Sentence("doubt.why." + other.loss.word(guess.role))),
              "key": .code(
                source.isFromProject ? "columns: {\(guess.role.rawValue): NAME}" : source.draftingCommand),
            ])
        }
      }
    }
  }

  /// Cells of used columns that were not understood where they are more than one in a hundred, and dates that can be read
  /// but are not to be believed.
  var misread: [Sentence] {
    sources.flatMap { source in
      source.issues.entries.compactMap { entry in
        guard let commonest = entry.commonest else { return nil }
        let arguments: KeyValuePairs<String, Sentence.Value> = [
          "file": .name(source.name), "column": .name(clipped(entry.column)), "n": .count(entry.count),
          "share": .code(percentWords(entry.count, of: source.rowsRead)), "value": .name(commonest),
          "right": .sentence(entry.right(commonest)),
          "key": .code("time-format: excel-swapped"),
        ]
        switch entry.kind {
        case .recommendationFromOne: return Sentence("doubt.from-one", arguments)
        case .againstRecommendation: return Sentence("doubt.against", arguments)
        case .swappedDayMonth: return Sentence("doubt.swapped", arguments)
        case .severalAnswers: return Sentence("doubt.several", arguments)
        case .spoiltText: return Sentence("doubt.spoilt", arguments)
        case .placeOfYear, .dateOrUnix: return Sentence("doubt.two-ways", arguments)
        case .farTime: return Sentence("doubt.far", arguments)
        case .unreadableTime, .unreadableNumber, .unknownContact:
          return entry.count * 100 > source.rowsRead ? Sentence("doubt.unread", arguments) : nil
        case .missingValue, .raggedRow, .unclosedQuote, .badEncoding, .formulaError, .notAnAnswer, .declaredMissing,
          .badRecord, .otherField, .unknownTouchpoint, .continuedRow, .repeatedHeader,
          .placeholder, .roundedNumber, .nulBytes, .keptAsText,
          .unknownStatus, .anotherValue:
          return nil
        }
      }
    }
  }

  /// Answers that are no points of their question's scale, where they are more than one in a hundred.
  var strayAnswers: [Sentence] {
    surveys.flatMap { survey in
      var columns: [String] = []
      for stray in survey.strays where !columns.contains(stray.column) { columns.append(stray.column) }
      return columns.compactMap { column -> Sentence? in
        let own = survey.strays.filter { $0.column == column }
        let rows = own.reduce(0) { $0 + $1.rows }
        guard rows * 100 > survey.rows, let commonest = own.first else { return nil }
        return Sentence(
          "doubt.stray",
          [
            "file": .name(survey.name), "column": .name(clipped(column)), "n": .count(rows),
            "share": .code(percentWords(rows, of: survey.rows)), "value": .name(commonest.value),
          ])
      }
    }
  }

  /// What is left out or cannot be: sheets that are not read, purchases that no row is, activities that no state leaves.
  var contradictions: [Sentence] {
    var sentences = sources.filter { !$0.sheetsPassedOver.isEmpty }.map { source in
      Sentence(
        "doubt.sheets",
        [
          "file": .name(source.name), "sheets": .names(source.sheetsPassedOver, atMost: 20),
          "n": .count(source.sheetsPassedOver.count),
          "key": .code(source.isFromProject ? "sheets: all" : source.draftingCommand),
        ])
    }
    if !guessedRefunds.isEmpty {
      sentences.append(
        Sentence(
          "doubt.guessed-refunds", ["touchpoints": .names(guessedRefunds, atMost: 20), "key": .code("kind: refund")]))
    }
    for source in sources {
      guard let states = source.orderStates else { continue }
      sentences.append(
        Sentence(
          states.isTouchpoint ? "doubt.own-states" : "doubt.undone-orders",
          [
            "file": .name(source.name), "column": .name(clipped(states.column)),
            "values": .names(states.values.map(clipped), atMost: 5),
            "key": .code(states.isTouchpoint ? "kind: refund" : "filter: [{where: {NAME: VALUE}}]"),
          ]))
    }
    if !impossiblePurchases.isEmpty {
      sentences.append(
        Sentence(
          "doubt.impossible-purchases",
          ["touchpoints": .names(impossiblePurchases, atMost: 20), "always": .code("touchpoint: {always: NAME}")]))
    }
    if !droppedActivities.isEmpty {
      sentences.append(Sentence("doubt.dropped-activities", ["touchpoints": .names(droppedActivities, atMost: 20)]))
    }
    return sentences
  }
}

extension IssueLog.Entry {
  /// What would be right: of a time that a pattern reads, that pattern.
  fileprivate func right(_ value: String) -> Sentence {
    if kind == .unreadableTime, let pattern = TimePattern.suggestion(for: [value]) {
      return Sentence("doubt.pattern", ["entry": .code("time-format: \"\(pattern)\"")])
    }
    return Sentence("check.right." + kind.rawValue)
  }

  /// The text that is most frequent among the samples, the first of several.
  fileprivate var commonest: String? {
    var counts: [String: Int] = [:]
    for sample in samples { counts[sample.value, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return samples.first { counts[$0.value] == most }?.value
  }
}

/// A share of rows in percent with one decimal.
private func percentWords(_ part: Int, of whole: Int) -> String {
  let tenths = whole == 0 ? 0 : (part * 2000 + whole) / (2 * whole)
  return "\(tenths / 10).\(tenths % 10)%"
}

extension RunnerUp.Loss {
  /// The last part of the phrase that says why a column was not taken.
  fileprivate func word(_ role: ColumnRole) -> String {
    switch self {
    case .emptier: "emptier"
    case .lessUsual: "less-usual"
    case .saysLess: role == .time ? "began" : "says-less"
    case .staysTheSame: "stays-the-same"
    case .fewerValues: "fewer-values"
    case .standsBehind: "stands-behind"
    }
  }
}

extension SourceQuality {
  /// What to type for a project file that settles what is in doubt; a sheet goes by its workbook.
  fileprivate var draftingCommand: String {
    "masa init \"" + (name.split(separator: " · ").first.map(String.init) ?? name) + "\""
  }
}
