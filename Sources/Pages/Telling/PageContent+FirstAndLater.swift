import Findings
import Wording

/// In whose words first and later times of the same customers are told: keys of phrases.
struct FirstAndLaterWords {
  var table, place, first, second, later: String
  var more, less: String
}

extension PageContent {
  /// First, second and later times by place, each a row.
  ///
  /// - Parameter id: of the table.
  func firstAndLaterTable(
    _ own: JourneyNumberFindings, id: String, _ words: FirstAndLaterWords, name: (JourneyNumberFindings.Row) -> RichText
  ) -> Table {
    Table(
      id: id, caption: w(words.table),
      columns: [
        column(words.place, .name), column(words.first), column("channels.column.share"), column("sieve.column.range"),
        column(words.second), column("channels.column.share"), column("sieve.column.range"), column(words.later),
        column("journey-number.against", .text),
      ],
      rows: own.rows.map { row in
        Table.Row([
          text(name(row)), datum(row.first), datum(row.firstShare), caption(row.firstShare), datum(row.second),
          datum(row.secondShare), caption(row.secondShare), datum(row.later),
          text(w(row.isMore.map { "groups.mark.\($0 ? "more" : "less")" } ?? "groups.mark.none")),
        ])
      })
  }

  /// What is more, or less, the second time, a sentence each.
  func firstAndLaterSentences(
    _ rows: [JourneyNumberFindings.Row], _ words: FirstAndLaterWords, name: (JourneyNumberFindings.Row) -> RichText
  ) -> [RichText] {
    rows.compactMap { row in
      // Told of the same customers, and said of all only where those say the same.
      guard let isMore = row.isMore, let first = row.firstShare.shown, let second = row.secondShare.shown,
        (second.value > first.value) == isMore
      else { return nil }
      return w(
        isMore ? words.more : words.less,
        ["name": .text(name(row)), "first": .text(percent(first)), "second": .text(percent(second))])
    }
  }
}
