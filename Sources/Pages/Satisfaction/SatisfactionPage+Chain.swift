import Findings
import Wording

// The chain of touchpoints that are measured the same way.
extension SatisfactionPage {
  /// One link for every touchpoint measured this way, and on the first chain an open one for each nobody asks about.
  func chainFigure(_ result: WeakestLinkResult, _ id: String) -> FigureBlock {
    var titleKey: RichText
    var marked: [String: ChainFigure.Mark] = [:]
    if case .named(let id) = result.strength { marked[id] = .strength }
    let direction = directional(result)
    switch result.verdict {
    case .named where direction != nil, .contenders where direction != nil:
      titleKey = w("satisfaction.headline.directional", ["name": .text(spokenName(id: direction ?? ""))])
      marked[direction ?? ""] = .contender
    case .named(let id):
      titleKey =
        chains.count > 1
        ? w("satisfaction.headline.chain", ["name": .text(spokenName(id: id))])
        : w("satisfaction.headline.named", ["name": .text(spokenName(id: id)), "k": .count(result.measured)])
      marked[id] = .weakest
    case .contenders(let ids):
      titleKey = w(
        "satisfaction.chain-contenders", ["names": .text(w.list(ids.prefix(4).map(spokenName(id:))))])
      for id in ids { marked[id] = .contender }
    case .noDifference: titleKey = w("satisfaction.headline.no-difference", ["k": .count(result.compared)])
    case .tooFew: titleKey = w("satisfaction.headline.few")
    }
    func label(_ mark: ChainFigure.Mark) -> RichText {
      switch mark {
      case .weakest: w("satisfaction.mark.weakest")
      case .contender: w(direction != nil ? "satisfaction.mark.directional" : "satisfaction.mark.contender")
      case .strength: w("satisfaction.mark.strength")
      case .none: RichText()
      }
    }
    let metric = result.measure.metric
    let links = inRuns(of: chainTouchpoints(result, isFirst: id == "chain")).map { run in
      let (id, stage) = run[0]
      if run.count > 1 {
        return ChainFigure.Link(
          id: id, name: w("count.touchpoints", ["n": .count(run.count)]), stage: stage,
          note: w("satisfaction.not-measured-many"), score: nil)
      }
      let ranked = result.touchpoints.first { $0.id == id }
      let score =
        ranked?.score ?? surveys.touchpoints.first { $0.id == id }?.scores.first { $0.measure == result.measure }?.score
      let mark = ranked == nil ? ChainFigure.Mark.none : marked[id] ?? .none
      let shown = drawnScore(score, metric)
      return ChainFigure.Link(
        id: id, name: touchpointName(id: id), stage: stage, note: chainNote(id, score),
        score: score?.value.shown == nil ? nil : shown, lowest: ranked.flatMap { rankable($0, in: result) }, mark: mark,
        label: label(mark))
    }
    let stages = report.catalog.stages.indices.map { stage in
      FigureStage(id: report.catalog.stages[stage].id, name: stageName(stage), note: RichText())
    }
    return FigureBlock(
      id: id,
      title: chains.count > 1
        ? w(
          "satisfaction.headline.of", ["type": .text(typeName(result.measure.type)), "title": .text(titleKey)])
        : titleKey,
      howToRead: w(direction == nil ? "satisfaction.chain-read" : "satisfaction.chain-read-few"),
      figure: .chain(
        ChainFigure(
          stages: stages, links: links,
          thickness: direction == nil ? w("satisfaction.chain-thickness") : RichText(),
          colour: w("satisfaction.chain-colour", ["metric": .text(metricName(metric))]))),
      table: rankedTable(result, id: id),
      base: measureName(result.measure) + " · " + answersBase(result.touchpoints.map(\.score.n)),
      definition: "weakest")
  }

  /// Touchpoints in journey order with their stage; of very many those measured, and the busiest others.
  private func chainTouchpoints(_ result: WeakestLinkResult, isFirst: Bool) -> [(id: String, stage: Int)] {
    let measured = Set(result.touchpoints.map(\.id) + result.thin)
    let busy = Set(drawn.map { report.catalog.touchpoints[$0].id })
    let all = surveys.touchpoints.filter { touchpoint in
      if measured.contains(touchpoint.id) { return true }
      let isAsked = touchpoint.scores.contains { !$0.score.n.isZero }
      return isFirst && !isAsked && (busy.contains(touchpoint.id) || busy.isEmpty)
    }.map(\.id)
    var stage = 0
    return all.prefix(Listing.drawnAtMost).map { id in
      if let code = report.codeOf[id] {
        stage = report.catalog.touchpoints[code].stage
      }
      return (id, stage)
    }
  }

  /// Neighbours of one stage that nobody is asked about hang in one link: what the chain is about are the others.
  private func inRuns(of touchpoints: [(id: String, stage: Int)]) -> [[(id: String, stage: Int)]] {
    func isMeasured(_ id: String) -> Bool {
      surveys.touchpoints.first { $0.id == id }?.scores.contains { !$0.score.n.isZero } ?? false
    }
    var runs: [[(id: String, stage: Int)]] = []
    for own in touchpoints {
      if !isMeasured(own.id), let last = runs.last?.last, last.stage == own.stage, !isMeasured(last.id) {
        runs[runs.count - 1].append(own)
      } else {
        runs.append([own])
      }
    }
    return runs
  }

  private func chainNote(_ id: String, _ score: Score?) -> RichText {
    guard let score else { return w("satisfaction.not-measured") }
    if score.state == .hidden { return w("satisfaction.fewer-than", ["k": .number(report.blueprint.privacy.ratings)]) }
    return score.n.isZero ? w("satisfaction.not-measured") : answers(score.n)
  }
}
