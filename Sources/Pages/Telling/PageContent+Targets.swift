import Findings
import Wording

// What scores should come to, as the project file sets it.
extension PageContent {
  /// The target of a metric at a touchpoint: its own, else that of all.
  func target(_ metric: QuestionMetric, at touchpoint: String) -> ScoreTarget? {
    report.blueprint.targets.first { $0.metric == metric && $0.touchpoint == touchpoint } ?? target(metric)
  }

  /// The target of a metric over all touchpoints.
  func target(_ metric: QuestionMetric) -> ScoreTarget? {
    report.blueprint.targets.first { $0.metric == metric && $0.touchpoint == nil }
  }

  /// A key figure's note with the target its number is held against; the note alone where there is none.
  func besideTarget(_ note: RichText, _ metric: QuestionMetric) -> RichText {
    guard let target = target(metric) else { return note }
    return w(
      "satisfaction.tile.target",
      ["note": .text(note), "target": .text(targetText(target)), "source": .text(targetSource(target))])
  }

  private func targetText(_ target: ScoreTarget) -> RichText {
    target.metric == .nps ? w.signed(Int(target.value.rounded())) : w.percent(target.value, base: 100)
  }

  /// Whose number a target is, in brackets; empty where nobody says.
  private func targetSource(_ target: ScoreTarget) -> RichText {
    target.source.map { w("satisfaction.target.source", ["source": .text(w.name($0.text(w.language.code)))]) }
      ?? RichText()
  }

  /// The targets of one touchpoint alone, as its card tells them.
  func targetSentences(at touchpoint: String) -> [RichText] { sentences { $0.touchpoint == touchpoint } }

  /// Each target, and whether the score's likely range reaches it, lies below it, or leaves it open.
  var targetSentences: [RichText] { sentences { _ in true } }

  private func sentences(_ isWanted: (ScoreTarget) -> Bool) -> [RichText] {
    report.blueprint.targets.filter(isWanted).compactMap { target in
      let score: Score? =
        if let id = target.touchpoint {
          surveys.touchpoints.first { $0.id == id }?.scores.filter { $0.measure.metric == target.metric }.map(\.score)
            .max { ($0.n.shown ?? 0) < ($1.n.shown ?? 0) }
        } else {
          (overallQuestion.flatMap { $0.measure.metric == target.metric ? $0 : nil }
            ?? keyQuestions.first { $0.measure.metric == target.metric })?.overall
        }
      guard let score, let value = score.value.shown else { return nil }
      let verdict = value.low >= target.value ? "reached" : value.high < target.value ? "below" : "open"
      let about = target.touchpoint.map { w("satisfaction.target.at", ["name": .text(spokenName(id: $0))]) }
      return w(
        "satisfaction.target." + verdict,
        [
          "metric": .text(metricName(target.metric)), "at": .text(about ?? RichText()),
          "target": .text(targetText(target)), "score": .text(scoreText(score, target.metric)),
          "source": .text(targetSource(target)),
        ])
    }
  }
}
