@testable import Pages
import SVGCharts
import Wording

/// Figures that no client should have, and some client will.
enum Hostile {
  static let names: [RichText] = [
    .name(String(repeating: "שם ארוך מאוד ", count: 800)), .name(String(repeating: "W", count: 10_000)), "", .name("א"),
    .name("<script>alert(\"x\")</script>"), .name("\u{202E}evil\u{202C} ]]> & co"),
    .name("a\"\u{301}b\u{0}c\u{1F}\u{FFFE}d\n\te"),
    .name("Überraschung GmbH & Söhne – Kundenzentrum (VIP) שלום"),
    RichText([.text("NPS – "), .name("שלום"), .figures("−12.5%")]),
  ]
  static func data(_ seed: Int) -> Datum {
    switch seed % 9 {
    case 0: Samples.count(0)
    case 1: Samples.undefined
    case 2: Datum(value: nil, text: "מוסתר לשמירה על הפרטיות", state: .hidden)
    case 3: Samples.count(1)
    case 4: Samples.count(9_876_543_210)
    case 5: Datum(value: .infinity, text: "∞")
    case 6: Datum(value: -.greatestFiniteMagnitude, text: "−")
    case 7: Datum(value: 0.000_001, text: .figures("0.000001"))
    default: Samples.count(12_345)
    }
  }
  static func name(_ seed: Int) -> RichText { names[seed % names.count] }
  static func stages(_ count: Int, seed: Int) -> [FigureStage] {
    (0..<count).map { FigureStage(id: "s\($0)", name: name($0 + seed), note: name($0 * 5 + seed + 1)) }
  }

