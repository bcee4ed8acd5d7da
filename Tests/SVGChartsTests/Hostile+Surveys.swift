@testable import Pages
import Wording

extension Hostile {
  /// Figures of surveys that no client should have.
  static func surveyFigures(touchpoints n: Int, stages: [FigureStage], seed: Int) -> [(name: String, figure: Figure)] {
    let tp = 0..<n
    func stage(_ i: Int) -> Int { n > 0 ? i * (stages.count + 1) / n : 0 }
    func range(_ i: Int) -> ClosedRange<Double>? {
      i % 4 == 0 ? nil : i % 4 == 1 ? -.infinity ... .infinity : Double(i)...Double(i + 30)
    }
    let chain = ChainFigure(
      stages: stages,
      links: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed), stage: stage(i), note: name(i * 2 + seed),
          score: (i + seed) % 4 == 0 ? nil : i % 3 == 0 ? data(i + seed) : Samples.score(i * 13 % 101),
          lowest: i % 3 == 0 ? nil : i % 3 == 1 ? .nan : Double(i) / 10,
          mark: [.none, .weakest, .contender, .strength][(i + seed) % 4], label: name(i + seed + 2))
      }, thickness: name(seed), colour: name(seed + 1))
    let quadrant = QuadrantFigure(
      performanceTitle: name(seed), importanceTitle: name(seed + 1), performanceTicks: (0..<9).map { data($0 + seed) },
      importanceTicks: seed % 3 == 0 ? [] : [0, 25, 50].map(Samples.score), meanPerformance: seed % 5 == 0 ? .nan : 60,
      meanImportance: 20, improveFirst: name(seed), keep: name(seed + 3), moreThanNeeded: name(seed + 7),
      lowPriority: name(seed + 1),
      items: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed),
          performance: i % 5 == 4 ? data(i) : Samples.score(60 + i % 3), performanceRange: range(i),
          importance: i % 7 == 6 ? data(i + 1) : Samples.score(20 + i % 4), importanceRange: range(i + 1),
          isFirst: i % 3 == 0)
      })
    let stack = StackFigure(
      rows: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed), note: name(i * 2 + seed),
          low: i % 4 == 0 ? data(i + seed) : Samples.percent(i * 7 % 40), middle: Samples.percent(i * 11 % 30),
          high: i % 5 == 0 ? data(i) : Samples.percent(30))
      }, lowLabel: name(seed), middleLabel: name(seed + 1), highLabel: name(seed + 7))
    let phases = PhasesFigure(
      phases: (0..<(seed % 4)).map { i in
        .init(
          id: "p\(i)", name: name(i + seed), stopped: data(i + seed), range: name(i * 3 + seed),
          score: i % 2 == 0 ? Samples.score(i * 37 % 101) : nil, lowest: name(i + seed + 2), effort: name(i * 5 + seed),
          time: i % 3 == 2 ? RichText() : name(i + 7))
      }, stoppedLabel: name(seed), lowestLabel: name(seed + 1), effortLabel: name(seed + 2), timeLabel: name(seed + 3))
    let waves = WavesFigure(
      panels: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed), note: name(i * 2 + seed),
          waves: (0..<(i % 9 * 2)).map { w in
            .init(
              name: name(w + i), value: w % 4 == 3 ? data(w + seed) : Samples.score(w * 17 % 101), range: range(w),
              breaksBefore: w % 3 == 2)
          })
      }, ticks: seed % 4 == 0 ? [] : (0..<6).map { data($0 + seed) }, breakLabel: name(seed),
      marks: (0..<(seed % 13)).map { i in
        let start = Double(i * i % 7) + Double(i) / 3
        return .init(
          kind: [.excluded, .named, .fact][i % 3], span: start...(start + Double(i % 3)), number: .figures("\(i + 1)"),
          name: name(i + seed))
      })
    let coverage = CoverageFigure(
      columns: (0..<(seed % 6)).map { name($0 + seed) }, notes: [name(seed + 1)],
      rows: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed), note: name(i * 2 + seed),
          cells: (0..<(i % 7)).map {
            $0 % 5 == 4
              ? nil : .init(state: CoverageFigure.State.allCases[$0 % 4], word: name($0 + i), count: name($0 * 3 + i))
          })
      })
    let tones: [StepsFigure.Tone] = [.low, .middle, .high, .only]
    let steps = StepsFigure(
      curves: (0..<min(3, n)).map { c in
        .init(
          id: "c\(c)", name: name(c + seed), tone: tones[(c + seed) % 4],
          steps: (0..<(seed % 5 * 3)).map { s in
            .init(time: Double(s * 40), share: s % 5 == 4 ? data(s + c) : Samples.percent(s * 9 % 101), range: range(s))
          }, atRisk: (0..<(seed % 7)).map { data($0 + c + seed) })
      }, times: (0..<(seed % 7)).map { data($0 + seed) }, ticks: seed % 4 == 0 ? [] : (0..<6).map { data($0 + seed) },
      atRiskTitle: name(seed + 2))
    return [
      ("chain", .chain(chain)), ("quadrant", .quadrant(quadrant)), ("stack", .stack(stack)), ("waves", .waves(waves)),
      ("coverage", .coverage(coverage)), ("steps", .steps(steps)), ("phases", .phases(phases)),
    ]
  }
}