  /// Figures of `touchpoints` in `stages`, their names and numbers chosen by `seed`.
  static func figures(touchpoints n: Int, stages k: Int, seed: Int) -> [(name: String, figure: Figure)] {
    let stages = stages(k, seed: seed)
    func stage(_ i: Int) -> Int { n > 0 ? i * k / n : 0 }
    let tp = 0..<n
    let sieve = SieveFigure(
      stages: stages,
      touchpoints: tp.map { i in
        .init(
          id: "t\(i)", name: name(i + seed), stage: stage(i), customers: data(i + seed), started: data(i * 2 + seed),
          satisfaction: (i + seed) % 4 == 0 ? nil : i % 3 == 0 ? data(i + seed) : Samples.score(i * 13 % 101),
          bought: data(i * 4 + seed + 3),
          leaked: data(i * 7 + seed + 8), leakRate: data(i + 3), returned: data(i * 5 + 8))
      }, loop: seed % 3 == 0 ? nil : name(seed),
      key: [(.start, name(seed)), (.bought, name(seed + 1)), (.colour, name(3)), (.returned, "words")],
      fullHeight: seed % 2 == 0 ? 12_345 : 0,
      callOuts: Set([0, n / 2, n - 1]).filter(tp.contains).sorted().map {
        .init(touchpoint: $0, title: name($0 + seed), text: name($0 * 3 + seed + 1))
      })
    let funnel = FunnelFigure(
      steps: (0..<k).map { i in
        .init(
          id: "f\(i)", name: name(i + seed), customers: data(i + seed), stepConversion: data(i * 3 + seed),
          anyhow: data(i * 5 + seed))
      }, filledLabel: name(seed), outlineLabel: name(seed + 3), fullHeight: 12_345)
    let map = JourneyMapFigure(
      stagesTitle: name(seed), stages: stages,
      touchpoints: tp.map { .init(id: "t\($0)", name: name($0 + seed), stage: stage($0), note: name($0 * 2 + seed)) },
      lanes: [
        .init(id: "a", title: name(seed + 1), subtitle: name(seed + 2), content: .circles(tp.map { data($0 + seed) })),
        .init(
          id: "b", title: name(seed + 4), subtitle: name(seed), content: .bars(.leak, tp.map { data($0 * 2 + seed) })),
        .init(
          id: "c", title: name(seed + 7), subtitle: "",
          content: .curve(
            tp.map { i in
              i % 5 == 3
                ? nil
                : .init(
                  score: i % 6 == 5 ? data(i) : Samples.score((i * 37 + seed * 11) % 101), low: 0, high: .nan,
                  metric: i % 2 == 0 ? "NPS" : "CSAT", breaksBefore: i % 7 == 6,
                  before: i % 4 == 2 ? nil : Samples.score((i * 53 + seed * 7) % 101))
            }, weakest: n > 0 ? seed % n : nil, weakestLabel: name(seed + 8), notMeasured: name(seed + 3))),
        .init(id: "d", title: name(seed + 5), subtitle: name(seed + 3), content: .notMeasured(name(seed))),
        .init(
          id: "e", title: name(seed), subtitle: "",
          content: .evidence(
            tp.map {
              ([.measured, .thin, .assumed, .contradicted, JourneyMapFigure.Evidence.none][$0 % 5], name($0 + seed))
            })),
        .init(
          id: "f", title: name(seed + 2), subtitle: "",
          content: .cards(
            (0..<(n * 2)).map {
              (touchpoint: $0 * 7 % (n + 1), text: name($0 + seed), good: $0 % 3 == 0 ? nil : $0 % 2 == 0)
            })),
        .init(id: "g", title: "", subtitle: "", content: .bars(.purchase, [])),
      ], periods: seed % 2 == 0 ? nil : .init(now: name(seed), before: name(seed + 3)))
    let flow = FlowFigure(
      stages: stages,
      nodes: tp.map { .init(id: "t\($0)", name: name($0 + seed), stage: stage($0), volume: data($0 + seed)) },
      edges: n == 0
        ? []
        : (0..<(n * 4)).map { .init(from: $0 % n, to: ($0 * 5 + seed) % n, count: data($0 + 3)) } + [
          .init(from: 0, to: n + 5, count: data(3))
        ],
      forwardLabel: name(seed), backLabel: name(seed + 1))
    let heat = HeatTableFigure(
      rowsTitle: name(seed), columnsTitle: name(seed + 1), rows: tp.map { name($0 + seed) },
      columns: (0..<k).map { name($0 + seed + 4) },
      cells: tp.map { i in (0..<k).map { data(i + $0) } },
      shades: tp.map { i in (0..<(k - 1)).map { (i + $0) % 4 == 0 ? nil : Double($0) / 3 } }, outlined: tp.map { $0 })
    let bars = BarsFigure(
      style: seed % 2 == 0 ? .bars : .dots,
      bars: tp.map {
        .init(
          id: "t\($0)", name: name($0 + seed), note: name($0 * 2 + seed), value: data($0 + seed), low: -.infinity,
          high: $0 % 2 == 0 ? 20 : 1e30, tone: .leak)
      },
      maximum: seed % 3 == 0 ? 0 : 20_000, ticks: (0..<12).map { data($0 + seed) })
    let variants = VariantsFigure(
      stages: stages, touchpoints: tp.map { .init(name: name($0 + seed), stage: stage($0), isPurchase: $0 % 4 == 0) },
      lines: (0..<n).map { i in
        .init(touchpoints: (0...(i + 2)).map { ($0 * 3 + i) % (n + 1) }, customers: data(i), share: data(i + seed))
      })
    return [
      ("sieve", .sieve(sieve)), ("funnel", .funnel(funnel)), ("map", .journeyMap(map)), ("flow", .flow(flow)),
      ("heat", .heatTable(heat)), ("bars", .bars(bars)),
      ("variants", .variants(variants)),
    ] + surveyFigures(touchpoints: n, stages: stages, seed: seed)
  }

  static let cases: [(touchpoints: Int, stages: Int, seed: Int)] = [
    (0, 1, 0), (1, 1, 1), (2, 1, 2), (3, 3, 3), (7, 2, 4), (14, 5, 5), (17, 9, 6), (23, 4, 7), (40, 9, 8), (40, 1, 9),
    (9, 9, 10),
  ]

  /// The figures above, and the sample client with few touchpoints and with many.
  static func lookable(_ language: Language) -> [(name: String, figure: Figure)] {
    let sample = Samples(language: language)
    var few = sample.sieve
    few.touchpoints = [0, 4, 9, 13].map { sample.sieve.touchpoints[$0] }
    few.loop = nil
    var one = sample.sieve
    one.touchpoints = [sample.sieve.touchpoints[4]]
    var many = sample.sieve
    many.touchpoints = sample.sieve.touchpoints.flatMap { [$0, $0] }
    var fewMap = sample.map
    fewMap.touchpoints = Array(sample.map.touchpoints.prefix(3))
    return figures(touchpoints: 17, stages: 6, seed: 5).map { ("hostile-" + $0.name, $0.figure) } + [
      ("sieve-few", .sieve(few)), ("sieve-one", .sieve(one)), ("sieve-many", .sieve(many)),
      ("map-few", .journeyMap(fewMap)),
    ]
  }
}
